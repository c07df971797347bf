//! What the vendor did.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registro_fornitore")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub quando: Istante,
    pub chi: String,
    pub azione: String,
    pub comune_id: Option<String>,
    #[sea_orm(column_type = "Json")]
    pub dettaglio: Json,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
