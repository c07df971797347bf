//! The work of drawing papers together: some at a time, and how far it is is written after each
//! few. A kill loses at most those, which are then found among the ones that are kept.

use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, DomainError, InternalError};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::insieme::Insieme;
use super::{Documento, componi, conserva};
use crate::entities::documento;
use crate::entities::lotto_documenti::{ActiveModel, Column, Entity, Model, StatoLotto};
use crate::errore::Errore;
use crate::{DocumentoId, LottoId};

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
    let mut pronti = Vec::with_capacity(chiavi.len());
    for chiave in &chiavi {
        pronti.extend(disegna_uno(ctx, insieme.documento(*chiave)).await?);
    }
    let senza = chiavi.len() - pronti.len();
    metti_nel_lotto(ctx, id, &pronti).await?;
    let quanti = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut dopo = ActiveModel {
        fatti: Set(lotto.fatti + quanti(pronti.len())),
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

/// The paper, drawn or kept; none where there is none of it.
async fn disegna_uno(ctx: &Ctx, quale: Documento) -> Result<Option<DocumentoId>, Errore> {
    let conservato = async {
        let composto = componi::componi(ctx, quale).await?;
        conserva::conservato(ctx, quale, composto).await
    };
    match conservato.await {
        Ok(riga) => Ok(Some(riga.id)),
        Err(e) if e.internal().is_some() => Err(e),
        Err(_) => Ok(None),
    }
}

async fn metti_nel_lotto(ctx: &Ctx, lotto: LottoId, quali: &[DocumentoId]) -> Result<(), Errore> {
    documento::Entity::update_many()
        .col_expr(documento::Column::LottoId, Expr::value(lotto))
        .filter(documento::Column::Id.is_in(quali.iter().copied()))
        .exec(ctx.db())
        .await?;
    Ok(())
}
