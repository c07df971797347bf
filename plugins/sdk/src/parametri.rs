//! What the parameters of many regulations have in common: the names of the contract's cases, who
//! is resident, how parameters are read and a batch is answered.

mod lettura;
mod nomi;
mod parole;
mod residenza;

pub use lettura::{leggi, molti};
pub use nomi::{Attestazione, Modo, Ordine};
pub use parole::{centesimi, elenco, giorni};
pub use residenza::nel_comune;
