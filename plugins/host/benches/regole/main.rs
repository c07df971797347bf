//! What a rule costs: a call into a fresh instance, as every real call is, into one that is kept,
//! and the same formula in native code. Prints a line of JSON for each figure, of which
//! `cargo xtask bench regole` makes a table.

use std::hint::black_box;
use std::time::{Duration, Instant};

use campanella_kernel::{Giorno, PrezzoUnitario, Servizio};

use campanella_plugins_host::tariffa::{self, Contesto, Ingresso};
use campanella_plugins_host::{Host, Regola, fatti, misura, spediti};
use campanella_sdk::tariffa::Guest;
use serde_json::{Value, json};

#[path = "../zen/src/famiglie.rs"]
mod famiglie;
#[path = "../../src/tests/nativo.rs"]
mod nativo;
mod vicini;

use famiglie::{BAMBINI, FASCE, ROUNDS, TOGETHER, isee, prezzo};

/// As in the server.
#[global_allocator]
static MEMORIA: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Calls of each kind in a round.
const CALLS: usize = 5_000;
/// What a call into a fresh instance may take.
const FRESH_AIM: Duration = Duration::from_micros(30);
/// What a child of a batch may take.
const BATCH_AIM: Duration = Duration::from_micros(2);

fn main() {
    let host = Host::nuovo(None).expect("the engine starts");
    let regola = host.carica(spediti::TARIFFA_ISEE).expect("accepted");
    let contesto = Contesto {
        servizio: Servizio::Refezione,
        giorno: Giorno::new(2026, 10, 5).expect("a day"),
    };
    for (name, parametri) in [("linear tariff", lineare()), ("tariff by bands", fasce())] {
        let parametri = parametri.to_string();
        let ingresso = bambino(1_600_000);
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
        print(
            &format!("{name}: instance fresh"),
            times(|m| m.fresca),
            json!({ "beside": native, "aim": at_most(FRESH_AIM) }),
        );
    }
    batch(&host, &regola, contesto);
    vicini::misura(&host, &regola, &fasce().to_string(), contesto);
}

/// Many children together, as a day is priced, beside the same in native code. The other engine
/// of the table is measured by a program of its own (`zen`).
fn batch(host: &Host, regola: &Regola, contesto: Contesto) {
    let parametri = fasce().to_string();
    let ingressi: Vec<_> = (0..BAMBINI).map(|n| bambino(isee(n))).collect();
    let nativi: Vec<_> = ingressi
        .iter()
        .map(|i| nativo::ingresso(contesto, i))
        .collect();
    let (mut native, mut together) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (testo, domande) = (parametri.clone(), nativi.clone());
        let start = Instant::now();
        black_box(<tariffa_isee::Regola as Guest>::calcola_molti(
            testo, domande,
        ));
        let each = start.elapsed() / u32::try_from(BAMBINI).expect("a batch");
        let (tempo, tariffe) = misura::lotto(host, regola, &parametri, contesto, &ingressi)
            .expect("every child has a price");
        for (n, tariffa) in tariffe.iter().enumerate() {
            let expected = PrezzoUnitario::from_decimillesimi(prezzo(isee(n)));
            assert_eq!(tariffa.prezzo, Some(expected));
        }
        // The first one warms up.
        if round > 0 {
            native.push(each);
            together.push(tempo);
        }
    }
    let name = format!("{BAMBINI} children by bands, each: native");
    print(&name, native, json!({}));
    print(
        TOGETHER,
        together,
        json!({ "beside": name, "aim": at_most(BATCH_AIM) }),
    );
}

fn at_most(time: Duration) -> Value {
    json!({ "at_most": u64::try_from(time.as_nanos()).expect("a short time") })
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
    let (oltre, fasce) = FASCE.split_last().expect("bands");
    let fasce: Vec<_> = fasce
        .iter()
        .map(|(nome, fino_a, prezzo)| json!({ "fino_a": fino_a, "nome": nome, "prezzi": [prezzo] }))
        .collect();
    json!({ "tabelle": [{ "metodo": { "tipo": "fasce", "fasce": fasce,
        "oltre": { "nome": oltre.0, "prezzi": [oltre.2] } } }] })
}

fn bambino(isee: i64) -> Ingresso {
    serde_json::from_value(json!({ "plesso": "CENTRO", "ordine": "primaria",
        "residenza_bambino": "nel_comune", "residenza_pagante": "nel_comune",
        "minori_nel_nucleo": 1, "rango_fratelli": 1, "isee": { "valore": isee,
        "dal": "2026-01-01", "al": "2026-12-31", "tipo": "minorenni" } }))
    .expect("a child")
}
