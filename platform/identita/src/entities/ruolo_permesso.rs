//! What the comune's own roles allow.

use sea_orm::entity::prelude::*;

/// A permission of a role.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruolo_permesso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Name of the role.
    pub ruolo: String,
    /// `risorsa:azione`.
    pub permesso: String,
}

impl ActiveModelBehavior for ActiveModel {}
