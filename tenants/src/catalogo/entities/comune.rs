//! A comune.

use std::fmt;

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// Whether a comune is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Stato {
    /// It is being made; making it again goes on where it was left.
    #[sea_orm(string_value = "in_creazione")]
    InCreazione,
    /// It is served.
    #[sea_orm(string_value = "attivo")]
    Attivo,
    /// The vendor has suspended it.
    #[sea_orm(string_value = "sospeso")]
    Sospeso,
    /// It is being exported to be removed.
    #[sea_orm(string_value = "in_eliminazione")]
    InEliminazione,
    /// It was exported and removed.
    #[sea_orm(string_value = "eliminato")]
    Eliminato,
}

impl fmt::Display for Stato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InCreazione => "in creazione",
            Self::Attivo => "attivo",
            Self::Sospeso => "sospeso",
            Self::InEliminazione => "in eliminazione",
            Self::Eliminato => "eliminato",
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comune")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub nome: String,
    pub stato: Stato,
    pub store_url: String,
    #[sea_orm(column_type = "Json")]
    pub moduli: Json,
    #[sea_orm(column_type = "Json")]
    pub impostazioni: Json,
    pub versione_impostazioni: i64,
    pub versione_schema: String,
    pub creato_il: Istante,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
