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
    /// The buildings that it cooks for.
    #[sea_orm(has_many)]
    pub plessi: HasMany<super::centro_plesso::Entity>,
    /// Its menus; those of all kitchens are not among them.
    #[sea_orm(has_many)]
    pub menu: HasMany<super::menu::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
