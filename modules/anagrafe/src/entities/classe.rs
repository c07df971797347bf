//! Classes of a school year.

use campanella_kernel::{AnnoScolastico, PlessoId};
use sea_orm::entity::prelude::*;

use crate::ClasseId;

/// A class in one school year: next year it is another row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "classe")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: ClasseId,
    /// The building.
    pub plesso_id: PlessoId,
    /// The school year.
    pub anno: AnnoScolastico,
    /// Name, e.g. `3A`.
    pub nome: String,
    /// Level, from 1.
    pub livello: i32,
    /// School time, e.g. `40 ore`.
    pub tempo: Option<String>,
    /// The building.
    #[sea_orm(belongs_to, from = "plesso_id", to = "id")]
    pub plesso: BelongsTo<super::plesso::Entity>,
    /// Enrolments of its children.
    #[sea_orm(has_many)]
    pub iscrizioni: HasMany<super::iscrizione::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
