//! Dishes of a menu.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::allergene::Allergene;

/// A dish.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "portata")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The menu.
    pub menu_id: i64,
    /// Place in the menu, from 1.
    pub posizione: i16,
    /// Name.
    pub nome: String,
    /// What it contains. Generated reads show it by name, see `registri`.
    #[sea_orm(column_type = "JsonBinary")]
    #[seaography(ignore)]
    pub allergeni: Allergeni,
    /// The menu.
    #[sea_orm(belongs_to, from = "menu_id", to = "id")]
    pub menu: BelongsTo<super::menu::Entity>,
}

/// The allergens of a dish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Allergeni(pub Vec<Allergene>);

impl ActiveModelBehavior for ActiveModel {}
