//! Runs the regulations of the comuni: WebAssembly components behind the contract of
//! `plugins/wit`, in a sandbox, asked through [`Regole`].
//!
//! Architecture invariants: a rule sees its input and nothing else; no answer is believed before
//! the host has checked it; whatever a rule does, the caller gets a typed outcome. A tariff that
//! fails is «da verificare», a booking rule that fails gives way to [`predefinita`].

pub mod ammissione;
pub mod attivazione;
pub mod casi;
pub mod decisione;
pub mod fatti;
pub mod limiti;
pub mod misura;
pub mod pacchetti;
pub mod pacchetto;
pub mod penale;
pub mod predefinita;
pub mod prenotazione;
pub mod presa;
pub mod proposte;
pub mod spediti;
pub mod spiegazione;
pub mod tariffa;
pub mod trasporto;
pub mod verdetto;

mod attiva;
mod cache;
mod chiedi_giornate;
mod componente;
mod conto;
mod contratto;
mod decidi;
mod domanda;
mod errore_parametro;
mod estensione;
mod guasti;
mod guasto;
mod host;
mod interruttore;
mod manifesto;
mod messaggio;
mod modulo;
mod motore;
mod passo;
mod prova;
mod punto;
mod regole;
mod riesegui;
mod riga_esito;
mod schema_domanda;
#[cfg(test)]
mod tests;
mod turno;

pub use attiva::{APPROVA, AttivazioneRifiutata, GESTISCI, LEGGI, NuovaAttivazione, PERMESSI};
pub use attivazione::AttivazioneId;
pub use componente::{Regola, digest};
pub use conto::Consumo;
pub use domanda::{Decisione, Domanda, DomandaNonValida};
pub use errore_parametro::{ErroreParametro, in_un_testo};
pub use estensione::Estensione;
pub use guasto::{ComponenteRifiutato, Guasto, SenzaRisposta};
pub use host::{Host, HostNonPartito};
pub use manifesto::Manifesto;
pub use messaggio::Messaggio;
pub use modulo::Regolamenti;
pub use passo::{Dato, Passo, Provenienza, Valore};
pub use prova::{DaProvare, EsitoProva};
pub use punto::Punto;
pub use regole::Regole;
pub use riesegui::{Impronte, Riesecuzione};
pub use riga_esito::RigaEsito;
