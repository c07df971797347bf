//! Who may have a service, and who comes first: requirements, absolute precedences, points, ties.
//!
//! The rule is [`valuta`]: the same function runs as WebAssembly and natively.

mod condizione;
mod contraddizioni;
mod eta;
mod fatti;
mod ordine;
mod parametri;
mod punti;
mod requisiti;
#[cfg(test)]
mod tests;
mod valutazione;

use campanella_sdk::ammissione::{Esito, Guest, Ingresso};
use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};

pub use parametri::Parametri;

/// JSON Schema of the parameters.
pub const SCHEMA: &str = include_str!("../schema.json");

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: "ammissione-punti".to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Ammissione e graduatoria: requisiti, punti, spareggi".to_owned(),
            schema_parametri: SCHEMA.to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn valuta(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        valuta(&parametri, &ingresso)
    }

    fn valuta_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, valutazione::valuta)
    }
}

fn leggi(parametri: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(parametri, contraddizioni::contraddizione)
}

/// Requirements, points and ties of one application.
///
/// # Errors
/// [`Rifiuto::ParametriNonValidi`] for parameters that contradict each other,
/// [`Rifiuto::DatoMancante`] where the ranking turns on a distance that is not known.
pub fn valuta(parametri: &str, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    valutazione::valuta(
        &leggi(parametri).map_err(Rifiuto::ParametriNonValidi)?,
        ingresso,
    )
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::ammissione::esporta_ammissione!(Regola with_types_in campanella_sdk::ammissione);
