//! Menus.

use campanella_kernel::Giorno;
use sea_orm::entity::prelude::*;

/// The menu of a day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "menu")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The day.
    pub giorno: Giorno,
    /// The kitchen; none: all of them.
    pub centro_id: Option<i64>,
    /// The order of school, as `anagrafe` writes it; none: all of them.
    pub ordine: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
