//! What an author of rules in Rust builds upon: the types of the contract, exact arithmetic, days
//! of the calendar, the steps of an explanation, and reading parameters.
//!
//! A rule is a crate of type `cdylib` that implements the trait of one extension point
//! ([`tariffa`], [`prenotazione`], [`ammissione`], [`penale`], [`trasporto`]) and exports it:
//!
//! ```ignore
//! #[cfg(target_arch = "wasm32")]
//! campanella_sdk::tariffa::esporta_tariffa!(Regola with_types_in campanella_sdk::tariffa);
//! ```
//!
//! The export stands behind `cfg(target_arch = "wasm32")`, so that the same crate also compiles
//! natively and its formula can be tested and timed without WebAssembly.

pub mod ammissione;
mod calendario;
mod denaro;
#[cfg(target_arch = "wasm32")]
mod memoria;
pub mod parametri;
mod passi;
pub mod penale;
pub mod prenotazione;
pub mod tariffa;
pub mod trasporto;

pub use calendario::{
    data_italiana, giorni_dal_1970, giorno_dal_1970, giorno_feriale, ora_italiana,
};
pub use denaro::{Arrotonda, euro, prezzo_in_euro};
pub use passi::{PassoNuovo, messaggio};
pub use tariffa::campanella::regole::tipi;
