//! `campanella regola prova`: the cases of a package, each with its verdict.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use campanella_plugins_host::pacchetto::PacchettoRifiutato;
use clap::Args;
use serde_json::{Value, json};

use super::fonte::{host, pacchetto};

/// What is tried.
#[derive(Debug, Args)]
pub struct Opzioni {
    /// Cartella della regola.
    #[arg(default_value = ".")]
    cartella: PathBuf,
    /// Mostra gli esiti in JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let pacchetto = pacchetto(&opzioni.cartella)?;
    let esame = pacchetto.prova(&*host()?)?;
    if esame.casi.is_empty() {
        return Err(PacchettoRifiutato::SenzaCasi.into());
    }
    let falliti = esame.casi.iter().filter(|c| c.difetto.is_some()).count();
    if opzioni.json {
        let caso = |c: &campanella_plugins_host::casi::EsitoCaso| json!({ "file": c.file, "nome": c.nome, "difetto": c.difetto });
        let casi: Vec<Value> = esame.casi.iter().map(caso).collect();
        writeln!(uscita, "{:#}", json!({ "casi": casi, "falliti": falliti }))?;
    } else {
        for caso in &esame.casi {
            match &caso.difetto {
                None => writeln!(uscita, "riesce   {}: {}", caso.file, caso.nome)?,
                Some(difetto) => writeln!(
                    uscita,
                    "FALLISCE {}: {}\n           {}",
                    caso.file,
                    caso.nome,
                    difetto.replace("; ", "\n           ")
                )?,
            }
        }
    }
    if falliti > 0 {
        bail!("{falliti} casi su {} non riescono", esame.casi.len());
    }
    if !opzioni.json {
        writeln!(uscita, "\n{} casi, tutti riescono", esame.casi.len())?;
    }
    Ok(())
}
