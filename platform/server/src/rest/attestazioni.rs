//! Certificates for the tax return on paper.

use campanella_anagrafe::AlunnoId;
use campanella_kernel::Scope;
use campanella_pagamenti::{Documento, documento};
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;

use super::accesso::known;
use super::problema::{Problema, Rifiutata};
use super::stampa::Foglio;

/// Certificates as files.
pub(super) struct Attestazioni;

#[OpenApi]
impl Attestazioni {
    /// L'attestazione di quanto è stato pagato per un bambino in un anno solare finito: `12-2025.pdf`
    /// per il bambino 12 e il 2025. Della propria famiglia, o di una per un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/attestazioni/:file",
        method = "get",
        operation_id = "stampaAttestazione"
    )]
    async fn stampa_attestazione(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il bambino e l'anno.
        #[oai(validator(pattern = r"^[1-9]\d{0,15}-\d{4}\.pdf$"))]
        file: Path<String>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (alunno, anno) = leggi(&file).ok_or_else(|| {
            let message = "Si scrivono il bambino e l'anno: 12-2025.pdf.";
            Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
        })?;
        let foglio = documento(ctx, Documento::Attestazione(alunno, anno))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        Ok(foglio.into())
    }
}

fn leggi(file: &str) -> Option<(AlunnoId, i32)> {
    let (alunno, anno) = file.strip_suffix(".pdf")?.split_once('-')?;
    Some((AlunnoId::new(alunno.parse().ok()?), anno.parse().ok()?))
}
