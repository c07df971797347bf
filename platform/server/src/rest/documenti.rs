//! Notices, bills, reminders and receipts on paper.

use campanella_kernel::{Ctx, Scope};
use campanella_pagamenti::{
    AvvisoId, Documento, IncassoId, LottoId, RettaId, SollecitoId, documento, lotto_in_zip,
};
use poem::Request;
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::{Attachment, AttachmentType};
use poem_openapi::{ApiResponse, OpenApi};

use super::accesso::known;
use super::problema::{Problema, Rifiutata};
use super::stampa::Foglio;

/// Notices, bills, reminders and receipts as files.
pub(super) struct Documenti;

#[OpenApi]
impl Documenti {
    /// Un avviso di pagamento da stampare o da mostrare in banca e in tabaccheria, per la famiglia
    /// che lo deve o per un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/avvisi/:id/pdf",
        method = "get",
        operation_id = "stampaAvviso"
    )]
    async fn stampa_avviso(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// L'avviso.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        consegna(ctx, Documento::Avviso(AvvisoId::new(*id))).await
    }

    /// Una retta con le sue righe, la loro spiegazione e le rate, per la famiglia che la deve o per
    /// un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/rette/:id/pdf",
        method = "get",
        operation_id = "stampaRetta"
    )]
    async fn stampa_retta(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// La retta.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        consegna(ctx, Documento::Retta(RettaId::new(*id))).await
    }

    /// Un sollecito di pagamento, per la famiglia a cui è stato inviato o per un ufficio che vede i
    /// conti.
    #[oai(
        path = "/pagamenti/solleciti/:id/pdf",
        method = "get",
        operation_id = "stampaSollecito"
    )]
    async fn stampa_sollecito(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il sollecito.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        consegna(ctx, Documento::Sollecito(SollecitoId::new(*id))).await
    }

    /// La ricevuta di un pagamento arrivato con pagoPA, per la famiglia che l'ha fatto o per un
    /// ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/incassi/:id/ricevuta",
        method = "get",
        operation_id = "stampaRicevuta"
    )]
    async fn stampa_ricevuta(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il pagamento.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        consegna(ctx, Documento::Ricevuta(IncassoId::new(*id))).await
    }

    /// I documenti preparati insieme, duecento per file: `12-1.zip` per la prima parte della
    /// preparazione 12. Per un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/documenti/:file",
        method = "get",
        operation_id = "scaricaDocumenti"
    )]
    async fn scarica_documenti(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// La preparazione e la parte.
        #[oai(validator(pattern = r"^[1-9]\d{0,15}-[1-9]\d{0,5}\.zip$"))]
        file: Path<String>,
    ) -> Result<Archivio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (lotto, parte) = leggi(&file).ok_or_else(|| {
            let message = "Si scrivono la preparazione e la parte: 12-1.zip.";
            Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
        })?;
        let foglio = lotto_in_zip(ctx, lotto, parte)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let allegato = Attachment::new(foglio.bytes)
            .attachment_type(AttachmentType::Attachment)
            .filename(foglio.nome);
        Ok(Archivio::Si(allegato))
    }
}

#[derive(ApiResponse)]
enum Archivio {
    /// I documenti.
    #[oai(status = 200, content_type = "application/zip")]
    Si(Attachment<Vec<u8>>),
}

fn leggi(file: &str) -> Option<(LottoId, u64)> {
    let (lotto, parte) = file.strip_suffix(".zip")?.split_once('-')?;
    Some((LottoId::new(lotto.parse().ok()?), parte.parse().ok()?))
}

async fn consegna(ctx: &Ctx, quale: Documento) -> Result<Foglio, Rifiutata> {
    let foglio = documento(ctx, quale).await;
    Ok(foglio.map_err(|e| Rifiutata::del_dominio(ctx, &e))?.into())
}
