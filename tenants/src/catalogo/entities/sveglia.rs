//! When a comune next has work.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sveglia")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub comune_id: String,
    pub quando: Istante,
    pub richieste: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
