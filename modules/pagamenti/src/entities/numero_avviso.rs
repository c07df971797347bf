//! The next notice number.

use sea_orm::entity::prelude::*;

/// One row, which a transaction that gives numbers holds until its end.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "numero_avviso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Base of the number that is given next.
    pub prossimo: i64,
}

impl ActiveModelBehavior for ActiveModel {}
