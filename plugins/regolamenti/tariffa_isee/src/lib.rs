//! Tariff on the ISEE: a unit price, a quota of the month or of the year, or both; by bands, along
//! lines or in proportion, with residence, reductions, limits and exemptions. What the regulations
//! of most comuni say, as parameters.
//!
//! The formula is [`calcola`]: the same function runs as WebAssembly and natively.

mod base;
mod calcolo;
mod calendario;
mod conto;
mod isee;
mod metodo;
mod nomi;
mod parametri;
mod quota;
mod rate;
mod residenza;
mod riduzioni;
mod verifica;

use campanella_sdk::tariffa::{Esito, Guest, Ingresso};
use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};

pub use parametri::Parametri;

/// JSON Schema of the parameters.
pub const SCHEMA: &str = include_str!("../schema.json");

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: "tariffa-isee".to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Tariffa in base all'ISEE".to_owned(),
            schema_parametri: SCHEMA.to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        Parametri::leggi(&parametri).map(drop)
    }

    fn calcola(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        calcola(&parametri, &ingresso)
    }

    fn calcola_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        match Parametri::leggi(&parametri).map_err(Rifiuto::ParametriNonValidi) {
            Ok(parametri) => ingressi
                .iter()
                .map(|i| calcolo::calcola(&parametri, i))
                .collect(),
            Err(rifiuto) => ingressi.iter().map(|_| Err(rifiuto.clone())).collect(),
        }
    }
}

/// The tariff of one child on one day.
///
/// # Errors
/// [`Rifiuto::ParametriNonValidi`] for parameters that contradict each other,
/// [`Rifiuto::CasoNonPrevisto`] where no table fits the child.
pub fn calcola(parametri: &str, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    calcolo::calcola(
        &Parametri::leggi(parametri).map_err(Rifiuto::ParametriNonValidi)?,
        ingresso,
    )
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::tariffa::esporta_tariffa!(Regola with_types_in campanella_sdk::tariffa);
