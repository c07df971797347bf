//! The vendor's entrances into this comune.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

/// An entrance: who, why, from when to when.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "accesso_supporto")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: crate::AccessoSupportoId,
    /// Who of the vendor.
    pub operatore: String,
    /// Why.
    pub motivo: String,
    /// SHA-256 of the token.
    #[sea_orm(unique)]
    pub hash: String,
    /// From.
    pub dal: Istante,
    /// Until, excluded.
    pub al: Istante,
    /// When the comune closed it before its end.
    pub revocato_il: Option<Istante>,
    /// Who closed it.
    pub revocato_da: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
