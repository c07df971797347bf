//! «Perché questo importo?»

use campanella_plugins_host::Passo;
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// An explanation, once for all that share it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spiegazione")]
pub struct Model {
    /// SHA-256 of the steps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub impronta: String,
    /// The steps.
    #[sea_orm(column_type = "JsonBinary")]
    pub passi: Passi,
}

/// The steps that led to an amount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Passi(pub Vec<Passo>);

impl ActiveModelBehavior for ActiveModel {}
