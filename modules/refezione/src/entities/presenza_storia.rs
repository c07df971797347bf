//! Changes of presences.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

use crate::stato::StatoPresenza;

/// A change of a presence. Rows are added, never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "presenza_storia")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The presence.
    pub presenza_id: i64,
    /// Before.
    pub da: StatoPresenza,
    /// After.
    pub a: StatoPresenza,
    /// Why.
    pub motivo: String,
    /// Who.
    pub chi: String,
    /// When.
    pub quando: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
