//! The work of drawing papers together: some at a time, and how far it is is written after each
//! few. A kill loses at most those, which are then found among the ones that are kept.

use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, DomainError, InternalError};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::conserva::{self, Per};
use super::insieme::Insieme;
use super::{Documento, componi};
use crate::LottoId;
use crate::entities::lotto_documenti::{ActiveModel, Column, Entity, Model, StatoLotto};
use crate::errore::Errore;

/// Kind of the job.
pub(super) const PREPARA: &str = "pagamenti.documenti";

/// Papers between two notes of how far it is.
const ALCUNI: u64 = 20;
/// Times that a job draws that many: the closings of the day do not wait behind a long lot.
const VOLTE_PER_LAVORO: usize = 5;

#[derive(Serialize, Deserialize)]
struct Contenuto {
    lotto: LottoId,
}

/// How the keys of the jobs of a lot begin.
pub(super) fn prefisso(id: LottoId) -> String {
    format!("{PREPARA}:{id}:")
}

/// The job that goes on with `lotto` from where it is.
pub(super) fn prossimo(ctx: &Ctx, lotto: &Model) -> Result<NewJob<'static>, InternalError> {
    Ok(NewJob {
        tipo: PREPARA,
        chiave: format!("{}{}", prefisso(lotto.id), lotto.ultimo),
        contenuto: serde_json::to_value(Contenuto { lotto: lotto.id })?,
        da_eseguire: ctx.now(),
    })
}

/// The job.
pub(crate) struct Prepara;

#[async_trait::async_trait]
impl JobHandler for Prepara {
    fn tipo(&self) -> &'static str {
        PREPARA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let Contenuto { lotto } = Contenuto::deserialize(contenuto)?;
        Ok(prosegui(ctx, lotto).await?)
    }
}

/// Draws some, then asks for the next job unless all are drawn.
async fn prosegui(ctx: &Ctx, id: LottoId) -> Result<(), Errore> {
    for _ in 0..VOLTE_PER_LAVORO {
        if !disegna_alcuni(ctx, id).await? {
            return Ok(());
        }
    }
    let Some(lotto) = Entity::find_by_id(id).one(ctx.db()).await? else {
        return Ok(());
    };
    let tx = ctx.begin().await?;
    enqueue(ctx, &tx, prossimo(ctx, &lotto)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Draws the next few of a lot; whether there are more.
async fn disegna_alcuni(ctx: &Ctx, id: LottoId) -> Result<bool, Errore> {
    let trovato = Entity::find_by_id(id).one(ctx.db()).await?;
    let Some(lotto) = trovato.filter(|l| l.stato == StatoLotto::InCorso) else {
        return Ok(false);
    };
    let insieme = Insieme::del_lotto(&lotto)?;
    let chiavi = insieme.prossimi(ctx, lotto.ultimo, ALCUNI).await?;
    let mut pronti = 0;
    for chiave in &chiavi {
        pronti += usize::from(disegna_uno(ctx, id, insieme.documento(*chiave)).await?);
    }
    let senza = chiavi.len() - pronti;
    let quanti = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut dopo = ActiveModel {
        fatti: Set(lotto.fatti + quanti(pronti)),
        senza: Set(lotto.senza + quanti(senza)),
        ..Default::default()
    };
    match chiavi.last() {
        Some(ultimo) => dopo.ultimo = Set(*ultimo),
        None => {
            dopo.stato = Set(StatoLotto::Pronto);
            dopo.finito_il = Set(Some(ctx.now()));
        }
    }
    // Another node may have gone on meanwhile: what it wrote stands.
    Entity::update_many()
        .set(dopo)
        .filter(Column::Id.eq(id))
        .filter(Column::Ultimo.eq(lotto.ultimo))
        .filter(Column::Stato.eq(StatoLotto::InCorso))
        .exec(ctx.db())
        .await?;
    Ok(!chiavi.is_empty())
}

/// Draws a paper for a lot, or finds it among those that are kept; false where there is none of it.
async fn disegna_uno(ctx: &Ctx, lotto: LottoId, quale: Documento) -> Result<bool, Errore> {
    let conservato = async {
        let composto = componi::componi(ctx, quale).await?;
        conserva::conservato(ctx, quale, composto, Per::Lotto(lotto)).await
    };
    match conservato.await {
        Ok(_) => Ok(true),
        Err(e) if e.internal().is_some() => Err(e),
        Err(_) => Ok(false),
    }
}
