//! Closed periods.

use campanella_kernel::{Giorno, Istante};
use sea_orm::entity::prelude::*;

/// Up to this day the books are closed. Never opened again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "periodo_chiuso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Last day of the period.
    #[sea_orm(unique)]
    pub al: Giorno,
    /// Who closed it.
    pub chiuso_da: String,
    /// When.
    pub chiuso_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
