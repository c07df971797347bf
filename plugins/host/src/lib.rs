//! Runs the regulations of the comuni: WebAssembly components behind the contract of
//! `plugins/wit`, in a sandbox, asked through [`Regole`].
//!
//! Architecture invariants: a rule sees its input and nothing else; no answer is believed before
//! the host has checked it; whatever a rule does, the caller gets a typed outcome. A tariff that
//! fails is «da verificare», a booking rule that fails gives way to [`predefinita`].

pub mod ammissione;
pub mod attivazione;
pub mod casi;
pub mod fatti;
pub mod limiti;
pub mod misura;
pub mod pacchetto;
pub mod penale;
pub mod predefinita;
pub mod prenotazione;
pub mod spediti;
pub mod tariffa;
pub mod trasporto;

mod attiva;
mod cache;
mod chiedi_giornate;
mod chiedi_tariffe;
mod componente;
mod conto;
mod contratto;
mod domanda;
mod guasto;
mod host;
mod modulo;
mod motore;
mod passo;
mod punto;
mod regole;
#[cfg(test)]
mod tests;

pub use attiva::{AttivazioneRifiutata, GESTISCI, NuovaAttivazione, PERMESSI};
pub use attivazione::AttivazioneId;
pub use componente::{Manifesto, Regola, digest};
pub use contratto::Estensione;
pub use domanda::{Decisione, Domanda, DomandaNonValida};
pub use guasto::{ComponenteRifiutato, Guasto};
pub use host::{Host, HostNonPartito};
pub use modulo::Regolamenti;
pub use passo::{Dato, Messaggio, Passo, Provenienza, Valore};
pub use punto::Punto;
pub use regole::Regole;
