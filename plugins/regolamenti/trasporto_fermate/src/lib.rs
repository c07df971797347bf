//! Which stops and ticket types a child may have: distance, zone, residence, free seats, delegates,
//! the way home alone.
//!
//! The rule is [`scegli`]: the same function runs as WebAssembly and natively.

mod bambino;
mod contraddizioni;
mod parametri;
mod scelta;
#[cfg(test)]
mod tests;
mod voci;

use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};
use campanella_sdk::trasporto::{Esito, Guest, Ingresso};

pub use parametri::Parametri;

/// JSON Schema of the parameters.
pub const SCHEMA: &str = include_str!("../schema.json");

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: "trasporto-fermate".to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Trasporto scolastico: fermate, posti, delegati, titoli".to_owned(),
            schema_parametri: SCHEMA.to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn scegli(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        scegli(&parametri, &ingresso)
    }

    fn scegli_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, scelta::scegli)
    }
}

fn leggi(parametri: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(parametri, contraddizioni::contraddizione)
}

/// The stops and ticket types of one child.
///
/// # Errors
/// [`Rifiuto::ParametriNonValidi`] for parameters that contradict each other,
/// [`Rifiuto::DatoMancante`] where the regulation looks at a distance that is not known.
pub fn scegli(parametri: &str, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    scelta::scegli(
        &leggi(parametri).map_err(Rifiuto::ParametriNonValidi)?,
        ingresso,
    )
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::trasporto::esporta_trasporto!(Regola with_types_in campanella_sdk::trasporto);
