//! ISEE attestations.

use campanella_kernel::{Giorno, GraphqlEnum, Importo, Istante};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{FamigliaId, IseeId};

/// Tipo di ISEE (D.P.C.M. 159/2013).
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
pub enum TipoIsee {
    /// Ordinario.
    #[sea_orm(string_value = "ordinario")]
    Ordinario,
    /// Per prestazioni agevolate rivolte a minorenni (art. 7).
    #[sea_orm(string_value = "minorenni")]
    Minorenni,
    /// Corrente: il reddito è cambiato durante l'anno (art. 9).
    #[sea_orm(string_value = "corrente")]
    Corrente,
}

/// An attestation that a family presented.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "isee")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: IseeId,
    /// The family.
    pub famiglia_id: FamigliaId,
    /// The indicator, in cents.
    pub valore: Importo,
    /// Kind.
    pub tipo: TipoIsee,
    /// First day on which it counts.
    pub dal: Giorno,
    /// Last day on which it counts: 31 December, unless it is a current ISEE.
    pub al: Giorno,
    /// When the family presented it; `None` for those entered before it was asked.
    pub presentato_il: Option<Giorno>,
    /// When it was entered.
    pub creato_il: Istante,
    /// The family.
    #[sea_orm(belongs_to, from = "famiglia_id", to = "id")]
    pub famiglia: BelongsTo<super::famiglia::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
