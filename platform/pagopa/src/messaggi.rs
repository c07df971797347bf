//! The messages of `paForNode`, both ways: the station reads requests and writes responses,
//! the node (and our simulator of it) writes requests and reads responses.

mod avviso_spontaneo;
mod dati_ricarica;
mod instradamento;
mod pagamento;
mod primitiva;
mod ricevuta;
mod risposta;
mod soggetto;
mod verifica;
mod versamento;

pub use avviso_spontaneo::{AvvisoSpontaneo, RichiestaAvviso};
pub use dati_ricarica::DatiRicarica;
pub use instradamento::{CodiceQr, Instradamento};
pub use pagamento::{Pagamento, PagamentoError, RichiestaPagamento, TipoTrasferimento};
pub use primitiva::{Primitiva, Versione};
pub use ricevuta::{Esito, InvioRicevuta, Prestatore, Ricevuta};
pub use risposta::ErroreRisposta;
pub use soggetto::{Soggetto, TipoSoggetto};
pub use verifica::{Offerta, RichiestaVerifica};
pub use versamento::{Accredito, Versamento, VersamentoPagato};

pub(crate) use risposta::scrivi_risposta;
pub(crate) use versamento::base64;
