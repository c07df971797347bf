//! The extension points, by name.

use campanella_kernel::GraphqlEnum;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Where a rule of a comune answers: the extension point.
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
#[serde(rename_all = "snake_case")]
pub enum Estensione {
    /// What a service costs.
    #[sea_orm(string_value = "tariffa")]
    Tariffa,
    /// What may be booked.
    #[sea_orm(string_value = "prenotazione")]
    Prenotazione,
    /// Who may have a service, and who comes first.
    #[sea_orm(string_value = "ammissione")]
    Ammissione,
    /// What happens to unpaid amounts.
    #[sea_orm(string_value = "penale")]
    Penale,
    /// Which stops and tickets a child may have.
    #[sea_orm(string_value = "trasporto")]
    Trasporto,
}

impl Estensione {
    /// The name in the store and in packages.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Tariffa => "tariffa",
            Self::Prenotazione => "prenotazione",
            Self::Ammissione => "ammissione",
            Self::Penale => "penale",
            Self::Trasporto => "trasporto",
        }
    }
}
