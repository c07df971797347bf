//! `campanella regola spiega`: an answer and its steps in words.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::fonte::Fonte;
use super::quale::Quale;
use super::racconto::racconta;

/// What is explained.
#[derive(Debug, Args)]
pub struct Opzioni {
    #[command(flatten)]
    quale: Quale,
    /// Una riga per elemento di una lista JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let fonte = Fonte::apri(&opzioni.quale.fonte)?;
    let scelta = opzioni.quale.scegli(&fonte)?;
    let decisione = fonte
        .host
        .rispondi(&fonte.regola, &scelta.parametri, &scelta.domanda)?;
    let righe = racconta(&decisione);
    if opzioni.json {
        writeln!(
            uscita,
            "{:#}",
            json!({ "caso": scelta.nome, "righe": righe })
        )?;
        return Ok(());
    }
    if let Some(nome) = scelta.nome {
        writeln!(uscita, "Caso «{nome}»\n")?;
    }
    for riga in righe {
        writeln!(uscita, "{riga}")?;
    }
    Ok(())
}
