//! The committed components do what their sources say.

use std::fs;
use std::process::Command;

use super::{HOST, casi_prenotazione, casi_tariffa, plugins};

/// What `costruisci.sh` answers where there is no compiler for WebAssembly.
const SENZA_COMPILATORE: i32 = 3;

#[test]
fn rebuilt_components_satisfy_the_same_cases() {
    let cartella = tempfile::tempdir().expect("a folder");
    let script = plugins().join("regolamenti/costruisci.sh");
    let esito = Command::new(script)
        .arg(cartella.path())
        .output()
        .expect("sh runs");
    let detto = String::from_utf8_lossy(&esito.stderr);
    if esito.status.code() == Some(SENZA_COMPILATORE) {
        eprintln!(
            "SKIPPED: shipped regulations were not rebuilt: {}",
            detto.trim()
        );
        return;
    }
    assert!(esito.status.success(), "{detto}");
    let carica = |nome: &str| {
        let wasm = fs::read(cartella.path().join(nome)).expect("a component");
        HOST.carica(&wasm).expect("accepted")
    };
    casi_tariffa::prova(&carica("tariffa-isee-1.0.0.wasm"));
    casi_prenotazione::prova(&carica("prenotazione-pasti-1.0.0.wasm"));
}
