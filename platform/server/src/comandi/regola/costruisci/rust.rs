//! A rule in Rust: compiled to a WebAssembly module, which becomes a component.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::Value;
use wit_component::ComponentEncoder;

use super::lancia;

const BERSAGLIO: &str = "wasm32-unknown-unknown";

/// What a caller's cargo would hand down, and the guest must not inherit.
const AMBIENTE: &[&str] = &[
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TARGET_DIR",
    "RUSTC",
    "RUSTUP_TOOLCHAIN",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
];

pub(super) fn costruisci(cartella: &Path) -> anyhow::Result<Vec<u8>> {
    let uscita = lancia(&mut cargo(cartella)?, "la compilazione")?;
    let modulo = modulo(&uscita).context("cargo non ha prodotto un modulo: manca `cdylib`?")?;
    let byte = fs::read(&modulo).with_context(|| format!("{} non si legge", modulo.display()))?;
    ComponentEncoder::default()
        .module(&byte)
        .and_then(|codificatore| codificatore.validate(true).encode())
        .context("il modulo non realizza il contratto")
}

/// The compiler of this machine for WebAssembly: rustup's, or Debian's.
fn cargo(cartella: &Path) -> anyhow::Result<Command> {
    let mut comando = if con_rustup() {
        Command::new("cargo")
    } else if let Some(collegatore) = con_debian() {
        let mut comando = Command::new("/usr/bin/cargo");
        let percorsi = std::env::var_os("PATH").unwrap_or_default();
        let mut percorsi: Vec<PathBuf> = std::env::split_paths(&percorsi).collect();
        percorsi.insert(0, PathBuf::from("/usr/bin"));
        comando
            .env("PATH", std::env::join_paths(percorsi)?)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", collegatore)
            .arg("-Zbuild-std=std,panic_abort");
        comando
    } else {
        bail!(
            "manca un compilatore Rust per WebAssembly. Con rustup: «rustup target add \
             {BERSAGLIO}». Su Debian: «apt-get install rustc-web cargo-web rust-web-src lld-22»"
        );
    };
    for nome in AMBIENTE {
        comando.env_remove(nome);
    }
    if comando.get_program() == "/usr/bin/cargo" {
        comando.env("RUSTC", "/usr/bin/rustc");
    }
    comando
        .current_dir(cartella)
        // No path of this machine in the component: the same sources give the same bytes.
        .env("CARGO_ENCODED_RUSTFLAGS", senza_percorsi())
        .args(["build", "--release", "--target", BERSAGLIO])
        .arg("--message-format=json-render-diagnostics");
    Ok(comando)
}

/// The compiler names the files of the rule and of its copy of the SDK from the rule's folder on;
/// those of the registry lie elsewhere. Flags that named the folder would compile every dependency
/// anew for each rule.
fn senza_percorsi() -> String {
    let casa = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|casa| casa.join(".cargo")));
    casa.map_or_else(String::new, |casa| {
        format!("--remap-path-prefix={}=cargo", casa.display())
    })
}

fn con_rustup() -> bool {
    let installati = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .output();
    let Ok(installati) = installati else {
        return false;
    };
    let presente = String::from_utf8_lossy(&installati.stdout)
        .lines()
        .any(|riga| riga == BERSAGLIO);
    presente
        || Command::new("rustup")
            .args(["target", "add", BERSAGLIO])
            .output()
            .is_ok_and(|esito| esito.status.success())
}

/// Debian's compiler carries the sources of its standard library; the answer is its linker.
fn con_debian() -> Option<PathBuf> {
    let occorre = ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/lib/rustlib/src"];
    if !occorre.iter().all(|p| Path::new(p).exists()) {
        return None;
    }
    ["/usr/bin/wasm-ld-22", "/usr/bin/wasm-ld"]
        .into_iter()
        .map(PathBuf::from)
        .find(|p| p.exists())
}

/// The module among what cargo says that it made: that of the last crate of type `cdylib`.
fn modulo(uscita: &[u8]) -> Option<PathBuf> {
    let uscita = String::from_utf8_lossy(uscita);
    let righe = uscita.lines().rev();
    righe
        .filter_map(|riga| serde_json::from_str::<Value>(riga).ok())
        .filter(|messaggio| messaggio["reason"] == "compiler-artifact")
        .find_map(|messaggio| {
            let file = messaggio["filenames"].as_array()?;
            let file = file.iter().filter_map(Value::as_str);
            file.map(PathBuf::from)
                .find(|f| f.extension().is_some_and(|e| e == "wasm"))
        })
}
