//! The letterhead of the comune's papers: its coat of arms, and how it all looks.

use campanella_kernel::Scope;
use campanella_pagamenti::{facsimile, imposta_logo};
use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::multipart::Upload;
use poem_openapi::{Multipart, Object, OpenApi};

use super::accesso::{known, not_forged, received};
use super::problema::Rifiutata;
use super::stampa::Foglio;

/// The letterhead.
pub(super) struct Carta;

#[derive(Multipart)]
struct Modulo {
    /// Lo stemma: un'immagine SVG o PNG, al massimo 512 KB.
    file: Upload,
}

/// Lo stemma è stato conservato.
#[derive(Object)]
struct StemmaCaricato {
    /// La versione della carta intestata che lo porta.
    versione: i32,
}

#[OpenApi]
impl Carta {
    /// Carica lo stemma che i documenti del comune portano. Un'immagine che non si può stampare è
    /// rifiutata. Il browser deve inviare l'intestazione `x-campanella`.
    #[oai(
        path = "/pagamenti/carta/stemma",
        method = "post",
        operation_id = "caricaStemma"
    )]
    async fn carica_stemma(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        modulo: Modulo,
    ) -> Result<Json<StemmaCaricato>, Rifiutata> {
        let ctx = known(request, &scope)?;
        not_forged(request)?;
        let bytes = received(modulo.file).await?;
        let carta = imposta_logo(ctx, Some(bytes))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        Ok(Json(StemmaCaricato {
            versione: carta.versione,
        }))
    }

    /// Una retta di nessuno, per vedere come si presentano i documenti del comune.
    #[oai(
        path = "/pagamenti/carta/fac-simile",
        method = "get",
        operation_id = "stampaFacSimile"
    )]
    async fn stampa_facsimile(
        &self,
        request: &Request,
        scope: Data<&Scope>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let foglio = facsimile(ctx).await;
        Ok(foglio.map_err(|e| Rifiutata::del_dominio(ctx, &e))?.into())
    }
}
