//! Ranking: residents only, points for each parent at work, and between equal points the younger
//! child first.

use campanella_sdk::ammissione::{Ammissibilita, Esito, Graduata, Guest, Ingresso};
use campanella_sdk::parametri::centesimi;
use campanella_sdk::tipi::{Manifesto, Messaggio, Residenza, Rifiuto};
use campanella_sdk::{PassoNuovo, data_italiana, giorni_dal_1970, messaggio};
use serde::Deserialize;

/// What an office sets: `schema.json` describes the same. Points are hundredths of a point.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parametri {
    punti_genitore_che_lavora: i64,
    punti_disabilita: i64,
}

fn leggi(json: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(json, |_| None)
}

/// The outcome of one application.
fn valuta(parametri: &Parametri, ingresso: &Ingresso) -> Esito {
    if !matches!(ingresso.residenza_bambino, Residenza::NelComune) {
        let testo = "Il servizio è riservato ai bambini residenti nel comune.";
        return Esito {
            ammissibilita: Ammissibilita::NonAmmessa(vec![messaggio("NON_RESIDENTE", testo)]),
            motivazione: vec![PassoNuovo::new("NON_RESIDENTE", testo).decisione("non ammessa")],
        };
    }
    let mut punti = 0;
    let mut motivazione = Vec::new();
    let lavorano = ingresso.genitori.iter().filter(|g| g.lavora).count();
    for _ in 0..lavorano.min(2) {
        punti += parametri.punti_genitore_che_lavora;
        motivazione.push(
            PassoNuovo::new("GENITORE_CHE_LAVORA", "Punti per un genitore che lavora.")
                .parametro("punti", centesimi(parametri.punti_genitore_che_lavora))
                .decisione(format!("{} punti", centesimi(punti))),
        );
    }
    if ingresso.disabilita {
        punti += parametri.punti_disabilita;
        motivazione.push(
            PassoNuovo::new("DISABILITA", "Punti per la disabilità del bambino.")
                .parametro("punti", centesimi(parametri.punti_disabilita))
                .decisione(format!("{} punti", centesimi(punti))),
        );
    }
    motivazione.push(
        PassoNuovo::new(
            "SPAREGGIO_ETA",
            "A parità di punti precede il bambino più piccolo.",
        )
        .dato("nascita", data_italiana(&ingresso.nascita))
        .decisione(format!("{} punti in tutto", centesimi(punti))),
    );
    Esito {
        ammissibilita: Ammissibilita::Ammessa(Graduata {
            gruppo: 0,
            punti,
            spareggi: vec![giorni_dal_1970(&ingresso.nascita)],
        }),
        motivazione,
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
            titolo: "Graduatoria dei residenti".to_owned(),
            schema_parametri: include_str!("../schema.json").to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn valuta(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        let parametri = leggi(&parametri).map_err(Rifiuto::ParametriNonValidi)?;
        Ok(valuta(&parametri, &ingresso))
    }

    fn valuta_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, |p, i| Ok(valuta(p, i)))
    }
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::ammissione::esporta_ammissione!(Regola with_types_in campanella_sdk::ammissione);
