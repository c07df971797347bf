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
    /// The kitchen.
    #[sea_orm(belongs_to, from = "centro_id", to = "id")]
    pub centro: BelongsTo<Option<super::centro_cottura::Entity>>,
    /// The dishes.
    #[sea_orm(has_many)]
    pub portate: HasMany<super::portata::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
