//! Kitchens.

use sea_orm::entity::prelude::*;

/// A kitchen that cooks for one or more buildings.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "centro_cottura")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Name.
    #[sea_orm(unique)]
    pub nome: String,
}

impl ActiveModelBehavior for ActiveModel {}
