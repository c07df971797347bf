//! pagoPA and the accounts: notices that can be paid, what the node is told of them, receipts that
//! become payments. The messages are [`campanella_pagopa`]'s; which comune is asked, the server's.

pub(crate) mod avvisa;
pub(crate) mod avvisi;
pub(crate) mod collegamento;
mod ente;
pub(crate) mod online;
pub(crate) mod portale;
pub(crate) mod ricevute;
mod situazione;
mod stampa;
pub(crate) mod ufficio;

pub use avvisa::{avvisa_rata, chiedi_ricarica};
pub use avvisi::{Avviso, AvvisoConnection, AvvisoEdge, StatoAvviso, avvisi, avviso};
pub use collegamento::{Collegamento, CollegamentoInput, collegamento, imposta_pagopa};
pub use ente::{EntePagopa, PERMESSI_DEL_NODO};
pub use online::{Checkout, paga_online};
pub use ricevute::{Ricevuta, RicevutaConnection, RicevutaEdge, attribuisci, rendi, ricevute};
pub use stampa::{DaStampare, da_stampare};
