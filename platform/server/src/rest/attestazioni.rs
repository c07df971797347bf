//! Certificates for the tax return on paper.

use campanella_anagrafe::AlunnoId;
use campanella_documenti::Attestazione;
use campanella_kernel::Scope;
use campanella_pagamenti::{AttestazioneDaStampare, attestazione_da_stampare};
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;

use super::accesso::known;
use super::problema::{Problema, Rifiutata};
use super::stampa::{Foglio, disegna};

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
        let cosa = attestazione_da_stampare(ctx, alunno, anno)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let nome = format!("attestazione-{}", file.0);
        let attestazione = attestazione(cosa);
        disegna(ctx, nome, move |aspetto, fatto| {
            attestazione.pdf(aspetto, fatto)
        })
        .await
    }
}

fn leggi(file: &str) -> Option<(AlunnoId, i32)> {
    let (alunno, anno) = file.strip_suffix(".pdf")?.split_once('-')?;
    Some((AlunnoId::new(alunno.parse().ok()?), anno.parse().ok()?))
}

fn attestazione(cosa: AttestazioneDaStampare) -> Attestazione {
    let a = cosa.attestazione;
    let servizi = a.servizi.iter();
    Attestazione {
        anno: a.anno,
        pagatore: (cosa.pagatore.nome, cosa.pagatore.codice_fiscale),
        servizi: servizi
            .map(|s| (s.servizio.to_string(), s.importo))
            .collect(),
        alunno: (a.nome, cosa.codice_fiscale),
        scuole: cosa.scuole,
        escluso: a.escluso,
        massimo: cosa.massimo,
    }
}
