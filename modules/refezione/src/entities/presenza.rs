//! Presences.

use campanella_anagrafe::{ClasseId, IscrizioneId};
use campanella_kernel::{Giorno, Istante, PlessoId};
use sea_orm::entity::prelude::*;

use crate::stato::{OriginePresenza, StatoPresenza};

/// What was registered for a child on a day. Building and class are those of that day: they stay
/// when the child changes class.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "presenza")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The child on the service.
    pub iscrizione_id: IscrizioneId,
    /// The day.
    pub giorno: Giorno,
    /// The building.
    pub plesso_id: PlessoId,
    /// The class.
    pub classe_id: ClasseId,
    /// Present, absent, pasto bianco.
    pub stato: StatoPresenza,
    /// The article of the iscrizione.
    pub articolo: String,
    /// Code of the diet in force.
    pub dieta_codice: Option<String>,
    /// Where it comes from.
    pub origine: OriginePresenza,
    /// Why it was corrected.
    pub motivo: Option<String>,
    /// 1, then one more at each change.
    pub versione: i32,
    /// Who registered it last.
    pub registrata_da: String,
    /// When.
    pub registrata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
