//! The diets that the kitchens cook.

use sea_orm::entity::prelude::*;

/// A diet, by the code that the kitchens read in place of names.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dieta_tipo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Code, e.g. `D01`.
    #[sea_orm(unique)]
    pub codice: String,
    /// What is cooked, e.g. «Senza glutine».
    pub descrizione: String,
    /// For health, with a certificate; otherwise ethical or religious.
    pub sanitaria: bool,
}

impl ActiveModelBehavior for ActiveModel {}
