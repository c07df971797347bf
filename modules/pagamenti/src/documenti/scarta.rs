//! Papers are not kept for ever: accounts ten years, what nobody was given half a year.

use campanella_kernel::jobs::JobHandler;
use campanella_kernel::{Ctx, Giorno, InternalError, Istante, audit};
use chrono::{Datelike, NaiveTime};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde_json::json;

use crate::DocumentoId;
use crate::entities::lotto_documenti::StatoLotto;
use crate::entities::{documento, lotto_documenti};
use crate::errore::Errore;

/// Kind of the job.
const SCARTA: &str = "pagamenti.scarto";

/// Years for which a paper that was handed out is kept, after the one in which it was drawn
/// (art. 2220 of the civil code).
const ANNI: i32 = 10;
/// Days for which a lot is kept, with those of its papers that nobody was given: all of it can be
/// drawn again.
const GIORNI_DEL_LOTTO: u64 = 180;
/// Papers of one statement: each is tens of kilobytes, and a store has one writer.
const ALCUNI: u64 = 200;

/// The job.
pub(crate) struct Scarta;

#[async_trait::async_trait]
impl JobHandler for Scarta {
    fn tipo(&self) -> &'static str {
        SCARTA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        Some((3, 40))
    }

    async fn run(&self, ctx: &Ctx, _: &serde_json::Value) -> Result<(), InternalError> {
        Ok(scarta(ctx).await?)
    }
}

/// Throws away what is past its time.
///
/// # Errors
/// When the store fails: what is left goes the next day.
async fn scarta(ctx: &Ctx) -> Result<(), Errore> {
    let lotti_finiti = Condition::all()
        .add(lotto_documenti::Column::Stato.eq(StatoLotto::Pronto))
        .add(lotto_documenti::Column::FinitoIl.lt(inizio(ctx.oggi().prima(GIORNI_DEL_LOTTO))));
    let loro = documento::Column::LottoId.in_subquery(chiavi_dei_lotti(&lotti_finiti));
    let mai_dati = Condition::all()
        .add(loro.clone())
        .add(documento::Column::ConsegnatoIl.is_null());
    let primo_dell_anno = Giorno::new(ctx.oggi().date().year() - ANNI, 1, 1);
    let primo_dell_anno = primo_dell_anno.map_err(InternalError::new)?;
    let vecchi = Condition::all().add(documento::Column::CreatoIl.lt(inizio(primo_dell_anno)));
    let documenti = scarta_documenti(ctx, mai_dati).await? + scarta_documenti(ctx, vecchi).await?;
    let lotti = dimentica_lotti(ctx, lotti_finiti, loro).await?;
    if lotti + documenti > 0 {
        let dettaglio = json!({ "documenti": documenti, "lotti": lotti });
        audit::record(
            ctx,
            ctx.db(),
            "scartaDocumenti",
            "documento",
            None,
            dettaglio,
        )
        .await?;
    }
    Ok(())
}

fn inizio(giorno: Giorno) -> Istante {
    Istante::da_ora_locale(giorno, NaiveTime::MIN)
}

fn chiavi_dei_lotti(quali: &Condition) -> SelectStatement {
    lotto_documenti::Entity::find()
        .select_only()
        .column(lotto_documenti::Column::Id)
        .filter(quali.clone())
        .into_query()
}

/// Forgets those lots, and lets go of their papers that somebody was given.
async fn dimentica_lotti(ctx: &Ctx, lotti: Condition, loro: Expr) -> Result<u64, Errore> {
    let tx = ctx.begin().await?;
    documento::Entity::update_many()
        .col_expr(documento::Column::LottoId, Expr::value(None::<i64>))
        .filter(loro)
        .exec(&tx)
        .await?;
    let tolti = lotto_documenti::Entity::delete_many()
        .filter(lotti)
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(tolti.rows_affected)
}

/// Throws those of `quali` away, some at a time; how many.
async fn scarta_documenti(ctx: &Ctx, quali: Condition) -> Result<u64, Errore> {
    let mut scartati = 0;
    loop {
        let alcuni: Vec<DocumentoId> = documento::Entity::find()
            .select_only()
            .column(documento::Column::Id)
            .filter(quali.clone())
            .order_by_asc(documento::Column::Id)
            .limit(ALCUNI)
            .into_tuple()
            .all(ctx.db())
            .await?;
        if alcuni.is_empty() {
            return Ok(scartati);
        }
        // Somebody may have been given one meanwhile.
        let tolti = documento::Entity::delete_many()
            .filter(documento::Column::Id.is_in(alcuni))
            .filter(quali.clone())
            .exec(ctx.db())
            .await?;
        scartati += tolti.rows_affected;
    }
}
