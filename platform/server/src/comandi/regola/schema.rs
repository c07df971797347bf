//! `campanella regola schema`: what an office may set, and whether a file of parameters does.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use campanella_plugins_host::in_un_testo;
use clap::Args;
use serde_json::{Value, json};

use super::fonte::Fonte;
use super::quale::leggi;

/// Whose schema.
#[derive(Debug, Args)]
pub struct Opzioni {
    /// Cartella della regola, file .wasm, o nome di una regola della piattaforma.
    #[arg(default_value = ".")]
    fonte: PathBuf,
    /// File JSON o YAML di parametri da controllare.
    #[arg(long)]
    parametri: Option<PathBuf>,
    /// Mostra l'esito del controllo in JSON.
    #[arg(long, requires = "parametri")]
    json: bool,
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let Fonte { host, regola, .. } = Fonte::apri(&opzioni.fonte)?;
    let Some(file) = &opzioni.parametri else {
        writeln!(uscita, "{}", regola.manifesto().schema_testo.trim_end())?;
        return Ok(());
    };
    let parametri: Value = leggi(file)?;
    let errori = host.esamina_parametri(&regola, &parametri)?;
    if opzioni.json {
        writeln!(
            uscita,
            "{:#}",
            json!({ "validi": errori.is_empty(), "errori": errori })
        )?;
    }
    if !errori.is_empty() {
        bail!("parametri non validi:\n  {}", in_un_testo(&errori, "\n  "));
    }
    if !opzioni.json {
        writeln!(uscita, "{}: parametri validi", file.display())?;
    }
    Ok(())
}
