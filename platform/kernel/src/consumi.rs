//! The event by which a service tells what was consumed and what it costs.

use serde::{Deserialize, Serialize};

use crate::{Arrotondamento, Giorno, PrezzoUnitario, Servizio};

/// Name of the event.
pub const CONSUMI_REGISTRATI: &str = "consumi_registrati";

/// What was consumed on a service, or is no longer taken for consumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsumiRegistrati {
    /// The service.
    pub servizio: Servizio,
    /// Each of them.
    pub consumi: Vec<Consumo>,
    /// «Perché questo importo?»: the steps of each explanation, once though many share it.
    pub spiegazioni: Vec<serde_json::Value>,
}

/// A meal or a ride. Events may arrive in another order than they were told: of two with the same
/// `origine` the one with the greater `versione` holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consumo {
    /// Its key within the service.
    pub origine: i64,
    /// One more at each correction.
    pub versione: i32,
    /// The enrolment.
    pub iscrizione: i64,
    /// The child.
    pub alunno: i64,
    /// The family that pays.
    pub famiglia: i64,
    /// The day.
    pub giorno: Giorno,
    /// What it costs.
    pub addebito: Addebito,
}

/// What a consumption costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stato", rename_all = "snake_case")]
pub enum Addebito {
    /// The regulation answered.
    Calcolato {
        /// Price of one; none where the regulation has only a quota.
        prezzo: Option<PrezzoUnitario>,
        /// How a line of this price becomes cents.
        arrotondamento: Arrotondamento,
        /// Label of the band.
        fascia: String,
        /// Place of its explanation among those of the event.
        spiegazione: usize,
    },
    /// The office has to look: never taken for zero.
    DaVerificare,
    /// It was corrected: nothing was consumed.
    Annullato,
}
