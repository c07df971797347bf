//! What an author of rules in Rust builds upon: the types of the contract, exact arithmetic, days
//! of the calendar, and the steps of an explanation.
//!
//! A rule is a crate of type `cdylib` that implements the traits of [`tariffa`] or of
//! [`prenotazione`] and exports them:
//!
//! ```ignore
//! #[cfg(target_arch = "wasm32")]
//! campanella_sdk::tariffa::esporta_tariffa!(Regola with_types_in campanella_sdk::tariffa);
//! ```
//!
//! The export stands behind `cfg(target_arch = "wasm32")`, so that the same crate also compiles
//! natively and its formula can be tested and timed without WebAssembly.

mod calendario;
mod denaro;
mod passi;
pub mod prenotazione;
pub mod tariffa;

pub use calendario::{
    data_italiana, giorni_dal_1970, giorno_dal_1970, giorno_feriale, ora_italiana,
};
pub use denaro::{Arrotonda, euro, prezzo_in_euro};
pub use passi::PassoNuovo;
pub use tariffa::campanella::regole::tipi;
