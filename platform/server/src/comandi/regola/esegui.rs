//! `campanella regola esegui`: one question, and the answer.

use std::io::Write;

use campanella_plugins_host::Messaggio;
use clap::Args;
use serde_json::json;

use super::fonte::Fonte;
use super::quale::Quale;

/// What is asked.
#[derive(Debug, Args)]
pub struct Opzioni {
    #[command(flatten)]
    quale: Quale,
    /// Mostra la risposta intera in JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let fonte = Fonte::apri(&opzioni.quale.fonte)?;
    let scelta = opzioni.quale.scegli(&fonte)?;
    let decisione = fonte
        .host
        .rispondi(&fonte.regola, &scelta.parametri, &scelta.domanda)?;
    if opzioni.json {
        let intera = match &decisione.esito {
            Ok(risposta) => json!({ "risposta": risposta }),
            Err(motivo) => json!({ "rifiuto": motivo }),
        };
        writeln!(uscita, "{intera:#}")?;
    } else {
        writeln!(uscita, "{:#}", decisione.riassunto)?;
    }
    match decisione.esito {
        Ok(_) => Ok(()),
        Err(Messaggio { codice, testo }) => anyhow::bail!("nessuna risposta: {testo} ({codice})"),
    }
}
