//! Calendars of the school years.

use campanella_kernel::{AnnoScolastico, Giorno, PlessoId};
use sea_orm::entity::prelude::*;

use crate::CalendarioId;

/// The days of service of a school year, for the whole comune or for one building.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendario")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: CalendarioId,
    /// The school year.
    pub anno: AnnoScolastico,
    /// The building whose calendar it is; none for the whole comune.
    pub plesso_id: Option<PlessoId>,
    /// First day of service.
    pub inizio: Giorno,
    /// Last day of service, included.
    pub fine: Giorno,
    /// Days of the week, Monday = 1: `12345`.
    pub giorni_settimana: String,
    /// The building.
    #[sea_orm(belongs_to, from = "plesso_id", to = "id")]
    pub plesso: BelongsTo<Option<super::plesso::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
