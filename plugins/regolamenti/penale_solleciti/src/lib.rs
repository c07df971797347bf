//! What happens to an unpaid amount: late fee, reminders and their expenses, enrolments that wait,
//! coercive collection.
//!
//! The rule is [`calcola`]: the same function runs as WebAssembly and natively.

mod avvisi;
mod calcolo;
mod conseguenze;
mod contraddizioni;
mod inviati;
mod mora;
mod parametri;
#[cfg(test)]
mod tests;

use campanella_sdk::penale::{Esito, Guest, Ingresso};
use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};

pub use parametri::Parametri;

/// JSON Schema of the parameters.
pub const SCHEMA: &str = include_str!("../schema.json");

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: "penale-solleciti".to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Ritardi nei pagamenti: penale, solleciti, iscrizioni bloccate".to_owned(),
            schema_parametri: SCHEMA.to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn calcola(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        calcola(&parametri, &ingresso)
    }

    fn calcola_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, calcolo::calcola)
    }
}

fn leggi(parametri: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(parametri, contraddizioni::contraddizione)
}

/// What happens to one unpaid amount on the day asked.
///
/// # Errors
/// [`Rifiuto::ParametriNonValidi`] for parameters that contradict each other,
/// [`Rifiuto::CasoNonPrevisto`] for a reminder that the regulation does not have.
pub fn calcola(parametri: &str, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    calcolo::calcola(
        &leggi(parametri).map_err(Rifiuto::ParametriNonValidi)?,
        ingresso,
    )
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::penale::esporta_penale!(Regola with_types_in campanella_sdk::penale);
