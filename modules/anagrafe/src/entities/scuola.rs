//! Schools.

use campanella_kernel::GraphqlEnum;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ScuolaId;

/// Ordine di scuola (d.lgs. 59/2004).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum OrdineScuola {
    /// Scuola dell'infanzia, three levels.
    #[sea_orm(string_value = "infanzia")]
    Infanzia,
    /// Scuola primaria, five levels.
    #[sea_orm(string_value = "primaria")]
    Primaria,
    /// Scuola secondaria di primo grado, three levels.
    #[sea_orm(string_value = "secondaria")]
    Secondaria,
}

impl OrdineScuola {
    /// The last level: after it a child leaves the school.
    #[must_use]
    pub const fn ultimo_livello(self) -> i32 {
        match self {
            Self::Primaria => 5,
            Self::Infanzia | Self::Secondaria => 3,
        }
    }
}

/// A school.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scuola")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: ScuolaId,
    /// Codice meccanografico, or a code of the office.
    #[sea_orm(unique)]
    pub codice: String,
    /// Name.
    pub nome: String,
    /// Order.
    pub ordine: OrdineScuola,
    /// The buildings.
    #[sea_orm(has_many)]
    pub plessi: HasMany<super::plesso::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
