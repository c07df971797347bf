//! Who has which role.

use campanella_kernel::{Istante, PersonaId, PlessoId, PlessoScope};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A role of a person.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "persona_ruolo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The person.
    pub persona_id: PersonaId,
    /// Name of the role.
    pub ruolo: String,
    /// The buildings to which it is limited; none for the whole comune.
    #[sea_orm(column_type = "JsonBinary")]
    pub plessi: Option<Plessi>,
    /// Who gave it.
    pub assegnato_da: String,
    /// When.
    pub assegnato_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}

/// Buildings, as a JSON array of keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Plessi(pub Vec<PlessoId>);

impl Plessi {
    /// The buildings as the scope of a permission.
    #[must_use]
    pub fn scope(plessi: Option<&Self>) -> PlessoScope {
        match plessi {
            None => PlessoScope::Tutti,
            Some(Self(ids)) => PlessoScope::Solo(ids.iter().copied().collect()),
        }
    }
}
