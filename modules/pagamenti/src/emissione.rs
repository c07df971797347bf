//! Bill runs: prepared, looked at, confirmed. [`calcola`] makes the lines, [`lavoro`] goes from
//! family to family in jobs, so that a kill loses little and the office sees how far it is.

mod anteprima;
mod bozze;
pub(crate) mod calcola;
mod compensa;
mod conferma;
mod da_emettere;
pub(crate) mod debiti;
pub(crate) mod diretta;
pub(crate) mod lavoro;
pub(crate) mod leggi;
pub(crate) mod leggi_rette;
pub(crate) mod lotto;
mod periodo;
mod prepara;
pub(crate) mod quote;
mod rate;
mod scarta;

pub use da_emettere::{ConsumiDaEmettere, consumi_da_emettere};
pub use lavoro::un_lotto_di_emissione;
pub use prepara::{RichiestaEmissione, prepara_emissione};
pub use scarta::{conferma_emissione, escludi_retta, riprendi_emissione, scarta_emissione};
