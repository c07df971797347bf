//! Reconciliation, once a day: the flows that banks published for this comune are taken in, and
//! receipts that did not come by themselves are asked for.

use std::sync::Arc;

use async_trait::async_trait;
use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, InternalError, Istante, audit};
use campanella_pagopa::CodiceFiscaleEnte;
use campanella_pagopa::Ricevuta;
use campanella_pagopa::cliente::{Collegamento, ElencoFlussi, ErroreServizio, Flusso, VoceElenco};
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::{Value, json};

use super::collegamento::{richiesto, vigente};
use super::flussi::senza_ricevuta;
use super::ricevute::registra_ricevuta;
use crate::FlussoId;
use crate::entities::{flusso_pagopa, riga_flusso};
use crate::errore::Errore;
use crate::permessi::SCRIVI_CONTI;

/// Kind of the job.
pub(crate) const RENDICONTAZIONE: &str = "pagamenti.rendicontazione";

/// Days for which published flows are looked for: a bank that publishes a month late is rare, and
/// asking again costs a request.
const GIORNI: u64 = 45;
/// Lines of one insert.
const RIGHE: usize = 1_000;

/// The services of pagoPA from which the vendor learns what was paid, where it has them
/// configured.
#[derive(Debug, Clone, Default)]
pub struct Riscontri {
    /// Flows of reconciliation.
    pub flussi: Option<Arc<Collegamento>>,
    /// Receipts by their id (`bizevents`).
    pub ricevute: Option<Arc<Collegamento>>,
}

/// The job.
pub(crate) struct Rendiconta;

#[async_trait]
impl JobHandler for Rendiconta {
    fn tipo(&self) -> &'static str {
        RENDICONTAZIONE
    }

    /// Banks publish in the night.
    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        Some((7, 30))
    }

    async fn run(&self, ctx: &Ctx, _: &Value) -> Result<(), InternalError> {
        Ok(rendiconta(ctx, ctx.service::<Riscontri>()?).await?)
    }
}

/// Asks for the job now, besides every morning; more than once a minute is once.
///
/// # Errors
/// [`campanella_kernel::Rifiuto::NonPermesso`] without the permission on every building,
/// [`Errore::SenzaPagopa`].
pub async fn chiedi_rendicontazione(ctx: &Ctx) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let tx = ctx.begin().await?;
    richiesto(&tx).await?;
    let minuto = ctx.now().utc().format("%Y-%m-%dT%H:%M");
    let lavoro = NewJob {
        tipo: RENDICONTAZIONE,
        chiave: format!("{RENDICONTAZIONE}:{minuto}"),
        contenuto: json!({ "giorno": ctx.oggi() }),
        da_eseguire: ctx.now(),
    };
    enqueue(ctx, &tx, lavoro).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Takes in new flows, then asks for the receipts that their payments have and we do not.
///
/// # Errors
/// When a service does not answer: what was taken in stays, the rest comes the next time.
pub(crate) async fn rendiconta(ctx: &Ctx, riscontri: &Riscontri) -> Result<(), Errore> {
    if vigente(ctx.db()).await?.is_none() {
        return Ok(());
    }
    let ente = CodiceFiscaleEnte::parse(&ctx.comune().impostazioni.codice_fiscale)
        .map_err(InternalError::new)?;
    if let Some(servizio) = &riscontri.flussi {
        importa_flussi(ctx, servizio, ente).await?;
    }
    if let Some(servizio) = &riscontri.ricevute {
        recupera_ricevute(ctx, servizio, ente).await?;
    }
    Ok(())
}

async fn importa_flussi(
    ctx: &Ctx,
    servizio: &Collegamento,
    ente: CodiceFiscaleEnte,
) -> Result<(), Errore> {
    let dal = Istante::da_ora_locale(ctx.oggi().prima(GIORNI), NaiveTime::MIN);
    let (mut pagina, mut quante) = (1, 1);
    while pagina <= quante {
        let elenco = ElencoFlussi::chiedi(servizio, ente, dal, pagina).await;
        let elenco = elenco.map_err(InternalError::new)?;
        for voce in &elenco.data {
            if da_importare(ctx, voce).await? {
                let flusso = Flusso::chiedi(servizio, ente, voce).await;
                importa(ctx, voce, &flusso.map_err(InternalError::new)?).await?;
            }
        }
        (pagina, quante) = (pagina + 1, elenco.metadata.tot_page);
    }
    Ok(())
}

async fn da_importare(ctx: &Ctx, voce: &VoceElenco) -> Result<bool, Errore> {
    let revisione = revisione(voce)?;
    let noto = flusso_pagopa::Entity::find()
        .filter(flusso_pagopa::Column::Flusso.eq(&voce.fdr))
        .filter(flusso_pagopa::Column::Psp.eq(&voce.psp_id))
        .one(ctx.db())
        .await?;
    Ok(noto.is_none_or(|noto| noto.revisione < revisione))
}

fn revisione(voce: &VoceElenco) -> Result<i64, InternalError> {
    i64::try_from(voce.revision).map_err(InternalError::new)
}

/// Writes a flow down, whole; a later revision takes the place of the one that is there, and must
/// be found again at the treasurer's.
pub(crate) async fn importa(ctx: &Ctx, voce: &VoceElenco, flusso: &Flusso) -> Result<(), Errore> {
    let tx = ctx.begin().await?;
    let id = testata(ctx, &tx, voce, flusso).await?;
    riga_flusso::Entity::delete_many()
        .filter(riga_flusso::Column::FlussoId.eq(id))
        .exec(&tx)
        .await?;
    let righe: Vec<_> = flusso
        .righe
        .iter()
        .map(|riga| riga_flusso::ActiveModel {
            flusso_id: Set(id),
            iuv: Set(riga.iuv.to_string()),
            iur: Set(riga.iur.to_string()),
            parte: Set(riga.posto.into()),
            importo: Set(riga.importo),
            esito: Set(riga.esito.into()),
            giorno: Set(riga.data),
            ..Default::default()
        })
        .collect();
    for alcune in righe.chunks(RIGHE) {
        riga_flusso::Entity::insert_many(alcune.iter().cloned())
            .exec_without_returning(&tx)
            .await?;
    }
    let dettaglio = json!({ "flusso": voce.fdr, "revisione": voce.revision,
        "righe": righe.len(), "importo": flusso.importo_dichiarato });
    let chi = Some(id.key());
    audit::record(ctx, &tx, "importaFlusso", "flusso", chi, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

async fn testata(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    voce: &VoceElenco,
    flusso: &Flusso,
) -> Result<FlussoId, Errore> {
    let noto = flusso_pagopa::Entity::find()
        .filter(flusso_pagopa::Column::Flusso.eq(&voce.fdr))
        .filter(flusso_pagopa::Column::Psp.eq(&voce.psp_id))
        .one(tx)
        .await?;
    let nuovo = noto.is_none();
    let mut riga = match noto {
        Some(noto) => noto.into_active_model(),
        None => flusso_pagopa::ActiveModel {
            flusso: Set(voce.fdr.clone()),
            psp: Set(voce.psp_id.clone()),
            ..Default::default()
        },
    };
    let mittente = flusso.nome_mittente.as_ref().map(ToString::to_string);
    riga.revisione = Set(revisione(voce)?);
    riga.fatto = Set(flusso.fatto);
    riga.regolamento = Set(flusso.regolamento.to_string());
    riga.data_regolamento = Set(flusso.data_regolamento);
    riga.mittente = Set(mittente.unwrap_or_else(|| flusso.mittente.to_string()));
    riga.importo = Set(flusso.importo_dichiarato);
    riga.quanti = Set(i32::try_from(flusso.numero_dichiarato).map_err(InternalError::new)?);
    riga.quadra = Set(flusso.quadra());
    riga.importato_il = Set(ctx.now());
    riga.provvisorio = Set(None);
    riga.riscontrato_da = Set(None);
    riga.riscontrato_il = Set(None);
    let scritta = if nuovo {
        riga.insert(tx).await?
    } else {
        riga.update(tx).await?
    };
    Ok(scritta.id)
}

/// Asks for the receipts of payments that a bank paid over and that did not come. One of which the
/// service knows nothing yet is asked for again the next day; one that cannot be read does not
/// keep the others waiting.
async fn recupera_ricevute(
    ctx: &Ctx,
    servizio: &Collegamento,
    ente: CodiceFiscaleEnte,
) -> Result<(), Errore> {
    for iur in senza_ricevuta(ctx, ctx.oggi().prima(GIORNI)).await? {
        match Ricevuta::chiedi_per_iur(servizio, ente, &iur).await {
            Ok(ricevuta) if ricevuta.id.as_str() == iur => {
                registra_ricevuta(ctx, ente, &ricevuta).await?;
            }
            Ok(ricevuta) => tracing::error!(chiesta = iur, avuta = %ricevuta.id, "another receipt"),
            Err(ErroreServizio::NonTrovato) => {}
            Err(errore @ ErroreServizio::Risposta(_)) => {
                tracing::error!(iur, %errore, "a receipt cannot be read");
            }
            Err(errore) => return Err(InternalError::new(errore).into()),
        }
    }
    Ok(())
}
