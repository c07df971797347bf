//! The version of the comune's roles.

use sea_orm::entity::prelude::*;

/// The only row: its version changes with every change of a role or of an assignment.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "politica")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// A random text, so that a store that was restored never shows a version already seen.
    pub versione: String,
}

impl ActiveModelBehavior for ActiveModel {}
