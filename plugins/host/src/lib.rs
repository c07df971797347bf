//! Runs the regulations of the comuni: WebAssembly components behind the contract of
//! `plugins/wit`, in a sandbox, asked through [`Regole`].
//!
//! Architecture invariants: a rule sees its input and nothing else; no answer is believed before
//! the host has checked it; whatever a rule does, the caller gets a typed outcome. A tariff that
//! fails is «da verificare», a booking rule that fails gives way to [`predefinita`].

pub mod attivazione;
pub mod limiti;
pub mod misura;
pub mod predefinita;
pub mod prenotazione;
pub mod spediti;
pub mod tariffa;

mod attiva;
mod cache;
mod chiedi_giornate;
mod chiedi_tariffe;
mod componente;
mod conto;
mod contratto;
mod guasto;
mod host;
mod modulo;
mod motore;
mod passo;
mod regole;
#[cfg(test)]
mod tests;

pub use attiva::{AttivazioneRifiutata, GESTISCI, NuovaAttivazione, PERMESSI};
pub use attivazione::AttivazioneId;
pub use componente::{Manifesto, Regola, digest};
pub use contratto::Estensione;
pub use guasto::{ComponenteRifiutato, Guasto};
pub use host::{Host, HostNonPartito};
pub use modulo::Regolamenti;
pub use passo::{Dato, Messaggio, Passo, Provenienza, Valore};
pub use regole::Regole;
