//! Import of children and enrolments from the files that offices keep, CSV or XLSX.
//!
//! Reading the file ([`leggi`]) and checking each row by itself ([`controlla`]) are pure;
//! comparing with the store and writing ([`scrivi`]) happen in one transaction, which a dry run
//! or any error takes back: all or nothing, and a dry run that says what the real one would.

mod campi;
mod confronta;
mod controlla;
mod leggi;
mod scrivi;
mod valori;

use campanella_kernel::{Ctx, InternalError, audit};
use serde::Serialize;
use serde_json::json;

use crate::errore::Errore;
use crate::permessi::{FAMIGLIE_SCRIVI, ISCRIZIONI_SCRIVI};

/// Bytes of a file at the most.
pub const BYTE_MAX: usize = 10 * 1024 * 1024;
/// Rows of a file at the most, the header not counted.
pub const RIGHE_MAX: usize = 20_000;
/// Errors and warnings listed at the most; all are counted.
const SEGNALAZIONI_MAX: usize = 200;

/// Something to say of a cell, a row, or the whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segnalazione {
    /// Line of the file, the header being 1 where it comes first; none for the whole file.
    pub riga: Option<u32>,
    /// Heading of the column, as the file has it.
    pub colonna: Option<String>,
    /// What is wrong, in Italian.
    pub motivo: String,
}

/// What became of the rows of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Conteggio {
    /// New.
    pub creati: u32,
    /// Changed.
    pub aggiornati: u32,
    /// Found as they are in the file.
    pub invariati: u32,
}

impl Conteggio {
    fn conta(&mut self, cambiato: bool) {
        if cambiato {
            self.aggiornati += 1;
        } else {
            self.invariati += 1;
        }
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rapporto {
    /// True when nothing was written because it was a dry run.
    pub prova: bool,
    /// True when the rows were written.
    pub scritto: bool,
    /// Rows read.
    pub righe: u32,
    /// Children.
    pub alunni: Conteggio,
    /// Enrolments.
    pub iscrizioni: Conteggio,
    /// Families entered.
    pub famiglie_create: u32,
    /// Classes entered.
    pub classi_create: u32,
    /// Headings that were not understood; their cells are not used.
    pub colonne_ignorate: Vec<String>,
    /// How many errors there are; with one or more nothing is written.
    pub errori_totali: usize,
    /// The errors, at most 200 of them.
    pub errori: Vec<Segnalazione>,
    /// What deserves a look but does not stop the import, at most 200.
    pub avvisi: Vec<Segnalazione>,
}

/// Imports `bytes`, or with `prova` only says what would happen. The format is recognised from
/// the content; `nome_file` goes into the audit log.
///
/// # Errors
/// [`Errore::FileNonLeggibile`] when it is no file of a known format, is damaged, or is too big;
/// [`Rifiuto::NonPermesso`] for who is limited to some buildings. Errors in rows are not errors of
/// this function: they are in the report.
pub async fn esegui(
    ctx: &Ctx,
    bytes: Vec<u8>,
    nome_file: &str,
    prova: bool,
) -> Result<Rapporto, Errore> {
    for permission in [FAMIGLIE_SCRIVI, ISCRIZIONI_SCRIVI] {
        ctx.tutto_il_comune(permission)?;
    }
    let oggi = ctx.oggi();
    // A file of the limit takes a second to read: not on a thread that serves others. Should the
    // reader of a foreign format panic on a damaged file, the panic ends here.
    let mut letto = tokio::task::spawn_blocking(move || {
        leggi::leggi(&bytes).map(|tabella| controlla::controlla(tabella, oggi))
    })
    .await
    .unwrap_or_else(|_| Err(leggi::rovinato()))?;

    let mut rapporto = Rapporto {
        prova,
        righe: u32::try_from(letto.righe.len()).unwrap_or(u32::MAX),
        colonne_ignorate: std::mem::take(&mut letto.colonne_ignorate),
        ..Default::default()
    };
    let mut segnalazioni = std::mem::take(&mut letto.segnalazioni);
    let db = ctx.begin().await?;
    // Rows that cannot be read are left out of the comparison: what is wrong with the others is
    // told at the same time.
    scrivi::scrivi(ctx, &db, &letto, &mut rapporto, &mut segnalazioni).await?;
    rapporto.errori_totali = segnalazioni.errori.len();
    rapporto.errori = segnalazioni.errori;
    rapporto.avvisi = segnalazioni.avvisi;
    rapporto.errori.truncate(SEGNALAZIONI_MAX);
    rapporto.avvisi.truncate(SEGNALAZIONI_MAX);
    if prova || rapporto.errori_totali > 0 {
        db.rollback().await?;
        return Ok(rapporto);
    }
    rapporto.scritto = true;
    let nome_file: String = nome_file.chars().take(200).collect();
    let dettaglio = json!({
        "file": nome_file, "alunni": rapporto.alunni, "iscrizioni": rapporto.iscrizioni,
    });
    audit::record(ctx, &db, "importa", "iscrizione", None, dettaglio).await?;
    db.commit().await.map_err(InternalError::from)?;
    Ok(rapporto)
}

/// Errors and warnings, while they are gathered.
#[derive(Debug, Default)]
struct Segnalazioni {
    errori: Vec<Segnalazione>,
    avvisi: Vec<Segnalazione>,
}

impl Segnalazioni {
    fn errore(&mut self, riga: u32, colonna: Option<&str>, motivo: impl ToString) {
        self.errori.push(Segnalazione {
            riga: Some(riga),
            colonna: colonna.map(str::to_owned),
            motivo: motivo.to_string(),
        });
    }

    fn errore_del_file(&mut self, motivo: impl ToString) {
        self.errori.push(Segnalazione {
            riga: None,
            colonna: None,
            motivo: motivo.to_string(),
        });
    }

    fn avviso(&mut self, riga: u32, colonna: Option<&str>, motivo: impl ToString) {
        self.avvisi.push(Segnalazione {
            riga: Some(riga),
            colonna: colonna.map(str::to_owned),
            motivo: motivo.to_string(),
        });
    }
}
