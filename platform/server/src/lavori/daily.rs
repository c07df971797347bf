//! Jobs of every day. They are asked for a day ahead, so that a node that sleeps through the hour
//! finds them due when it wakes; days that nobody asked for in time are made up for.

use campanella_kernel::jobs::{Column, Entity, FATTO, JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, Giorno, Istante};
use chrono::NaiveTime;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// Days of the past that are made up for at most.
const MADE_UP: u64 = 31;

/// How long a job that is done keeps its key, in days.
const KEPT: i64 = 90;

/// Asks for the daily jobs of `handler` up to tomorrow.
pub(super) async fn ask(ctx: &Ctx, handler: &dyn JobHandler) -> Result<(), DbErr> {
    let Some((ora, minuto)) = handler.ogni_giorno() else {
        return Ok(());
    };
    let Some(ora) = NaiveTime::from_hms_opt(ora, minuto, 0) else {
        tracing::error!(lavoro = handler.tipo(), "its hour is on no clock");
        return Ok(());
    };
    let tomorrow = ctx.oggi().dopo(1);
    let first = match last_asked(ctx, handler.tipo()).await? {
        Some(last) => last.dopo(1).max(tomorrow.prima(MADE_UP)),
        None => ctx.oggi(),
    };
    for giorno in first.fino_a(tomorrow) {
        let job = NewJob {
            tipo: handler.tipo(),
            chiave: format!("{}{}", prefix(handler.tipo()), giorno.date()),
            contenuto: serde_json::json!({ "giorno": giorno }),
            da_eseguire: Istante::da_ora_locale(giorno, ora),
        };
        enqueue(ctx, ctx.db(), job).await?;
    }
    if first <= tomorrow {
        forget_done(ctx).await?;
    }
    Ok(())
}

fn prefix(tipo: &str) -> String {
    format!("ogni_giorno:{tipo}:")
}

/// The last day that was asked for. Days are asked for in order, so it is in the newest row.
async fn last_asked(ctx: &Ctx, tipo: &str) -> Result<Option<Giorno>, DbErr> {
    let prefix = prefix(tipo);
    let newest = Entity::find()
        .filter(Column::Tipo.eq(tipo))
        .filter(Column::Chiave.starts_with(&prefix))
        .order_by_desc(Column::Id)
        .one(ctx.db())
        .await?;
    Ok(newest.and_then(|job| Giorno::parse_iso(job.chiave.strip_prefix(&prefix)?).ok()))
}

/// Removes jobs that were done long ago. Those that failed stay until somebody looks at them.
async fn forget_done(ctx: &Ctx) -> Result<(), DbErr> {
    let long_ago = ctx.now().piu_secondi(-KEPT * 24 * 60 * 60);
    Entity::delete_many()
        .filter(Column::Stato.eq(FATTO))
        .filter(Column::Finito.lt(long_ago))
        .exec(ctx.db())
        .await?;
    Ok(())
}
