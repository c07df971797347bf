//! The services of pagoPA that a creditor calls: Checkout, receipts, flows of reconciliation.

mod carrello;
mod certificato;
mod collegamento;
mod numero;
mod rendicontazione;
mod ricevute;

pub use carrello::{Carrello, CarrelloError, Ritorni, VoceCarrello};
pub use certificato::{Certificato, CertificatoError};
pub use collegamento::{ChiaveApi, Collegamento, ErroreServizio, indirizzo};
pub use rendicontazione::{
    ElencoFlussi, EsitoRiga, Flusso, FlussoError, Pagina, PaginaRighe, RigaFlusso, Testata,
    VoceElenco,
};
