//! Reminders.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, Importo, Istante};
use campanella_ledger::ScritturaId;
use sea_orm::entity::prelude::*;

use crate::{InvioId, RataId, SollecitoId};

/// A reminder of one instalment, with what it costs the family.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sollecito")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: SollecitoId,
    /// With which others it was sent.
    pub invio_id: InvioId,
    /// What was not paid.
    pub rata_id: RataId,
    /// Who owes it.
    pub famiglia_id: FamigliaId,
    /// The code by which the regulation knows it.
    pub codice: String,
    /// As the family reads it.
    pub titolo: String,
    /// When it was sent.
    pub inviato: Giorno,
    /// The last day that it leaves to pay.
    pub termine: Giorno,
    /// What was still to be paid, without late fee and expenses.
    pub residuo: Importo,
    /// The late fee that was added to the instalment with it.
    pub penale: Importo,
    /// The expenses that were added to the instalment with it.
    pub spese: Importo,
    /// What was to be paid in all, once they were added.
    pub dovuto: Importo,
    /// The entry of late fee and expenses; none where there are none.
    pub scrittura_id: Option<ScritturaId>,
    /// When the family received it, where the office knows.
    pub ricevuto: Option<Giorno>,
    /// Why, step by step.
    pub spiegazione: String,
    /// The recorded decision, from which it can be taken again.
    pub decisione: String,
    /// Why it was cancelled.
    pub annullato_per: Option<String>,
    /// When.
    pub annullato_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
