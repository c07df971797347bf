//! School bus: the stops within a distance from home that have a seat left, and every ticket type.

use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};
use campanella_sdk::trasporto::{Esito, Fermata, Guest, Ingresso, Voce};
use campanella_sdk::{PassoNuovo, messaggio};
use serde::Deserialize;

/// What an office sets: `schema.json` describes the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parametri {
    metri_massimi: u32,
}

fn leggi(json: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(json, |_| None)
}

/// What one child may have.
fn scegli(parametri: &Parametri, ingresso: &Ingresso) -> Esito {
    let fermate: Vec<Voce> = ingresso
        .fermate
        .iter()
        .map(|fermata| Voce {
            codice: fermata.codice.clone(),
            divieto: divieto(parametri, fermata),
        })
        .collect();
    let permesse = fermate.iter().filter(|v| v.divieto.is_none()).count();
    let titoli = ingresso.titoli.iter().map(|codice| Voce {
        codice: codice.clone(),
        divieto: None,
    });
    let passo = PassoNuovo::new("DISTANZA", "Le fermate entro una distanza da casa.")
        .dato("fermate della scuola", fermate.len().to_string())
        .parametro("metri_massimi", format!("{} m", parametri.metri_massimi))
        .decisione(format!("{permesse} fermate possibili"));
    Esito {
        titoli: titoli.collect(),
        fermate,
        motivazione: vec![passo],
    }
}

/// Why the child may not have a stop.
fn divieto(parametri: &Parametri, fermata: &Fermata) -> Option<Messaggio> {
    if fermata.posti_liberi == Some(0) {
        return Some(messaggio(
            "LINEA_COMPLETA",
            "Sulla linea non ci sono più posti.",
        ));
    }
    match fermata.distanza_casa_metri {
        None => Some(messaggio(
            "DISTANZA_IGNOTA",
            "Manca la distanza della fermata da casa.",
        )),
        Some(metri) if metri > parametri.metri_massimi => {
            let testo = format!(
                "La fermata è a più di {} metri da casa.",
                parametri.metri_massimi
            );
            Some(messaggio("TROPPO_LONTANA", testo))
        }
        Some(_) => None,
    }
}

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: env!("CARGO_PKG_NAME").to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Fermate entro una distanza da casa".to_owned(),
            schema_parametri: include_str!("../schema.json").to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn scegli(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        let parametri = leggi(&parametri).map_err(Rifiuto::ParametriNonValidi)?;
        Ok(scegli(&parametri, &ingresso))
    }

    fn scegli_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, |p, i| Ok(scegli(p, i)))
    }
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::trasporto::esporta_trasporto!(Regola with_types_in campanella_sdk::trasporto);
