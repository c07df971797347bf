//! Which kitchen cooks for a building.

use campanella_kernel::PlessoId;
use sea_orm::entity::prelude::*;

/// A building and its kitchen.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "centro_plesso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The kitchen.
    pub centro_id: i64,
    /// The building.
    #[sea_orm(unique)]
    pub plesso_id: PlessoId,
    /// The kitchen.
    #[sea_orm(belongs_to, from = "centro_id", to = "id")]
    pub centro: BelongsTo<super::centro_cottura::Entity>,
    /// The building.
    #[sea_orm(belongs_to, from = "plesso_id", to = "id")]
    pub plesso: BelongsTo<campanella_anagrafe::plesso::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
