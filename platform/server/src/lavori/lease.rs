//! Who holds a job. Each change names the try that it belongs to (`tentativi` grows with every
//! taking), so that a node that lost its lease changes nothing any more. The statements are
//! compare-and-set: they need no locks that SQLite lacks.

use campanella_kernel::jobs::{Column, Entity, FALLITO, FATTO, IN_ATTESA, Model};
use campanella_kernel::{Istante, Scope};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, UpdateMany};

use super::{FIRST_WAIT, LEASE, TRIES};

/// Takes the job that has been due longest, of the kinds `tipi`, until the lease ends.
pub(super) async fn take(scope: &Scope, tipi: &[&str]) -> Result<Option<Model>, DbErr> {
    loop {
        let Some(mut job) = longest_due(scope, tipi).await? else {
            return Ok(None);
        };
        if job.tentativi >= TRIES {
            // It was begun so often and never ended: whoever did it died each time.
            give_up(scope, &job, "interrotto a ogni tentativo").await?;
            continue;
        }
        let until = scope.now().piu_secondi(LEASE);
        let taken = Entity::update_many()
            .col_expr(Column::PresoFino, Expr::value(until))
            .col_expr(Column::Tentativi, Expr::value(job.tentativi + 1))
            .filter(this_try(&job));
        if changed(scope, taken).await? {
            job.tentativi += 1;
            job.preso_fino = Some(until);
            return Ok(Some(job));
        }
    }
}

async fn longest_due(scope: &Scope, tipi: &[&str]) -> Result<Option<Model>, DbErr> {
    let now = scope.now();
    let free = Condition::any()
        .add(Column::PresoFino.is_null())
        .add(Column::PresoFino.lte(now));
    Entity::find()
        .filter(Column::Stato.eq(IN_ATTESA))
        .filter(Column::DaEseguire.lte(now))
        .filter(Column::Tipo.is_in(tipi.iter().copied()))
        .filter(free)
        .order_by_asc(Column::DaEseguire)
        .order_by_asc(Column::Id)
        .one(scope.db())
        .await
}

/// Holds the job longer; false when it is not held any more.
pub(super) async fn renew(scope: &Scope, job: &Model) -> Result<bool, DbErr> {
    let until = scope.now().piu_secondi(LEASE);
    let renewed = Entity::update_many()
        .col_expr(Column::PresoFino, Expr::value(until))
        .filter(this_try(job));
    changed(scope, renewed).await
}

/// The job is done.
pub(super) async fn done(scope: &Scope, job: &Model) -> Result<bool, DbErr> {
    changed(scope, ended(scope, job, FATTO, None)).await
}

/// The job failed because of `errore`: true when it will be tried again.
pub(super) async fn failed(scope: &Scope, job: &Model, errore: &str) -> Result<bool, DbErr> {
    if job.tentativi >= TRIES {
        give_up(scope, job, errore).await?;
        return Ok(false);
    }
    let waited = FIRST_WAIT << (job.tentativi - 1).clamp(0, TRIES);
    let again = Entity::update_many()
        .col_expr(
            Column::DaEseguire,
            Expr::value(scope.now().piu_secondi(waited)),
        )
        .col_expr(Column::PresoFino, Expr::value(None::<Istante>))
        .col_expr(Column::Errore, Expr::value(Some(errore.to_owned())))
        .filter(this_try(job));
    changed(scope, again).await?;
    Ok(true)
}

async fn give_up(scope: &Scope, job: &Model, errore: &str) -> Result<bool, DbErr> {
    let given_up = changed(scope, ended(scope, job, FALLITO, Some(errore))).await?;
    if given_up {
        tracing::error!(
            comune = %scope.comune().id,
            lavoro = job.tipo,
            id = job.id,
            errore,
            "a job was given up"
        );
    }
    Ok(given_up)
}

fn ended(scope: &Scope, job: &Model, stato: &str, errore: Option<&str>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Stato, Expr::value(stato))
        .col_expr(Column::Finito, Expr::value(Some(scope.now())))
        .col_expr(Column::PresoFino, Expr::value(None::<Istante>))
        .col_expr(Column::Errore, Expr::value(errore.map(str::to_owned)))
        .filter(this_try(job))
}

/// The job, as long as nobody else has taken or ended it since.
fn this_try(job: &Model) -> Condition {
    Condition::all()
        .add(Column::Id.eq(job.id))
        .add(Column::Tentativi.eq(job.tentativi))
        .add(Column::Stato.eq(IN_ATTESA))
}

async fn changed(scope: &Scope, update: UpdateMany<Entity>) -> Result<bool, DbErr> {
    Ok(update.exec(scope.db()).await?.rows_affected == 1)
}

/// When a job of the kinds `tipi` may next be taken.
pub(super) async fn next(scope: &Scope, tipi: &[&str]) -> Result<Option<Istante>, DbErr> {
    let waiting = Entity::find()
        .filter(Column::Stato.eq(IN_ATTESA))
        .filter(Column::Tipo.is_in(tipi.iter().copied()));
    let free = waiting
        .clone()
        .filter(Column::PresoFino.is_null())
        .order_by_asc(Column::DaEseguire)
        .one(scope.db())
        .await?;
    let held = waiting
        .filter(Column::PresoFino.is_not_null())
        .order_by_asc(Column::PresoFino)
        .one(scope.db())
        .await?;
    let free = free.map(|job| job.da_eseguire);
    let held = held.and_then(|job| job.preso_fino);
    Ok(free.into_iter().chain(held).min())
}
