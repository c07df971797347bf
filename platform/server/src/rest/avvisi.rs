//! Notices of payment on paper.

use campanella_documenti::{Aspetto, Avviso, DatiPagamento, Rata};
use campanella_kernel::{Ctx, InternalError, Rifiuto, Scope};
use campanella_pagamenti::AvvisoId;
use campanella_pagamenti::pagopa::{DaStampare, da_stampare};
use campanella_pagopa::CodiceFiscaleEnte;
use poem::Request;
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::{Attachment, AttachmentType};
use poem_openapi::{ApiResponse, OpenApi};

use super::accesso::known;
use super::problema::Rifiutata;

/// Notices as files.
pub(super) struct Avvisi;

#[derive(ApiResponse)]
enum Foglio {
    /// L'avviso.
    #[oai(status = 200, content_type = "application/pdf")]
    Si(Attachment<Vec<u8>>),
}

#[OpenApi]
impl Avvisi {
    /// Un avviso di pagamento da stampare o da mostrare in banca e in tabaccheria, per la famiglia
    /// che lo deve o per un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/avvisi/:id/pdf",
        method = "get",
        operation_id = "stampaAvviso"
    )]
    async fn stampa(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// L'avviso.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let cosa = da_stampare(ctx, AvvisoId::new(*id))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let nome = format!("avviso-{}.pdf", cosa.numero);
        let pdf = disegna(ctx, cosa)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &Rifiuto::Interno(e)))?;
        let foglio = Attachment::new(pdf)
            .attachment_type(AttachmentType::Attachment)
            .filename(nome);
        Ok(Foglio::Si(foglio))
    }
}

/// Draws it away from the threads that answer requests: it takes a moment.
async fn disegna(ctx: &Ctx, cosa: DaStampare) -> Result<Vec<u8>, InternalError> {
    let (aspetto, fatto) = (aspetto(ctx)?, ctx.now());
    let avviso = Avviso {
        oggetto: cosa.causale,
        destinatario: cosa.destinatario,
        codice_fiscale: cosa.codice_fiscale,
        indirizzo: cosa.indirizzo,
        cbill: None,
        bollettino: None,
        pagamenti: vec![DatiPagamento {
            rata: Rata::Unica,
            numero: cosa.numero,
            importo: cosa.importo,
            scadenza: Some(cosa.scadenza),
        }],
    };
    let disegno = tokio::task::spawn_blocking(move || avviso.pdf(&aspetto, fatto));
    let pdf = disegno.await.map_err(InternalError::new)?;
    pdf.map_err(InternalError::new)
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
