//! Guesses, while they are being counted.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

/// A guess.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tentativo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What is limited: the name of a limit and a digest of whom it regards.
    pub chiave: String,
    /// When.
    pub quando: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
