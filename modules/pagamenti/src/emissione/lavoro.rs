//! The job of a run, which goes from lot to lot. A kill loses at most a lot, which is then done
//! anew.

use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, InternalError};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

use super::anteprima::prepara_lotto;
use super::conferma::conferma_lotto;
use crate::EmissioneId;
use crate::entities::emissione::{self, StatoEmissione};
use crate::errore::Errore;

/// Kind of the job.
pub(crate) const EMETTI: &str = "pagamenti.emissione";

/// Lots of a job: the closings of the day do not wait behind a long run.
const LOTTI_PER_LAVORO: usize = 10;

#[derive(Serialize, Deserialize)]
struct Contenuto {
    emissione: EmissioneId,
}

/// How the keys of the jobs of a run begin.
pub(super) fn prefisso(id: EmissioneId) -> String {
    format!("{EMETTI}:{id}:")
}

/// The job that goes on with `emissione` from where it is.
pub(super) fn prossimo(
    ctx: &Ctx,
    emissione: &emissione::Model,
) -> Result<NewJob<'static>, InternalError> {
    let (id, stato, ultima) = (emissione.id, emissione.stato, emissione.ultima);
    Ok(NewJob {
        tipo: EMETTI,
        chiave: format!("{}{stato:?}:{ultima}", prefisso(id)),
        contenuto: serde_json::to_value(Contenuto { emissione: id })?,
        da_eseguire: ctx.now(),
    })
}

/// The job.
pub(crate) struct Emetti;

#[async_trait::async_trait]
impl JobHandler for Emetti {
    fn tipo(&self) -> &'static str {
        EMETTI
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let Contenuto { emissione } = Contenuto::deserialize(contenuto)?;
        Ok(prosegui(ctx, emissione).await?)
    }
}

/// Does some lots, then asks for the next job unless the run is at the end of its phase.
async fn prosegui(ctx: &Ctx, id: EmissioneId) -> Result<(), Errore> {
    for _ in 0..LOTTI_PER_LAVORO {
        if !un_lotto_di_emissione(ctx, id).await? {
            return Ok(());
        }
    }
    let Some(riga) = emissione::Entity::find_by_id(id).one(ctx.db()).await? else {
        return Ok(());
    };
    let tx = ctx.begin().await?;
    enqueue(ctx, &tx, prossimo(ctx, &riga)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Does one lot of a run, as its job does; whether there is more to do in this phase.
///
/// # Errors
/// When the store fails.
pub async fn un_lotto_di_emissione(ctx: &Ctx, id: EmissioneId) -> Result<bool, Errore> {
    let Some(riga) = emissione::Entity::find_by_id(id).one(ctx.db()).await? else {
        return Ok(false);
    };
    match riga.stato {
        StatoEmissione::InPreparazione => prepara_lotto(ctx, riga).await,
        StatoEmissione::InConferma => conferma_lotto(ctx, riga).await,
        _ => Ok(false),
    }
}
