//! What came in, as a file for a spreadsheet.

use campanella_kernel::{Giorno, Scope};
use campanella_pagamenti::{Formato, riepilogo_in_file};
use poem::Request;
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Binary;
use poem_openapi::{ApiResponse, OpenApi};

use super::accesso::known;
use super::problema::{Problema, Rifiutata};

/// The reports as files.
pub(super) struct Riepiloghi;

/// A file to be saved.
#[derive(ApiResponse)]
enum Riepilogo {
    /// Il file.
    #[oai(status = 200, content_type = "application/octet-stream")]
    File(
        Binary<Vec<u8>>,
        /// Il nome con cui salvarlo.
        #[oai(header = "Content-Disposition")]
        String,
    ),
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
    ) -> Result<Riepilogo, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (giorni, formato) = leggi(&file).ok_or_else(|| {
            let message = "Si scrive 2026-11-01-2026-11-30.csv oppure .xlsx, con giorni esistenti.";
            Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
        })?;
        let bytes = riepilogo_in_file(ctx, giorni, formato)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        // Digits, hyphens and an extension: nothing to escape.
        let salvato = format!("attachment; filename=\"incassi-{}\"", file.0);
        Ok(Riepilogo::File(Binary(bytes), salvato))
    }
}

fn leggi(file: &str) -> Option<((Giorno, Giorno), Formato)> {
    let (giorni, formato) = match file.split_once('.')? {
        (giorni, "csv") => (giorni, Formato::Csv),
        (giorni, "xlsx") => (giorni, Formato::Xlsx),
        _ => return None,
    };
    let giorno = |testo: Option<&str>| Giorno::parse_iso(testo?).ok();
    let giorni = (giorno(giorni.get(..10))?, giorno(giorni.get(11..))?);
    Some((giorni, formato))
}
