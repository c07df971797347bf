//! What a rule costs: a call into a fresh instance, as every real call is, into one that is kept,
//! and the same formula in native code. Prints a line of JSON for each figure, of which
//! `cargo xtask bench regole` makes a table.

use std::hint::black_box;
use std::time::Duration;

use campanella_kernel::{Giorno, Servizio};
use campanella_plugins_host::tariffa::{self, Contesto, Ingresso};
use campanella_plugins_host::{Host, fatti, misura, spediti};
use serde_json::{Value, json};

#[path = "../src/tests/nativo.rs"]
mod nativo;

/// Calls of each kind in a round.
const CALLS: usize = 5_000;
/// Rounds.
const ROUNDS: usize = 7;
/// What a call into a fresh instance may take.
const FRESH_AIM: Duration = Duration::from_micros(50);

fn main() {
    let host = Host::nuovo(None).expect("the engine starts");
    let regola = host.carica(spediti::TARIFFA_ISEE).expect("accepted");
    let contesto = Contesto {
        servizio: Servizio::Refezione,
        giorno: Giorno::new(2026, 10, 5).expect("a day"),
    };
    for (name, parametri) in [("linear tariff", lineare()), ("tariff by bands", fasce())] {
        let parametri = parametri.to_string();
        let ingresso = bambino();
        let nativo = nativo::ingresso(contesto, &ingresso);
        let nativa = || {
            black_box(tariffa_isee::calcola(black_box(&parametri), black_box(&nativo)).is_ok());
        };
        let expected = nativo::tariffa(&parametri, contesto, &ingresso);
        assert!(expected.is_ok(), "{name}: no price: {expected:?}");
        let rounds: Vec<_> = (0..=ROUNDS)
            .map(|_| {
                misura::tariffa(
                    &host, &regola, &parametri, contesto, &ingresso, CALLS, nativa,
                )
            })
            .map(|misura| misura.expect("the rule answers"))
            // The first one warms up.
            .skip(1)
            .collect();
        let times = |of: fn(&misura::Misura) -> Duration| rounds.iter().map(of).collect();
        let native = format!("{name}: native");
        print(&native, times(|m| m.nativa), json!({}));
        print(
            &format!("{name}: instance kept"),
            times(|m| m.tenuta),
            json!({ "beside": native }),
        );
        let aim = u64::try_from(FRESH_AIM.as_nanos()).expect("a short time");
        print(
            &format!("{name}: instance fresh"),
            times(|m| m.fresca),
            json!({ "beside": native, "aim": { "at_most": aim } }),
        );
    }
}

fn print(name: &str, times: Vec<Duration>, mut figure: Value) {
    let nanos: Vec<_> = times.iter().map(Duration::as_nanos).collect();
    figure["figure"] = name.into();
    figure["unit"] = "ns".into();
    figure["rounds"] = json!(nanos);
    println!("{figure}");
}

fn lineare() -> Value {
    json!({ "tabelle": [{ "metodo": { "tipo": "lineare", "isee_min": 550_000,
        "isee_max": 3_000_000, "prezzo_min": 15_000, "prezzo_max": 60_000, "nome": "Unica" } }] })
}

fn fasce() -> Value {
    json!({ "tabelle": [{ "metodo": { "tipo": "fasce", "fasce": [
        { "fino_a": 600_000, "nome": "1", "prezzi": [20_000] },
        { "fino_a": 1_200_000, "nome": "2", "prezzi": [35_000] },
        { "fino_a": 2_000_000, "nome": "3", "prezzi": [45_000] } ],
        "oltre": { "nome": "4", "prezzi": [55_000] } } }] })
}

fn bambino() -> Ingresso {
    serde_json::from_value(json!({ "plesso": "CENTRO", "ordine": "primaria",
        "residenza_bambino": "nel_comune", "residenza_pagante": "nel_comune",
        "minori_nel_nucleo": 1, "rango_fratelli": 1, "isee": { "valore": 1_600_000,
        "dal": "2026-01-01", "al": "2026-12-31", "tipo": "minorenni" } }))
    .expect("a child")
}
