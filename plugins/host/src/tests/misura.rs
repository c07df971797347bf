//! The measure that `cargo xtask bench` prints.

use std::hint::black_box;

use campanella_kernel::{Giorno, Servizio};
use serde_json::json;

use super::{HOST, nativo};
use crate::tariffa::Contesto;
use crate::{misura, spediti};

#[test]
fn a_call_is_timed_fresh_kept_and_natively() {
    let regola = HOST.carica(spediti::TARIFFA_ISEE).expect("accepted");
    let contesto = Contesto {
        servizio: Servizio::Refezione,
        giorno: Giorno::new(2026, 10, 5).expect("a day"),
    };
    let parametri = json!({ "tabelle": [{ "metodo": { "tipo": "lineare", "isee_min": 550_000,
        "isee_max": 3_000_000, "prezzo_min": 15_000, "prezzo_max": 60_000, "nome": "Unica" } }] })
    .to_string();
    let ingresso = serde_json::from_value(json!({ "plesso": "CENTRO", "ordine": "primaria",
        "residenza_bambino": "nel_comune", "residenza_pagante": "nel_comune",
        "minori_nel_nucleo": 1, "rango_fratelli": 1, "isee": { "valore": 1_600_000,
        "dal": "2026-01-01", "al": "2026-12-31", "tipo": "minorenni" } }))
    .expect("a child");
    let nativo = nativo::ingresso(contesto, &ingresso);
    let nativa = || {
        black_box(tariffa_isee::calcola(black_box(&parametri), black_box(&nativo)).is_ok());
    };
    let misura = misura::tariffa(&HOST, &regola, &parametri, contesto, &ingresso, 51, nativa)
        .expect("the rule answers");
    eprintln!("{misura:?}");
    assert!(
        misura.fresca > misura.tenuta,
        "an instance costs nothing: {misura:?}"
    );
    assert!(
        !misura.nativa.is_zero() && !misura.tenuta.is_zero(),
        "{misura:?}"
    );
}
