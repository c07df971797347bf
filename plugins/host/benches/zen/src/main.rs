//! The table of bands of `cargo xtask bench regole` under the decision engine of GoRules, asked
//! about the same children. Prints a line of JSON for each figure.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine};

mod famiglie;

use famiglie::{BAMBINI, FASCE, ROUNDS, TOGETHER, isee, prezzo};

/// As in the server, whose rules it is put beside.
#[global_allocator]
static MEMORIA: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let decision = decision();
    let ask = |bambino: usize| {
        let answer = runtime.block_on(decision.evaluate(ingresso(bambino).into()));
        answer.expect("the engine answers").result.to_value()
    };
    for bambino in 0..BAMBINI {
        let answer = ask(bambino);
        let expected = prezzo(isee(bambino));
        assert_eq!(answer["prezzo"].as_i64(), Some(expected), "{answer}");
    }
    let rounds: Vec<u64> = (0..=ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for bambino in 0..BAMBINI {
                black_box(ask(black_box(bambino)));
            }
            let each = start.elapsed().as_nanos() / BAMBINI as u128;
            u64::try_from(each).expect("a short time")
        })
        // The first one warms up.
        .skip(1)
        .collect();
    let figure = format!("{BAMBINI} children by bands, each: zen-engine");
    let aim = json!({ "percent_at_least": 100 });
    println!(
        "{}",
        json!({ "figure": figure, "unit": "ns", "rounds": rounds, "beside": TOGETHER, "aim": aim })
    );
}

/// What a child's question is for this engine: the facts that a tariff may look at.
fn ingresso(bambino: usize) -> Value {
    json!({ "servizio": "refezione", "giorno": "2026-10-05", "plesso": "CENTRO",
        "ordine": "primaria", "residenza_bambino": "nel_comune",
        "residenza_pagante": "nel_comune", "minori_nel_nucleo": 1, "rango_fratelli": 1,
        "isee": isee(bambino) })
}

fn decision() -> Decision {
    let mut da = 0;
    let rules: Vec<Value> = FASCE
        .iter()
        .map(|(nome, fino_a, prezzo)| {
            let rule = json!({ "_id": nome, "i": format!("[{da}..{fino_a}]"),
                "p": prezzo.to_string(), "f": format!("\"{nome}\"") });
            da = fino_a.saturating_add(1);
            rule
        })
        .collect();
    let content = json!({
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode", "position": { "x": 0, "y": 0 } },
            { "id": "t", "name": "t", "type": "decisionTableNode", "position": { "x": 1, "y": 0 },
              "content": { "hitPolicy": "first",
                "inputs": [{ "id": "i", "name": "ISEE", "field": "isee" }],
                "outputs": [{ "id": "p", "name": "Prezzo", "field": "prezzo" },
                            { "id": "f", "name": "Fascia", "field": "fascia" }],
                "rules": rules } },
            { "id": "out", "name": "out", "type": "outputNode", "position": { "x": 2, "y": 0 } }
        ],
        "edges": [
            { "id": "1", "type": "edge", "sourceId": "in", "targetId": "t" },
            { "id": "2", "type": "edge", "sourceId": "t", "targetId": "out" }
        ]
    });
    let content: DecisionContent = serde_json::from_value(content).expect("a decision");
    let mut decision = DecisionEngine::default()
        .create_decision(Arc::new(content))
        .expect("a graph");
    decision.compile();
    decision
}
