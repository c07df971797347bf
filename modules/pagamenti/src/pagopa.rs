//! pagoPA and the accounts: notices that can be paid, what the node is told of them, receipts that
//! become payments. The messages are [`campanella_pagopa`]'s; which comune is asked, the server's.

pub(crate) mod avvisa;
pub(crate) mod avvisi;
pub(crate) mod collegamento;
mod diniego;
mod ente;
pub(crate) mod flussi;
pub(crate) mod online;
mod per_stazione;
pub(crate) mod portale;
pub(crate) mod rendicontazione;
pub(crate) mod ricevute;
mod risolvi;
mod situazione;
mod spontaneo;
mod stampa;
pub(crate) mod ufficio;

pub use avvisa::{Richiedente, avvisa_rata, chiedi_ricarica};
pub use avvisi::{
    Avviso, AvvisoConnection, AvvisoEdge, StatoAvviso, avvisi, avviso, ricariche_da_pagare,
};
pub use collegamento::{
    CatalogoInput, CatalogoPagopa, Collegamento, CollegamentoInput, collegamento, imposta_pagopa,
};
pub use ente::{EntePagopa, PERMESSI_DEL_NODO};
pub use flussi::{
    Flusso, FlussoConnection, FlussoEdge, RigaFlusso, RigaFlussoConnection, RigaFlussoEdge,
    StatoRigaFlusso, flussi, flusso, non_rendicontate, righe_del_flusso, riscontra,
};
pub use online::{Checkout, paga_online};
pub use per_stazione::PerStazione;
pub use rendicontazione::{Riscontri, chiedi_rendicontazione};
pub use ricevute::{Ricevuta, RicevutaConnection, RicevutaEdge, ricevute};
pub use risolvi::{attribuisci, rendi, riapri};
pub(crate) use stampa::{DaStampare, RicevutaDaStampare, da_stampare, ricevuta_da_stampare};
