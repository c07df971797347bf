//! Documents for families as tagged PDF: the notice (`avviso di pagamento`), the bill, the
//! reminder, the receipt, the statement of an account, the certificate for the tax return.
//!
//! Layout is in the templates of `modelli`, written for typst; a comune gives them its name,
//! colour and logo. Every document is PDF/A-2a and PDF/UA-1: it can be kept for as long as the law
//! wants, and read by whoever does not see it.
//!
//! Architecture invariant: nothing here decides anything. What a document says is handed over, as
//! types that were parsed before.

mod aspetto;
mod attestazione;
mod avviso;
mod caratteri;
mod codici;
mod estratto;
mod mondo;
mod retta;
mod ricevuta;
mod sollecito;
mod stampa;

pub use aspetto::{Aspetto, Logo, LogoError};
pub use attestazione::Attestazione;
pub use avviso::{Avviso, AvvisoError, Bollettino, DatiPagamento, Rata};
pub use estratto::{EstrattoConto, MovimentoStampato};
pub use retta::{RataStampata, RettaStampata, RigaStampata};
pub use ricevuta::{RicevutaPagamento, VocePagata};
pub use sollecito::SollecitoStampato;
pub use stampa::{DocumentoError, Stampa};
