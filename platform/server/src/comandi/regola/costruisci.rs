//! `campanella regola costruisci`: from sources to a component that the platform accepts.

pub(super) mod javascript;
mod rust;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use campanella_plugins_host::pacchetto::Dichiarazione;
use clap::Args;
use serde_json::json;

use super::fonte::host;

/// What is built.
#[derive(Debug, Args)]
pub struct Opzioni {
    /// Cartella della regola.
    #[arg(default_value = ".")]
    cartella: PathBuf,
    /// Mostra l'esito in JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let cartella = fs::canonicalize(&opzioni.cartella)
        .with_context(|| format!("la cartella {} non c'è", opzioni.cartella.display()))?;
    let dichiarazione = dichiarazione(&cartella)?;
    let wasm = if cartella.join("Cargo.toml").is_file() {
        rust::costruisci(&cartella)?
    } else if cartella.join("package.json").is_file() {
        javascript::costruisci(&cartella, &dichiarazione)?
    } else {
        bail!(
            "in {} non c'è Cargo.toml (Rust) né package.json (JavaScript)",
            opzioni.cartella.display()
        );
    };
    // Refused here rather than at upload: the file is written all the same, to be looked at.
    let file = cartella.join(&dichiarazione.componente);
    fs::write(&file, &wasm).with_context(|| format!("{} non si scrive", file.display()))?;
    let regola = host()?.carica(&wasm)?;
    let manifesto = regola.manifesto();
    if opzioni.json {
        let esito = json!({
            "componente": dichiarazione.componente, "byte": wasm.len(), "digest": regola.digest(),
            "id": manifesto.id, "versione": manifesto.versione,
            "punto": regola.estensione().nome(),
        });
        writeln!(uscita, "{esito:#}")?;
    } else {
        writeln!(
            uscita,
            "{}: {} {} ({}), {} byte\nSHA-256 {}",
            dichiarazione.componente,
            manifesto.id,
            manifesto.versione,
            regola.estensione().nome(),
            wasm.len(),
            regola.digest()
        )?;
    }
    Ok(())
}

/// What `regola.toml` says.
fn dichiarazione(cartella: &Path) -> anyhow::Result<Dichiarazione> {
    let file = cartella.join("regola.toml");
    let testo = fs::read_to_string(&file)
        .with_context(|| format!("in {} non si legge regola.toml", cartella.display()))?;
    toml::from_str(&testo).context("regola.toml non è come occorre")
}

/// Where the component of a package is.
pub(super) fn componente(cartella: &Path) -> anyhow::Result<PathBuf> {
    Ok(cartella.join(dichiarazione(cartella)?.componente))
}

/// Runs a tool, its messages shown as they come on standard error.
fn lancia(comando: &mut Command, che_cosa: &str) -> anyhow::Result<Vec<u8>> {
    let programma = comando.get_program().to_string_lossy().into_owned();
    let esito = comando
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("«{programma}» non si avvia"))?;
    if !esito.status.success() {
        eprint!("{}", String::from_utf8_lossy(&esito.stdout));
        bail!(
            "{che_cosa} non è riuscita («{programma}», {})",
            esito.status
        );
    }
    Ok(esito.stdout)
}
