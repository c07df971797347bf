//! pagoPA, spoken by a creditor: notice numbers and what is printed of them, the station
//! (`paForNode`) that the node calls, and the services that we call (Checkout, receipts, flows of
//! reconciliation).
//!
//! Architecture invariant: no store and no comune is known here. The payments module gives the
//! answers by implementing [`Stazione`] and [`EnteCreditore`].

mod avviso;
mod busta;
pub mod cliente;
mod dovuto;
mod ente;
mod fault;
mod iban;
mod messaggi;
mod stazione;
mod tassonomia;
pub mod testing;
mod testo;
mod xml;

pub use avviso::{
    Causale, CausaleError, CodiceAvviso, CodiceAvvisoError, CodiceSegregazione,
    CodiceSegregazioneError, ContoPostale, ContoPostaleError, Iuv, IuvError, NumeroAvviso,
    NumeroAvvisoError, TestoDataMatrix, TestoDataMatrixError, TestoQr, TestoQrError,
};
pub use dovuto::{Dovuto, DovutoError};
pub use ente::{CodiceFiscaleEnte, CodiceFiscaleEnteError};
pub use fault::{CodiceFault, Diniego, FaultLetto};
pub use iban::{Iban, IbanError};
pub use messaggi::{
    Accredito, AvvisoSpontaneo, CodiceQr, DatiRicarica, ErroreRisposta, Esito, Instradamento,
    InvioRicevuta, Offerta, Pagamento, PagamentoError, Prestatore, Primitiva, Ricevuta,
    RichiestaAvviso, RichiestaPagamento, RichiestaVerifica, Soggetto, TipoSoggetto,
    TipoTrasferimento, Versamento, VersamentoPagato, Versione,
};
pub use stazione::{
    Attivazione, BYTE_MASSIMI_RICHIESTA, EnteCreditore, RispostaSoap, Stazione, rispondi,
};
pub use tassonomia::{SERVIZI_SCOLASTICI, Tassonomia, TassonomiaError};
pub use testo::{Testo, TestoError};
pub use xml::Sintassi;
