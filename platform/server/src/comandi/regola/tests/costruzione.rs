//! Every template builds and passes its cases as it comes; the example says the same cents in
//! both languages. Skipped, and said, where the tools to build are missing; not under CI.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use campanella_plugins_host::Estensione;
use serde_json::Value;

use super::{plugins, regola, riesce};
use crate::comandi::regola::modello::PUNTI;

/// Says that `che_cosa` was not tested; under CI that is a failure.
pub(super) fn senza_attrezzi(attrezzi: &str, che_cosa: &str) {
    assert!(
        std::env::var("CI").is_err(),
        "CI has to have {attrezzi}: {che_cosa} was not tested"
    );
    eprintln!("SKIPPED: {che_cosa}: no {attrezzi} here");
}

fn nuova(dove: &Path, punto: Estensione, lingua: &str) -> PathBuf {
    let nome = format!("mia-{}", punto.nome());
    let radice = dove.to_string_lossy();
    riesce(&[
        "nuova",
        &nome,
        "--punto",
        punto.nome(),
        "--lingua",
        lingua,
        "--cartella",
        &radice,
    ]);
    dove.join(nome)
}

/// Builds a folder; `false` where the tools are missing.
fn costruita(cartella: &Path, mancano: &[&str]) -> bool {
    match regola(&["costruisci", &cartella.to_string_lossy()]).1 {
        None => true,
        Some(errore) if mancano.iter().any(|m| errore.contains(m)) => {
            eprintln!("{errore}");
            false
        }
        Some(errore) => panic!("{errore}"),
    }
}

/// One target folder for all that is built in Rust here: the dependencies are the same.
fn costruita_in_rust(cartella: &Path, prodotti: &Path) -> bool {
    let testo = format!("[build]\ntarget-dir = {:?}\n", prodotti.to_string_lossy());
    super::scrivi(cartella, ".cargo/config.toml", &testo);
    costruita(cartella, &["manca un compilatore Rust"])
}

/// One installation for all that is built in JavaScript here.
fn costruita_in_javascript(cartella: &Path, moduli: &Path) -> bool {
    let suoi = cartella.join("node_modules");
    if moduli.exists() {
        copia(moduli, &suoi);
    }
    let costruita = costruita(cartella, &["occorre npm", "occorre Node.js"]);
    if costruita && !moduli.exists() {
        copia(&suoi, moduli);
    }
    costruita
}

fn copia(da: &Path, a: &Path) {
    fs::create_dir_all(a).expect("made");
    for voce in fs::read_dir(da).expect("a folder") {
        let voce = voce.expect("an entry");
        let (da, a) = (voce.path(), a.join(voce.file_name()));
        if da.is_dir() {
            copia(&da, &a);
        } else {
            fs::copy(&da, &a).expect("copied");
        }
    }
}

fn esiti(cartella: &Path) -> Value {
    let detto = riesce(&["prova", &cartella.to_string_lossy(), "--json"]);
    serde_json::from_str(&detto).expect("JSON")
}

#[test]
fn rust_templates_build_and_pass_their_cases() {
    let dove = tempfile::tempdir().expect("a folder");
    let prodotti = dove.path().join("prodotti");
    for punto in PUNTI {
        let cartella = nuova(dove.path(), punto, "rust");
        if !costruita_in_rust(&cartella, &prodotti) {
            return senza_attrezzi("Rust for WebAssembly", "the templates in Rust");
        }
        assert_eq!(esiti(&cartella)["falliti"], 0);
        let byte = fs::read(cartella.join("componente.wasm")).expect("a component");
        let qui = dove.path().to_string_lossy().into_owned();
        let testo = String::from_utf8_lossy(&byte);
        assert!(
            !testo.contains(&qui),
            "{}: a path of this machine",
            punto.nome()
        );
    }
}

#[test]
fn javascript_templates_build_and_pass_their_cases() {
    let dove = tempfile::tempdir().expect("a folder");
    let moduli = dove.path().join("moduli");
    for punto in PUNTI {
        let cartella = nuova(dove.path(), punto, "javascript");
        if !costruita_in_javascript(&cartella, &moduli) {
            return senza_attrezzi("Node.js and npm", "the templates in JavaScript");
        }
        assert_eq!(esiti(&cartella)["falliti"], 0);
    }
}

/// The folder of the example, made as the guide says: a new rule, and the example's files over it.
fn esempio(dove: &Path, lingua: &str) -> PathBuf {
    let cartella = nuova(dove, Estensione::Tariffa, lingua);
    let progressiva = plugins().join("esempi/progressiva");
    fs::remove_dir_all(cartella.join("casi")).expect("removed");
    copia(&progressiva.join("casi"), &cartella.join("casi"));
    fs::copy(
        progressiva.join("schema.json"),
        cartella.join("schema.json"),
    )
    .expect("copied");
    copia(&progressiva.join(lingua), &cartella);
    cartella
}

/// The answers to every case, whole: amounts, steps, words.
fn risposte(cartella: &Path) -> Vec<(String, String)> {
    let esiti = esiti(cartella);
    let casi = esiti["casi"].as_array().expect("cases");
    assert!(casi.len() > 20, "{}", casi.len());
    let nomi = casi.iter().filter_map(|c| c["nome"].as_str());
    nomi.map(|nome| {
        let argomenti = [
            "esegui",
            &cartella.to_string_lossy(),
            "--caso",
            nome,
            "--json",
        ];
        (nome.to_owned(), regola(&argomenti).0)
    })
    .collect()
}

#[test]
fn the_same_tariff_in_rust_and_in_javascript_gives_the_same_answers() {
    let (uno, altro) = (tempfile::tempdir(), tempfile::tempdir());
    let (uno, altro) = (uno.expect("a folder"), altro.expect("a folder"));
    let rust = esempio(uno.path(), "rust");
    let javascript = esempio(altro.path(), "javascript");
    if !costruita_in_rust(&rust, &uno.path().join("prodotti"))
        || !costruita_in_javascript(&javascript, &altro.path().join("moduli"))
    {
        return senza_attrezzi("tools to build guests", "one tariff in two languages");
    }
    assert_eq!(risposte(&rust), risposte(&javascript));
}

#[test]
fn a_rule_that_does_not_compile_is_refused() {
    if Command::new("cargo").arg("--version").output().is_err() {
        return senza_attrezzi("cargo", "a rule that does not compile");
    }
    let dove = tempfile::tempdir().expect("a folder");
    let cartella = nuova(dove.path(), Estensione::Tariffa, "rust");
    super::scrivi(&cartella, "src/lib.rs", "fn rotta( {");
    let errore = super::fallisce(&["costruisci", &cartella.to_string_lossy()]);
    let atteso = [
        "la compilazione non è riuscita",
        "manca un compilatore Rust",
    ];
    assert!(atteso.iter().any(|a| errore.contains(a)), "{errore}");
}
