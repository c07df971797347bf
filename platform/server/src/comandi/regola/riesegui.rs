//! `campanella regola riesegui`: recorded decisions of a comune, taken again with the component, the
//! parameters and the data of then.

use std::io::Write;

use anyhow::bail;
use campanella_kernel::{Ctx, Giorno, Rifiuto};
use campanella_plugins_host::{Impronte, Regole, Riesecuzione};
use clap::Args;
use serde_json::{Value, json};

use super::comune::Quale;
use super::racconto::racconta;
use crate::app::App;

/// What is taken again.
#[derive(Debug, Args)]
pub struct Opzioni {
    #[command(flatten)]
    comune: Quale,
    /// Impronta della decisione.
    #[arg(required_unless_present = "dal", conflicts_with = "dal")]
    impronta: Option<String>,
    /// Tutte le decisioni che riguardano un periodo: il primo giorno.
    #[arg(long, requires = "al", value_parser = Giorno::parse_iso)]
    dal: Option<Giorno>,
    /// L'ultimo giorno del periodo.
    #[arg(long, requires = "dal", value_parser = Giorno::parse_iso)]
    al: Option<Giorno>,
    /// Mostra l'esito in JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn esegui(
    opzioni: &Opzioni,
    app: &App,
    uscita: &mut dyn Write,
) -> anyhow::Result<()> {
    let dettaglio = json!({ "impronta": opzioni.impronta, "dal": opzioni.dal, "al": opzioni.al });
    let ctx = opzioni
        .comune
        .apri(app, "riesegui_decisione", dettaglio)
        .await?;
    match (&opzioni.impronta, opzioni.dal, opzioni.al) {
        (Some(impronta), ..) => una(&ctx, impronta, opzioni.json, uscita).await,
        (None, Some(dal), Some(al)) => periodo(&ctx, (dal, al), opzioni.json, uscita).await,
        (None, ..) => bail!("indicare l'impronta di una decisione, o un periodo"),
    }
}

async fn una(
    ctx: &Ctx,
    impronta: &str,
    in_json: bool,
    uscita: &mut dyn Write,
) -> anyhow::Result<()> {
    let regole = ctx.service::<Regole>().map_err(Rifiuto::from)?;
    let ripetuta = regole.riesegui(ctx, impronta).await?;
    if in_json {
        writeln!(uscita, "{:#}", come_json(&ripetuta))?;
    } else {
        for riga in come_testo(&ripetuta) {
            writeln!(uscita, "{riga}")?;
        }
    }
    if !ripetuta.uguale() {
        bail!("la decisione non è uguale a quella di allora");
    }
    Ok(())
}

/// The whole period, telling only of those that differ.
async fn periodo(
    ctx: &Ctx,
    (dal, al): (Giorno, Giorno),
    in_json: bool,
    uscita: &mut dyn Write,
) -> anyhow::Result<()> {
    let regole = ctx.service::<Regole>().map_err(Rifiuto::from)?;
    let impronte = regole.decisioni(ctx, dal, al).await?;
    let mut diverse = Vec::new();
    for impronta in &impronte {
        if !regole.riesegui(ctx, impronta).await?.uguale() {
            diverse.push(impronta.as_str());
        }
    }
    if in_json {
        let esito = json!({ "rieseguite": impronte.len(), "diverse": diverse });
        writeln!(uscita, "{esito:#}")?;
    } else {
        for impronta in &diverse {
            writeln!(uscita, "DIVERSA {impronta}")?;
        }
        writeln!(uscita, "{} decisioni rieseguite", impronte.len())?;
    }
    if !diverse.is_empty() {
        bail!(
            "{} decisioni non sono uguali a quelle di allora",
            diverse.len()
        );
    }
    Ok(())
}

fn come_json(r: &Riesecuzione) -> Value {
    json!({
        "uguale": r.uguale(),
        "estensione": r.estensione,
        "servizio": r.servizio,
        "giorno": r.giorno,
        "presa_il": r.presa_il,
        "regola": r.regola,
        "digest": r.digest,
        "parametri": r.parametri,
        "domanda": r.pseudonima(),
        "risultato": r.decisione.esito,
        "allora": r.allora,
        "adesso": r.adesso,
    })
}

fn come_testo(r: &Riesecuzione) -> Vec<String> {
    let Impronte {
        contratto,
        motore,
        ingresso,
        uscita,
    } = &r.allora;
    let allora = [
        ("contratto", Some(contratto), Some(&r.adesso.contratto)),
        ("motore", Some(motore), Some(&r.adesso.motore)),
        ("ingresso", Some(ingresso), Some(&r.adesso.ingresso)),
        ("risposta", uscita.as_ref(), r.adesso.uscita.as_ref()),
    ];
    let confronto = allora.map(|(nome, allora, adesso)| {
        let scritta = |i: Option<&String>| i.map_or("nessuna", String::as_str).to_owned();
        if allora == adesso {
            format!("{nome:<12}{} (come allora)", scritta(adesso))
        } else {
            let (allora, adesso) = (scritta(allora), scritta(adesso));
            format!("{nome:<12}{allora} allora\n{:<12}{adesso} adesso", "")
        }
    });
    let mut righe = vec![
        format!(
            "{} ({}) per il {}, decisa il {}",
            r.estensione.nome(),
            r.servizio.nome(),
            r.giorno,
            r.presa_il
        ),
        String::new(),
        format!("{:<12}{}, SHA-256 {}", "regola", r.regola, r.digest),
        format!("{:<12}{}", "parametri", r.parametri),
    ];
    righe.extend(confronto);
    righe.push(String::new());
    righe.extend(racconta(&r.decisione));
    righe
}
