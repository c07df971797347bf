//! What came in, and what is collected by force, as files for a spreadsheet.

use campanella_kernel::{Giorno, Scope};
use campanella_pagamenti::{Formato, affidamenti_in_file, capitoli_in_file, riepilogo_in_file};
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;

use super::accesso::known;
use super::file::{File, Formato as _};
use super::problema::{Problema, Rifiutata};

/// The reports as files.
pub(super) struct Riepiloghi;

impl super::file::Formato for Formato {
    const TUTTI: &'static [Self] = &[Self::Csv, Self::Xlsx];

    fn estensione(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Xlsx => ".xlsx",
        }
    }

    fn tipo(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

#[OpenApi]
impl Riepiloghi {
    /// Gli incassi da un giorno a un altro, per giorno, servizio e mezzo, con il totale:
    /// `2026-11-01-2026-11-30.csv` oppure `.xlsx`.
    #[oai(
        path = "/pagamenti/riepiloghi/:file",
        method = "get",
        operation_id = "riepilogoIncassi"
    )]
    async fn riepilogo(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// I giorni e il formato.
        #[oai(validator(pattern = r"^\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.(csv|xlsx)$"))]
        file: Path<String>,
    ) -> Result<File<Formato>, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (giorni, formato) = richiesti(&file)?;
        let bytes = riepilogo_in_file(ctx, giorni, formato)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        Ok(File {
            formato,
            nome: format!("incassi-{}", file.0),
            bytes,
        })
    }

    /// Gli incassi da un giorno a un altro per capitolo del bilancio, servizio, voce e mezzo:
    /// `2026-11-01-2026-11-30.csv` oppure `.xlsx`.
    #[oai(
        path = "/pagamenti/capitoli/:file",
        method = "get",
        operation_id = "riepilogoCapitoli"
    )]
    async fn capitoli(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// I giorni e il formato.
        #[oai(validator(pattern = r"^\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.(csv|xlsx)$"))]
        file: Path<String>,
    ) -> Result<File<Formato>, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (giorni, formato) = richiesti(&file)?;
        let bytes = capitoli_in_file(ctx, giorni, formato)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        Ok(File {
            formato,
            nome: format!("capitoli-{}", file.0),
            bytes,
        })
    }

    /// Le rate affidate alla riscossione coattiva, per chi riscuote: `riscossione-coattiva.csv`
    /// oppure `.xlsx`.
    #[oai(
        path = "/pagamenti/affidamenti/:file",
        method = "get",
        operation_id = "elencoRiscossioneCoattiva"
    )]
    async fn affidamenti(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il formato.
        #[oai(validator(pattern = r"^riscossione-coattiva\.(csv|xlsx)$"))]
        file: Path<String>,
    ) -> Result<File<Formato>, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (_, formato) = Formato::dal_nome(&file).ok_or_else(|| {
            let message = "Il formato è .csv oppure .xlsx.";
            Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
        })?;
        let bytes = affidamenti_in_file(ctx, formato)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        Ok(File {
            formato,
            nome: file.0,
            bytes,
        })
    }
}

/// The pattern of the path let the name pass; a day may still be none of the calendar.
fn richiesti(file: &str) -> Result<((Giorno, Giorno), Formato), Rifiutata> {
    leggi(file).ok_or_else(|| {
        let message = "Si scrive 2026-11-01-2026-11-30.csv oppure .xlsx, con giorni esistenti.";
        Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
    })
}

fn leggi(file: &str) -> Option<((Giorno, Giorno), Formato)> {
    let (giorni, formato) = Formato::dal_nome(file)?;
    let giorno = |testo: Option<&str>| Giorno::parse_iso(testo?).ok();
    let giorni = (giorno(giorni.get(..10))?, giorno(giorni.get(11..))?);
    Some((giorni, formato))
}
