//! Chapters of the budget.

use campanella_kernel::{GraphqlEnum, Istante, Servizio, typed_id};
use sea_orm::entity::prelude::*;

typed_id!(
    /// A chapter that was named.
    CapitoloId
);

/// Per che cosa è entrato o uscito il denaro.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, DeriveActiveEnum, GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Voce {
    /// Il servizio.
    #[sea_orm(string_value = "servizio")]
    Servizio,
    /// Penali per il ritardo e spese dei solleciti.
    #[sea_orm(string_value = "penali")]
    Penali,
    /// Credito reso alle famiglie: un capitolo di spesa.
    #[sea_orm(string_value = "rimborsi")]
    Rimborsi,
}

impl Voce {
    /// Whether the money goes out. A budget is gross: what is given back is not taken off what
    /// came in (D.Lgs. 267/2000, art. 162, c. 4).
    #[must_use]
    pub const fn uscita(self) -> bool {
        matches!(self, Self::Rimborsi)
    }
}

impl std::fmt::Display for Voce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Servizio => "Servizio",
            Self::Penali => "Penali e spese",
            Self::Rimborsi => "Rimborsi",
        })
    }
}

/// The chapter on which an office puts down what comes in or goes out.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "capitolo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: CapitoloId,
    /// The service.
    pub servizio: Servizio,
    /// What for.
    pub voce: Voce,
    /// As the accounting program knows it.
    pub codice: String,
    /// Who said so.
    pub aggiornato_da: String,
    /// When.
    pub aggiornato_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
