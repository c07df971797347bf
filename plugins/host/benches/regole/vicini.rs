//! What the rules of one comune that mean harm do to another comune: how long the other's calls
//! take beside them.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use campanella_plugins_host::tariffa::Contesto;
use campanella_plugins_host::{Host, Regola, misura};
use serde_json::json;

#[expect(dead_code, reason = "the tests make more kinds of guests")]
#[path = "../../src/tests/ostili/costruisci.rs"]
mod costruisci;

use costruisci::{contratto, onesta, tariffa, tariffa_con};

use crate::famiglie::ROUNDS;
use crate::{CALLS, bambino, print};

/// Times calls alone and beside a thread that does nothing but ask hostile rules, in turns.
pub fn misura(host: &Host, regola: &Regola, parametri: &str, contesto: Contesto) {
    let ostili: Vec<_> = ostili()
        .iter()
        .map(|wasm| host.carica(wasm).expect("well made"))
        .collect();
    let (mut alone, mut beside, mut worst) = (Vec::new(), Vec::new(), Vec::new());
    let refused = AtomicU64::new(0);
    for round in 0..=ROUNDS {
        let quiet = chiamate(host, regola, parametri, contesto);
        let end = AtomicBool::new(false);
        let busy = thread::scope(|scope| {
            scope.spawn(|| {
                for ostile in ostili.iter().cycle() {
                    if end.load(Ordering::Relaxed) {
                        break;
                    }
                    let esito = misura::lotto(host, ostile, "{}", contesto, &[bambino(0)]);
                    assert!(esito.is_err(), "contained");
                    refused.fetch_add(1, Ordering::Relaxed);
                }
            });
            let busy = chiamate(host, regola, parametri, contesto);
            end.store(true, Ordering::Relaxed);
            busy
        });
        // The first one warms up.
        if round > 0 {
            alone.push(quiet[quiet.len() / 2]);
            beside.push(busy[busy.len() / 2]);
            worst.push(busy[busy.len() * 99 / 100]);
        }
    }
    let name = "a comune's call, others quiet: median";
    print(name, alone, json!({}));
    let others = "beside the hostile rules of another";
    print(
        &format!("a comune's call, {others}: median"),
        beside,
        json!({ "beside": name }),
    );
    print(
        &format!("a comune's call, {others}: 99th of 100"),
        worst,
        json!({ "beside": name }),
    );
    let refused = refused.into_inner();
    println!(
        "{}",
        json!({ "figure": "hostile calls refused meanwhile", "unit": "count", "rounds": [refused] })
    );
}

/// Times of single calls, from the shortest.
fn chiamate(host: &Host, regola: &Regola, parametri: &str, contesto: Contesto) -> Vec<Duration> {
    let uno = [bambino(1_600_000)];
    let times = (0..CALLS).map(|_| {
        let start = Instant::now();
        misura::lotto(host, regola, parametri, contesto, &uno).expect("a price");
        start.elapsed()
    });
    let mut times: Vec<_> = times.collect();
    times.sort_unstable();
    times
}

/// One of each kind of harm that ends in a call.
fn ostili() -> Vec<Vec<u8>> {
    let huge_string = "(i32.store (i32.const 2092) (i32.const 200000))";
    vec![
        tariffa("(loop $l (br $l)) (unreachable)"),
        tariffa("(loop $l (drop (memory.grow (i32.const 16))) (br $l)) (unreachable)"),
        tariffa("(i32.add (call $calcola (local.get 0)) (i32.const 1))"),
        tariffa("(unreachable)"),
        tariffa(&onesta().replace("(; dopo ;)", huge_string)),
        tariffa_con(&onesta(), "(unreachable)", "", &contratto(), "tariffa"),
    ]
}
