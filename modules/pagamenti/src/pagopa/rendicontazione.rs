//! Reconciliation, once a day: the flows that banks published for this comune are taken in, and
//! receipts that did not come by themselves are asked for.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use campanella_kernel::jobs::{self, IN_ATTESA, JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, InternalError, Istante, audit};
use campanella_pagopa::cliente::{Collegamento, ElencoFlussi, ErroreServizio, Flusso, VoceElenco};
use campanella_pagopa::{CodiceFiscaleEnte, Ricevuta};
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::{Value, json};

use super::collegamento::{richiesto, vigente};
use super::flussi::senza_ricevuta;
use super::per_stazione::PerStazione;
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
        let Some(collegamento) = vigente(ctx.db()).await? else {
            return Ok(());
        };
        let riscontri = ctx.service::<PerStazione<Riscontri>>()?;
        Ok(rendiconta(ctx, riscontri.di(&collegamento.stazione)).await?)
    }
}

/// Asks for the job now, besides every morning; while one waits to begin, another is not needed.
///
/// # Errors
/// [`campanella_kernel::Rifiuto::NonPermesso`] without the permission on every building,
/// [`Errore::SenzaPagopa`].
pub async fn chiedi_rendicontazione(ctx: &Ctx) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let tx = ctx.begin().await?;
    richiesto(&tx).await?;
    let gia_chiesta = jobs::Entity::find()
        .filter(jobs::Column::Tipo.eq(RENDICONTAZIONE))
        .filter(jobs::Column::Stato.eq(IN_ATTESA))
        .filter(jobs::Column::PresoFino.is_null())
        .filter(jobs::Column::DaEseguire.lte(ctx.now()))
        .one(&tx)
        .await?;
    if gia_chiesta.is_none() {
        let lavoro = NewJob {
            tipo: RENDICONTAZIONE,
            chiave: format!("{RENDICONTAZIONE}:{}", ctx.now().utc().to_rfc3339()),
            contenuto: json!({ "giorno": ctx.oggi() }),
            da_eseguire: ctx.now(),
        };
        enqueue(ctx, &tx, lavoro).await?;
    }
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
        for voce in da_importare(ctx, elenco.data).await? {
            if let Some(flusso) = leggibile(Flusso::chiedi(servizio, ente, &voce).await, &voce.fdr)?
            {
                importa(ctx, &voce, &flusso).await?;
            }
        }
        (pagina, quante) = (pagina + 1, elenco.metadata.tot_page);
    }
    Ok(())
}

/// What a service answered about `cosa`. What it does not have yet is asked for again the next
/// day, and what cannot be read does not keep the others waiting.
fn leggibile<T>(
    risposta: Result<T, ErroreServizio>,
    cosa: &str,
) -> Result<Option<T>, InternalError> {
    match risposta {
        Ok(avuto) => Ok(Some(avuto)),
        Err(ErroreServizio::NonTrovato) => Ok(None),
        Err(errore @ ErroreServizio::Risposta(_)) => {
            tracing::error!(cosa, %errore, "an answer of pagoPA cannot be read");
            Ok(None)
        }
        Err(errore) => Err(InternalError::new(errore)),
    }
}

/// Those of `voci` that are not there, or are there in an earlier revision.
async fn da_importare(ctx: &Ctx, mut voci: Vec<VoceElenco>) -> Result<Vec<VoceElenco>, Errore> {
    let noti = flusso_pagopa::Entity::find()
        .filter(flusso_pagopa::Column::Flusso.is_in(voci.iter().map(|v| &v.fdr)))
        .all(ctx.db())
        .await?;
    let noti: HashMap<_, _> = noti
        .iter()
        .map(|n| ((n.flusso.as_str(), n.psp.as_str()), n.revisione))
        .collect();
    voci.retain(|v| {
        let nota = noti.get(&(v.fdr.as_str(), v.psp_id.as_str()));
        nota.is_none_or(|nota| *nota < revisione(v))
    });
    Ok(voci)
}

/// A number that no flow has, but that the service may write, counts as the highest.
fn revisione(voce: &VoceElenco) -> i64 {
    i64::try_from(voce.revision).unwrap_or(i64::MAX)
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
    riga.revisione = Set(revisione(voce));
    riga.fatto = Set(flusso.fatto);
    riga.regolamento = Set(flusso.regolamento.to_string());
    riga.data_regolamento = Set(flusso.data_regolamento);
    riga.mittente = Set(mittente.unwrap_or_else(|| flusso.mittente.to_string()));
    riga.importo = Set(flusso.importo_dichiarato);
    riga.quanti = Set(i32::try_from(flusso.numero_dichiarato).unwrap_or(i32::MAX));
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

/// Asks for the receipts of payments that a bank paid over and that did not come.
async fn recupera_ricevute(
    ctx: &Ctx,
    servizio: &Collegamento,
    ente: CodiceFiscaleEnte,
) -> Result<(), Errore> {
    for iur in senza_ricevuta(ctx, ctx.oggi().prima(GIORNI)).await? {
        let risposta = Ricevuta::chiedi_per_iur(servizio, ente, &iur).await;
        match leggibile(risposta, &iur)? {
            Some(ricevuta) if ricevuta.id.as_str() == iur => {
                registra_ricevuta(ctx, ente, &ricevuta).await?;
            }
            Some(ricevuta) => {
                tracing::error!(chiesta = iur, avuta = %ricevuta.id, "another receipt");
            }
            None => {}
        }
    }
    Ok(())
}
