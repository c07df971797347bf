//! Late fee: a share of what is unpaid, from some days after the due day, and one reminder.

use campanella_sdk::penale::{Esito, Guest, Ingresso, SollecitoDovuto};
use campanella_sdk::tariffa::Arrotondamento;
use campanella_sdk::tipi::{Manifesto, Messaggio, Rifiuto};
use campanella_sdk::{
    Arrotonda, PassoNuovo, data_italiana, euro, giorni_dal_1970, giorno_dal_1970, messaggio,
};
use serde::Deserialize;

/// What an office sets: `schema.json` describes the same. Amounts are cents.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parametri {
    giorni_di_tolleranza: i64,
    penale_percento: i64,
    spese_del_sollecito: i64,
    giorni_per_pagare: u16,
}

fn leggi(json: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(json, |_| None)
}

const SOLLECITO: &str = "SOLLECITO";

/// What one unpaid amount costs on a day.
fn calcola(parametri: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    let dal = giorni_dal_1970(&ingresso.scadenza)
        .checked_add(parametri.giorni_di_tolleranza)
        .and_then(|ultimo| giorno_dal_1970(ultimo + 1))
        .ok_or_else(non_valida)?;
    if giorni_dal_1970(&ingresso.giorno) < giorni_dal_1970(&dal) {
        let passo = PassoNuovo::new("IN_TEMPO", "Si può ancora pagare senza penale.")
            .dato("scadenza", data_italiana(&ingresso.scadenza))
            .parametro(
                "giorni_di_tolleranza",
                parametri.giorni_di_tolleranza.to_string(),
            )
            .importo(0);
        return Ok(conseguenze(0, 0, None, vec![passo]));
    }
    let penale = ingresso
        .residuo
        .checked_mul(parametri.penale_percento)
        .and_then(|n| Arrotondamento::Commerciale.frazione(n, 100, 1))
        .ok_or_else(non_valida)?;
    let mut motivazione = vec![
        PassoNuovo::new(
            "PENALE",
            "Penale sul non pagato, dopo i giorni di tolleranza.",
        )
        .dato("da pagare", euro(ingresso.residuo))
        .parametro("penale_percento", format!("{}%", parametri.penale_percento))
        .importo(penale),
    ];
    let inviato = ingresso.solleciti.iter().any(|s| s.codice == SOLLECITO);
    let sollecito = (!inviato).then(|| SollecitoDovuto {
        codice: SOLLECITO.to_owned(),
        titolo: "Sollecito di pagamento".to_owned(),
        dal,
        giorni_per_pagare: parametri.giorni_per_pagare,
    });
    motivazione.push(
        PassoNuovo::new(SOLLECITO, "Spese del sollecito.")
            .parametro("spese_del_sollecito", euro(parametri.spese_del_sollecito))
            .decisione(if inviato {
                "sollecito già inviato"
            } else {
                "sollecito da inviare"
            }),
    );
    Ok(conseguenze(
        penale,
        parametri.spese_del_sollecito,
        sollecito,
        motivazione,
    ))
}

fn conseguenze(
    penale: i64,
    spese: i64,
    sollecito: Option<SollecitoDovuto>,
    motivazione: Vec<campanella_sdk::tipi::Passo>,
) -> Esito {
    Esito {
        penale,
        spese,
        sollecito,
        blocca_iscrizioni: false,
        riscossione_coattiva: false,
        motivazione,
    }
}

fn non_valida() -> Rifiuto {
    let testo = "La penale non si può calcolare con questi parametri.";
    Rifiuto::ParametriNonValidi(messaggio("PENALE_NON_VALIDA", testo))
}

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: env!("CARGO_PKG_NAME").to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Penale percentuale e un sollecito".to_owned(),
            schema_parametri: include_str!("../schema.json").to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn calcola(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        let parametri = leggi(&parametri).map_err(Rifiuto::ParametriNonValidi)?;
        calcola(&parametri, &ingresso)
    }

    fn calcola_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, calcola)
    }
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::penale::esporta_penale!(Regola with_types_in campanella_sdk::penale);
