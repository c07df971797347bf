//! Money by the hundred thousand: a bill run on PostgreSQL beside the same rows written by SQL
//! alone, and the receipts that a comune takes in.

mod comune;
mod emissione;
mod ricevute;
mod sql;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use clap::Args;

use crate::Bench;
use crate::figure::Figure;
use crate::postgres::Postgres;
use comune::ComuneDiMisura;

/// How many children are billed.
#[derive(Debug, Args)]
pub struct Options {
    /// Children of the larger comune; the smaller one, from which growth is measured, has a tenth.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..))]
    bambini: u32,
    /// Meals of each child.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=28))]
    pasti: u32,
}

/// What billing a comune took.
struct Tempi {
    programma: Duration,
    sql: Duration,
}

/// Prints how long a run of bills takes beside its SQL, how it grows, and receipts per second.
pub async fn misura(bench: &Bench, options: &Options) -> Result<()> {
    let postgres = Postgres::connect(&bench.postgres).await?;
    let piccolo = emetti(&postgres, options.bambini / 10, options.pasti).await?;
    let grande = emetti(&postgres, options.bambini, options.pasti).await?;
    let bambini = options.bambini;
    let sql = format!("bills of {bambini} children: the same rows by SQL");
    let bills = format!("bills of {bambini} children: preview and issue");
    let al_secondo = |tempo: Duration, quanti: u32| {
        let nanos = tempo.as_nanos().max(1);
        u64::try_from(u128::from(quanti) * 1_000_000_000 / nanos).unwrap_or(u64::MAX)
    };
    let figura = |nome: &str, tempo, quanti| Figure::per_second(nome, &[al_secondo(tempo, quanti)]);
    figura(&sql, grande.sql, bambini).print();
    // At most three times as long is at least a third of the pace.
    figura(&bills, grande.programma, bambini)
        .beside(&sql)
        .at_least_percent(33)
        .print();
    let pochi = format!("bills of {} children: preview and issue", bambini / 10);
    figura(&pochi, piccolo.programma, bambini / 10).print();
    // Linear: ten times as many children, at the same pace but for a fifth.
    figura(&format!("{bills}, growth"), grande.programma, bambini)
        .beside(&pochi)
        .at_least_percent(80)
        .print();
    ricevute::misura(bench, &postgres).await
}

/// Bills the same comune twice: by the program, and by SQL in a copy of its database.
async fn emetti(postgres: &Postgres, bambini: u32, pasti: u32) -> Result<Tempi> {
    let (nome, copia) = (
        format!("bench_rette_{bambini}"),
        format!("bench_sql_{bambini}"),
    );
    eprintln!("  {bambini} children with {pasti} meals each");
    let comune = ComuneDiMisura::nuovo(postgres, &nome).await?;
    comune.riempi(bambini, pasti).await?;
    comune.chiudi().await?;
    postgres
        .execute(&format!("CREATE DATABASE {copia} TEMPLATE {nome}"))
        .await?;

    let comune = ComuneDiMisura::apri(postgres, &nome).await?;
    let cronometro = Instant::now();
    emissione::emetti(&comune).await?;
    let programma = cronometro.elapsed();
    eprintln!("  the program took {programma:?}");
    let solo = ComuneDiMisura::apri(postgres, &copia).await?;
    let cronometro = Instant::now();
    sql::emetti(&solo).await?;
    let sql = cronometro.elapsed();
    eprintln!("  SQL alone took {sql:?}");

    let (nostri, suoi) = (comune.conta().await?, solo.conta().await?);
    ensure!(nostri == suoi, "not the same rows: {nostri:?}, {suoi:?}");
    for (comune, nome) in [(comune, nome), (solo, copia)] {
        comune.chiudi().await?;
        postgres.execute(&format!("DROP DATABASE {nome}")).await?;
    }
    Ok(Tempi { programma, sql })
}
