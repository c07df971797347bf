//! A rule in JavaScript: componentize-qjs puts it, with a small interpreter, into a component.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use campanella_plugins_host::pacchetto::Dichiarazione;
use serde_json::{Value, json};

use super::{dichiarazione, lancia};

/// The package of npm that builds, as `package.json` asks for it.
const COSTRUTTORE: &str = "componentize-qjs";

/// The module with what the component says of itself, written from `regola.toml` and
/// `schema.json` so that they cannot disagree.
const PACCHETTO: &str = "src/pacchetto.js";

pub(super) fn costruisci(
    cartella: &Path,
    dichiarazione: &Dichiarazione,
) -> anyhow::Result<Vec<u8>> {
    scrivi_pacchetto(cartella)?;
    let programma = programma(cartella);
    if !programma.is_file() {
        installa(cartella)?;
    }
    if !programma.is_file() {
        bail!(
            "npm non ha installato {COSTRUTTORE}: deve stare tra le devDependencies di \
             package.json"
        );
    }
    let uscita = cartella.join("target");
    fs::create_dir_all(&uscita).context("la cartella target non si crea")?;
    let uscita = uscita.join("componente.wasm");
    let mut node = Command::new("node");
    node.current_dir(cartella)
        .arg(programma)
        .args(["--wit", "wit/v1", "--world", dichiarazione.punto.nome()])
        .args(["--js", "src/regola.js", "--module-root", "."])
        // A rule asks nothing of the outside, and answers at once.
        .args([
            "--stub-wasi",
            "--sync",
            "--opt-size",
            "--minify",
            "--output",
        ])
        .arg(&uscita);
    lancia(&mut node, "la costruzione")
        .context("per le regole in JavaScript occorre Node.js, dalla versione 18")?;
    fs::read(&uscita).with_context(|| format!("{} non si legge", uscita.display()))
}

fn programma(cartella: &Path) -> PathBuf {
    cartella.join(format!("node_modules/{COSTRUTTORE}/bin/{COSTRUTTORE}"))
}

fn installa(cartella: &Path) -> anyhow::Result<()> {
    let bloccato = cartella.join("package-lock.json").is_file();
    let mut npm = Command::new("npm");
    npm.current_dir(cartella)
        .arg(if bloccato { "ci" } else { "install" })
        .args(["--no-audit", "--no-fund"]);
    lancia(&mut npm, "l'installazione dei pacchetti")
        .with_context(|| format!("occorre npm, e il suo registro, per avere {COSTRUTTORE}"))?;
    Ok(())
}

/// Writes [`PACCHETTO`].
pub(in super::super) fn scrivi_pacchetto(cartella: &Path) -> anyhow::Result<()> {
    let detto = dichiarazione(cartella)?;
    let testo =
        fs::read_to_string(cartella.join("schema.json")).context("schema.json non si legge")?;
    let schema: Value = serde_json::from_str(&testo).context("schema.json non è JSON")?;
    let Some(titolo) = schema["title"].as_str() else {
        bail!("in schema.json manca «title»: è il titolo della regola");
    };
    let manifesto = json!({
        "id": detto.id,
        "versione": detto.versione,
        "contratto": detto.contratto,
        "titolo": titolo,
        "schemaParametri": schema.to_string(),
        "atto": null,
    });
    let modulo = format!(
        "// Written by `campanella regola costruisci` from regola.toml and schema.json.\n\
         export const manifesto = {manifesto:#};\n"
    );
    fs::write(cartella.join(PACCHETTO), modulo)
        .with_context(|| format!("{PACCHETTO} non si scrive"))
}
