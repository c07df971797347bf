//! States of a presence and of its charge.

use std::fmt;

use campanella_kernel::GraphqlEnum;
use campanella_prenotazioni::Scelta;
use sea_orm::{DeriveActiveEnum, EnumIter};

/// Che cosa è stato registrato per un giorno.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoPresenza {
    /// Presente, con il pasto base o la propria dieta.
    #[sea_orm(string_value = "presente")]
    Presente,
    /// Assente: nessun pasto.
    #[sea_orm(string_value = "assente")]
    Assente,
    /// Presente, con il pasto in bianco.
    #[sea_orm(string_value = "pasto_bianco")]
    PastoBianco,
}

impl StatoPresenza {
    /// The state as the store and the history write it.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Presente => "presente",
            Self::Assente => "assente",
            Self::PastoBianco => "pasto_bianco",
        }
    }

    /// True when there is a meal to cook and to charge.
    #[must_use]
    pub const fn con_pasto(self) -> bool {
        !matches!(self, Self::Assente)
    }
}

impl fmt::Display for StatoPresenza {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Presente => "presente",
            Self::Assente => "assente",
            Self::PastoBianco => "presente con pasto in bianco",
        })
    }
}

impl From<Scelta> for StatoPresenza {
    fn from(scelta: Scelta) -> Self {
        match scelta {
            Scelta::PastoBase => Self::Presente,
            Scelta::Assenza => Self::Assente,
            Scelta::PastoBianco => Self::PastoBianco,
        }
    }
}

/// Where a presence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OriginePresenza {
    /// The bookings, at the cut-off.
    #[sea_orm(string_value = "chiusura")]
    Chiusura,
    /// The roll call of the class.
    #[sea_orm(string_value = "appello")]
    Appello,
    /// A correction by the office, with its reason.
    #[sea_orm(string_value = "correzione")]
    Correzione,
}

/// What became of the charge of a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoConsumo {
    /// The rule answered.
    #[sea_orm(string_value = "calcolato")]
    Calcolato,
    /// The rule did not answer: the office must look. Never taken for zero.
    #[sea_orm(string_value = "da_verificare")]
    DaVerificare,
    /// The presence was corrected into an absence.
    #[sea_orm(string_value = "annullato")]
    Annullato,
}
