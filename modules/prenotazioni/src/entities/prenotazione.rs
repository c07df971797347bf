//! What was chosen for a child and a day.

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::{Giorno, Istante};
use sea_orm::entity::prelude::*;

use crate::scelta::{Origine, Scelta};

/// A choice. A day without a row follows the weekly pattern, or else is a pasto base.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prenotazione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The child on the service.
    pub iscrizione_id: IscrizioneId,
    /// The day.
    pub giorno: Giorno,
    /// The choice.
    pub scelta: Scelta,
    /// 1 at the first choice of the day, then one more at each change.
    pub versione: i32,
    /// Where it comes from.
    pub origine: Origine,
    /// Who made the last change, in words.
    pub aggiornata_da: String,
    /// When.
    pub aggiornata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
