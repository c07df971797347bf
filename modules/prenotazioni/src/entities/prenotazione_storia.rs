//! Who changed what and when.

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::{Giorno, Istante};
use sea_orm::entity::prelude::*;

use crate::scelta::Scelta;

/// A change of the choice of a day. Rows are added, never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prenotazione_storia")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The child on the service.
    pub iscrizione_id: IscrizioneId,
    /// The day.
    pub giorno: Giorno,
    /// What held before.
    pub da: Scelta,
    /// What holds from then on.
    pub a: Scelta,
    /// Who, in words.
    pub chi: String,
    /// The person, if a person.
    pub persona_id: Option<i64>,
    /// When.
    pub quando: Istante,
    /// Correlation id of the request.
    pub correlazione: String,
    /// The recorded decision of the regulation; `None` where the platform's default decided, or
    /// before decisions were recorded.
    pub decisione: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
