//! Roles of the comune's own.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

/// A role that the comune made.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruolo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its name.
    #[sea_orm(unique)]
    pub nome: String,
    /// What it is for, in words.
    pub descrizione: String,
    /// Who made it.
    pub creato_da: String,
    /// When.
    pub creato_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
