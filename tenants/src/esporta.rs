//! A comune's data in a form that any program can read: for hand-over, and before removal.
//!
//! The form is the same for both back ends: a folder with `comune.json` (what the catalog knows)
//! and for each table a file `<table>.jsonl`, a JSON object per line, a field per column.

mod tables;

use std::path::{Path, PathBuf};

use campanella_migrations::STORE;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, TransactionOptions,
    TransactionTrait,
};
use serde::Serialize;
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};

use crate::catalogo::Scheda;
use crate::comuni::Comuni;
use crate::connect::{Pool, connect};
use crate::errore::Errore;
use tables::{Rows, tables};

/// An export that is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Esportazione {
    /// The folder that holds it.
    pub cartella: PathBuf,
    /// Tables that it has.
    pub tabelle: usize,
    /// Rows of all tables.
    pub righe: u64,
}

/// What `comune.json` holds.
#[derive(Serialize)]
struct Copertina<'a> {
    scheda: &'a Scheda,
    impostazioni: serde_json::Value,
    esportato_il: campanella_kernel::Istante,
    /// Rows of each table: whoever reads the export can tell whether it is whole.
    tabelle: Vec<(String, u64)>,
}

/// Exports the store of `scheda` into a new folder within `cartella`, complete or not at all.
pub(crate) async fn esporta(
    comuni: &Comuni,
    scheda: &Scheda,
    cartella: &Path,
) -> Result<Esportazione, Errore> {
    let now = comuni.catalogo().now();
    let stamp = now.ora_locale().format("%Y-%m-%d-%H%M%S");
    let finished = cartella.join(format!("{}-{stamp}", scheda.id));
    let unfinished = cartella.join(format!("{}-{stamp}.incompleta", scheda.id));
    tokio::fs::create_dir_all(cartella).await?;
    tokio::fs::create_dir(&unfinished).await?;
    let db = connect(&comuni.place(&scheda.archivio)?, &Pool::of(1, STORE)).await?;
    let counts = write_tables(&db, &unfinished).await;
    db.close().await?;
    let counts = counts?;
    let righe = counts.iter().map(|(_, n)| n).sum();
    let copertina = Copertina {
        scheda,
        impostazioni: comuni.catalogo().row(&scheda.id).await?.impostazioni,
        esportato_il: now,
        tabelle: counts,
    };
    let text = serde_json::to_vec_pretty(&copertina).map_err(std::io::Error::from)?;
    let mut file = File::create(unfinished.join("comune.json")).await?;
    file.write_all(&text).await?;
    file.sync_all().await?;
    // Two exports within a second: the second must not replace the first.
    if tokio::fs::try_exists(&finished).await? {
        let why = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "esiste già");
        return Err(why.into());
    }
    tokio::fs::rename(&unfinished, &finished).await?;
    Ok(Esportazione {
        cartella: finished,
        tabelle: copertina.tabelle.len(),
        righe,
    })
}

/// Writes every table, as of one moment; returns the rows of each.
async fn write_tables(
    db: &DatabaseConnection,
    cartella: &Path,
) -> Result<Vec<(String, u64)>, Errore> {
    // SQLite reads one state throughout a transaction anyway.
    let isolation_level = (db.get_database_backend() == DbBackend::Postgres)
        .then_some(IsolationLevel::RepeatableRead);
    let options = TransactionOptions {
        isolation_level,
        ..Default::default()
    };
    let txn = db.begin_with_options(options).await?;
    let mut counts = Vec::new();
    for table in tables(&txn).await? {
        let file = cartella.join(format!("{}.jsonl", table.name));
        let rows = Rows::of(&txn, &table).await?;
        let written = write_rows(&txn, rows, &file).await?;
        let there = table.count(&txn).await?;
        if written != there {
            let why = format!("{}: {written} righe scritte su {there}", table.name);
            return Err(std::io::Error::other(why).into());
        }
        counts.push((table.name, written));
    }
    txn.rollback().await?;
    Ok(counts)
}

async fn write_rows(
    txn: &DatabaseTransaction,
    mut rows: Rows<'_>,
    file: &Path,
) -> Result<u64, Errore> {
    let mut out = BufWriter::new(File::create_new(file).await?);
    let mut written = 0;
    loop {
        let lines = rows.next(txn).await?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            out.write_all(line.as_bytes()).await?;
            out.write_all(b"\n").await?;
            written += 1;
        }
    }
    out.flush().await?;
    out.get_ref().sync_all().await?;
    Ok(written)
}
