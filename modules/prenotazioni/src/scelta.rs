//! What a child may have on a day, and who said so.

use std::fmt;

use campanella_kernel::GraphqlEnum;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Scelta per un giorno.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scelta {
    /// Presente, con il pasto base.
    #[sea_orm(string_value = "pasto_base")]
    PastoBase,
    /// Assente: nessun pasto.
    #[sea_orm(string_value = "assenza")]
    Assenza,
    /// Presente, con il pasto in bianco.
    #[sea_orm(string_value = "pasto_bianco")]
    PastoBianco,
}

impl Scelta {
    /// What holds when nobody says anything: the child is present with the pasto base.
    pub const PREDEFINITA: Self = Self::PastoBase;

    /// The choice as the store writes it, for logs.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::PastoBase => "pasto_base",
            Self::Assenza => "assenza",
            Self::PastoBianco => "pasto_bianco",
        }
    }

    /// True when the kitchen cooks a meal for it.
    #[must_use]
    pub const fn con_pasto(self) -> bool {
        !matches!(self, Self::Assenza)
    }
}

impl fmt::Display for Scelta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PastoBase => "pasto base",
            Self::Assenza => "assenza",
            Self::PastoBianco => "pasto in bianco",
        })
    }
}

impl From<Scelta> for campanella_plugins_host::prenotazione::Scelta {
    fn from(scelta: Scelta) -> Self {
        match scelta {
            Scelta::PastoBase => Self::PastoBase,
            Scelta::Assenza => Self::Assenza,
            Scelta::PastoBianco => Self::PastoBianco,
        }
    }
}

impl From<campanella_plugins_host::prenotazione::Scelta> for Scelta {
    fn from(scelta: campanella_plugins_host::prenotazione::Scelta) -> Self {
        use campanella_plugins_host::prenotazione::Scelta as DellaRegola;
        match scelta {
            DellaRegola::PastoBase => Self::PastoBase,
            DellaRegola::Assenza => Self::Assenza,
            DellaRegola::PastoBianco => Self::PastoBianco,
        }
    }
}

/// Where a stored choice comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Origine {
    /// The family chose the day.
    #[sea_orm(string_value = "genitore")]
    Genitore,
    /// The office, on behalf of the family.
    #[sea_orm(string_value = "ufficio")]
    Ufficio,
}
