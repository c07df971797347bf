//! The committed components do what their sources say.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{casi, plugins};
use crate::pacchetto::Pacchetto;

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
    for pacchetto in casi::cartelle() {
        let mut pacchetto = Pacchetto::da_cartella(&pacchetto).expect("a package");
        let committed = PathBuf::from(&pacchetto.dichiarazione.componente);
        let nome = committed.file_name().expect("a name");
        pacchetto.wasm = fs::read(cartella.path().join(nome)).expect("a component");
        casi::prova(&pacchetto);
    }
}
