//! `campanella regola misura`: what a question costs, beside what is granted.

use std::io::Write;
use std::time::Duration;

use campanella_plugins_host::limiti::{INGRESSO_MASSIMO, USCITA_MASSIMA};
use campanella_plugins_host::misura::{self, Costo};
use clap::Args;
use serde_json::json;

use super::fonte::Fonte;
use super::quale::Quale;

/// What is measured.
#[derive(Debug, Args)]
pub struct Opzioni {
    #[command(flatten)]
    quale: Quale,
    /// Quante volte porre la domanda da sola.
    #[arg(long, default_value_t = 200)]
    giri: usize,
    /// Quanti bambini uguali chiedere insieme.
    #[arg(long, default_value_t = 1_000)]
    bambini: usize,
    /// Mostra le misure in JSON (tempi in nanosecondi).
    #[arg(long)]
    json: bool,
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let fonte = Fonte::apri(&opzioni.quale.fonte)?;
    let scelta = opzioni.quale.scegli(&fonte)?;
    let costo = misura::domanda(
        &fonte.host,
        &fonte.regola,
        &scelta.parametri,
        &scelta.domanda,
        opzioni.giri,
        opzioni.bambini,
    )?;
    if opzioni.json {
        writeln!(uscita, "{:#}", in_json(&costo))?;
    } else {
        writeln!(uscita, "{}", in_parole(&costo))?;
    }
    Ok(())
}

fn in_json(c: &Costo) -> serde_json::Value {
    let nanosecondi = |d: Duration| u64::try_from(d.as_nanos()).unwrap_or(u64::MAX);
    json!({
        "fresca": nanosecondi(c.fresca),
        "nel_lotto": nanosecondi(c.nel_lotto),
        "lotto": c.lotto,
        "carburante": c.carburante,
        "carburante_concesso": c.carburante_concesso,
        "ingresso_byte": c.ingresso,
        "ingresso_massimo": INGRESSO_MASSIMO,
        "uscita_byte": c.uscita,
        "uscita_massima": USCITA_MASSIMA,
    })
}

fn in_parole(c: &Costo) -> String {
    let righe = [
        ("da sola", format!("{} (mediana)", tempo(c.fresca))),
        (
            "nel lotto",
            format!(
                "{} ciascuna, {} insieme (mediana)",
                tempo(c.nel_lotto),
                c.lotto
            ),
        ),
        (
            "istruzioni",
            format!(
                "{}, {} di quelle concesse",
                c.carburante,
                quota(c.carburante, c.carburante_concesso)
            ),
        ),
        (
            "ingresso",
            format!(
                "{} byte, {} del massimo per chiamata",
                c.ingresso,
                quota_byte(c.ingresso, INGRESSO_MASSIMO)
            ),
        ),
        (
            "risposta",
            format!(
                "{} byte in JSON, {} del massimo per chiamata",
                c.uscita,
                quota_byte(c.uscita, USCITA_MASSIMA)
            ),
        ),
    ];
    righe
        .map(|(nome, valore)| format!("{nome:<12}{valore}"))
        .join("\n")
}

/// A time as people read it: `28,1 µs`.
fn tempo(durata: Duration) -> String {
    let decimi = durata.as_nanos() / 100;
    format!("{},{} µs", decimi / 10, decimi % 10)
}

/// A share as people read it: `0,31%`.
fn quota(parte: u64, tutto: u64) -> String {
    let decimillesimi = u128::from(parte) * 10_000 / u128::from(tutto.max(1));
    format!("{},{:02}%", decimillesimi / 100, decimillesimi % 100)
}

fn quota_byte(parte: usize, tutto: usize) -> String {
    let lungo = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    quota(lungo(parte), lungo(tutto))
}
