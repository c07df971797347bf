//! Documents of payments on paper.

use campanella_documenti::Aspetto;
use campanella_kernel::{Ctx, InternalError, Istante, Rifiuto};
use campanella_pagopa::CodiceFiscaleEnte;
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Attachment, AttachmentType};

use super::problema::Rifiutata;

#[derive(ApiResponse)]
pub(super) enum Foglio {
    /// Il documento.
    #[oai(status = 200, content_type = "application/pdf")]
    Si(Attachment<Vec<u8>>),
}

/// Draws a document of the comune away from the threads that answer requests: it takes a moment.
pub(super) async fn disegna<E: std::error::Error + Send + Sync + 'static>(
    ctx: &Ctx,
    nome: String,
    disegno: impl FnOnce(&Aspetto, Istante) -> Result<Vec<u8>, E> + Send + 'static,
) -> Result<Foglio, Rifiutata> {
    let interno = |errore| Rifiutata::del_dominio(ctx, &Rifiuto::Interno(errore));
    let (aspetto, fatto) = (aspetto(ctx).map_err(interno)?, ctx.now());
    let disegnato = tokio::task::spawn_blocking(move || disegno(&aspetto, fatto)).await;
    let pdf = disegnato
        .map_err(|e| interno(InternalError::new(e)))?
        .map_err(|e| interno(InternalError::new(e)))?;
    let foglio = Attachment::new(pdf)
        .attachment_type(AttachmentType::Attachment)
        .filename(nome);
    Ok(Foglio::Si(foglio))
}

/// How the comune's documents look.
fn aspetto(ctx: &Ctx) -> Result<Aspetto, InternalError> {
    let comune = &ctx.comune().impostazioni;
    let contatti = &comune.contatti;
    let righe = [&contatti.indirizzo, &contatti.telefono, &contatti.email];
    Ok(Aspetto {
        nome: comune.nome.clone(),
        codice_fiscale: CodiceFiscaleEnte::parse(&comune.codice_fiscale)
            .map_err(InternalError::new)?,
        ufficio: None,
        contatti: righe.into_iter().flatten().cloned().collect(),
        colore: comune.colore_primario.clone(),
        logo: None,
    })
}
