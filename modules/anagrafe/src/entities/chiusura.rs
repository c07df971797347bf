//! Closures: days without service.

use campanella_kernel::{Giorno, GraphqlEnum, Istante, PlessoId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ChiusuraId, ClasseId};

/// Motivo di una chiusura.
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
pub enum TipoChiusura {
    /// Vacanza o festività.
    #[sea_orm(string_value = "festivita")]
    Festivita,
    /// Sciopero.
    #[sea_orm(string_value = "sciopero")]
    Sciopero,
    /// Seggio elettorale nella scuola.
    #[sea_orm(string_value = "elezioni")]
    Elezioni,
    /// Gita o uscita didattica.
    #[sea_orm(string_value = "gita")]
    Gita,
    /// Altro.
    #[sea_orm(string_value = "altro")]
    Altro,
}

/// Days without service for the whole comune, a building or a class.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chiusura")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: ChiusuraId,
    /// First day.
    pub dal: Giorno,
    /// Last day, included.
    pub al: Giorno,
    /// The building, also of a class that is closed; none when the whole comune is.
    pub plesso_id: Option<PlessoId>,
    /// The class, when it is of one class.
    pub classe_id: Option<ClasseId>,
    /// Kind.
    pub tipo: TipoChiusura,
    /// Reason that families read.
    pub motivo: String,
    /// Who entered it.
    pub creata_da: String,
    /// When it was entered.
    pub creata_il: Istante,
    /// The building.
    #[sea_orm(belongs_to, from = "plesso_id", to = "id")]
    pub plesso: BelongsTo<Option<super::plesso::Entity>>,
    /// The class.
    #[sea_orm(belongs_to, from = "classe_id", to = "id")]
    pub classe: BelongsTo<Option<super::classe::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
