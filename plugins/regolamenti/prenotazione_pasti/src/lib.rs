//! Booking of meals: from when and until when a family may choose, the pasto bianco, absences in a
//! row.
//!
//! The rule is [`scelte`]: the same function runs as WebAssembly and natively.

mod contraddizioni;
mod di_fila;
mod giornata;
mod limite;
mod parametri;
mod tempo;
#[cfg(test)]
mod tests;

use campanella_sdk::prenotazione::{Giornata, Guest, Ingresso};
use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};

pub use parametri::Parametri;

/// JSON Schema of the parameters.
pub const SCHEMA: &str = include_str!("../schema.json");

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: "prenotazione-pasti".to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Prenotazione dei pasti: orari, anticipo, pasto in bianco, assenze".to_owned(),
            schema_parametri: SCHEMA.to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn scelte(parametri: String, ingresso: Ingresso) -> Result<Vec<Giornata>, Rifiuto> {
        scelte(&parametri, &ingresso)
    }

    fn scelte_molti(
        parametri: String,
        ingressi: Vec<Ingresso>,
    ) -> Vec<Result<Vec<Giornata>, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, giornata::tutte)
    }
}

fn leggi(parametri: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(parametri, contraddizioni::contraddizione)
}

/// The choices of one child on the days asked.
///
/// # Errors
/// [`Rifiuto::ParametriNonValidi`] for parameters that contradict each other.
pub fn scelte(parametri: &str, ingresso: &Ingresso) -> Result<Vec<Giornata>, Rifiuto> {
    giornata::tutte(
        &leggi(parametri).map_err(Rifiuto::ParametriNonValidi)?,
        ingresso,
    )
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::prenotazione::esporta_prenotazione!(Regola with_types_in campanella_sdk::prenotazione);
