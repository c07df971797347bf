//! Every template builds and passes its cases as it comes; the example says the same cents in
//! both languages. Skipped, and said, where the tools to build are missing; not under CI.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use campanella_plugins_host::{Estensione, digest};
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

/// Where guests of a language are built, one test at a time. It stays from one run to the next, with
/// what was compiled and installed for their dependencies: building those takes far longer than
/// building a guest.
struct Officina {
    lingua: &'static str,
    cartella: PathBuf,
    _blocco: File,
}

impl Officina {
    fn apri(lingua: &'static str) -> Self {
        let qui = std::env::current_exe().expect("this program");
        // target/debug/deps/this
        let prodotti = qui.ancestors().nth(3).expect("the target folder");
        let cartella = prodotti.join("ospiti").join(lingua);
        fs::create_dir_all(&cartella).expect("made");
        let blocco = File::create(cartella.join("blocco")).expect("a lock");
        blocco.lock().expect("locked");
        let testo = "[build]\ntarget-dir = \"prodotti\"\n";
        super::scrivi(&cartella, ".cargo/config.toml", testo);
        Self {
            lingua,
            cartella,
            _blocco: blocco,
        }
    }

    /// A rule as it is made.
    fn nuova(&self, punto: Estensione) -> PathBuf {
        let nome = format!("mia-{}", punto.nome());
        let cartella = self.cartella.join(&nome);
        if cartella.exists() {
            fs::remove_dir_all(&cartella).expect("removed");
        }
        riesce(&[
            "nuova",
            &nome,
            "--punto",
            punto.nome(),
            "--lingua",
            self.lingua,
            "--cartella",
            &self.cartella.to_string_lossy(),
        ]);
        cartella
    }

    /// Builds a folder; `false` where the tools are missing.
    fn costruisci(&self, cartella: &Path) -> bool {
        let moduli = self.moduli(cartella);
        if let Some(moduli) = moduli.as_ref().filter(|m| m.exists()) {
            symlink(moduli, cartella.join("node_modules")).expect("linked");
        }
        match regola(&["costruisci", &cartella.to_string_lossy()]).1 {
            None => {}
            Some(errore) if MANCANO.iter().any(|m| errore.contains(m)) => {
                eprintln!("{errore}");
                return false;
            }
            Some(errore) => panic!("{errore}"),
        }
        if let Some(moduli) = moduli.filter(|m| !m.exists()) {
            fs::create_dir_all(moduli.parent().expect("a folder")).expect("made");
            fs::rename(cartella.join("node_modules"), moduli).expect("kept");
        }
        true
    }

    /// Where what npm installs for a folder is kept: by what it asks for.
    fn moduli(&self, cartella: &Path) -> Option<PathBuf> {
        let pacchetto = fs::read(cartella.join("package.json")).ok()?;
        let pacchetto: Value = serde_json::from_slice(&pacchetto).expect("JSON");
        let chiesti = pacchetto["devDependencies"].to_string();
        let nome = format!("moduli-{}", digest(chiesti.as_bytes()));
        Some(self.cartella.join(nome).join("node_modules"))
    }
}

/// What the command says where it has no tools to build with.
const MANCANO: [&str; 3] = [
    "manca un compilatore Rust",
    "occorre npm",
    "occorre Node.js",
];

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
    let officina = Officina::apri("rust");
    for punto in PUNTI {
        let cartella = officina.nuova(punto);
        if !officina.costruisci(&cartella) {
            return senza_attrezzi("Rust for WebAssembly", "the templates in Rust");
        }
        assert_eq!(esiti(&cartella)["falliti"], 0);
        let byte = fs::read(cartella.join("componente.wasm")).expect("a component");
        let qui = officina.cartella.to_string_lossy().into_owned();
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
    let officina = Officina::apri("javascript");
    for punto in PUNTI {
        let cartella = officina.nuova(punto);
        if !officina.costruisci(&cartella) {
            return senza_attrezzi("Node.js and npm", "the templates in JavaScript");
        }
        assert_eq!(esiti(&cartella)["falliti"], 0);
    }
}

/// The folder of the example, made as the guide says: a new rule, and the example's files over it.
fn esempio(officina: &Officina) -> PathBuf {
    let cartella = officina.nuova(Estensione::Tariffa);
    let progressiva = plugins().join("esempi/progressiva");
    fs::remove_dir_all(cartella.join("casi")).expect("removed");
    copia(&progressiva.join("casi"), &cartella.join("casi"));
    fs::copy(
        progressiva.join("schema.json"),
        cartella.join("schema.json"),
    )
    .expect("copied");
    copia(&progressiva.join(officina.lingua), &cartella);
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
    let officine = ["rust", "javascript"].map(Officina::apri);
    let [rust, javascript] = [&officine[0], &officine[1]].map(esempio);
    if !officine[0].costruisci(&rust) || !officine[1].costruisci(&javascript) {
        return senza_attrezzi("tools to build guests", "one tariff in two languages");
    }
    assert_eq!(risposte(&rust), risposte(&javascript));
}

#[test]
fn a_rule_that_does_not_compile_is_refused() {
    if Command::new("cargo").arg("--version").output().is_err() {
        return senza_attrezzi("cargo", "a rule that does not compile");
    }
    let officina = Officina::apri("rust");
    let cartella = officina.nuova(Estensione::Tariffa);
    super::scrivi(&cartella, "src/lib.rs", "fn rotta( {");
    let errore = super::fallisce(&["costruisci", &cartella.to_string_lossy()]);
    let atteso = [
        "la compilazione non è riuscita",
        "manca un compilatore Rust",
    ];
    assert!(atteso.iter().any(|a| errore.contains(a)), "{errore}");
}
