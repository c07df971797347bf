//! Does the jobs of one comune that are due.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use campanella_kernel::jobs::{JobHandler, Model};
use campanella_kernel::{Actor, Ctx, Istante, Scope};
use futures_util::FutureExt;
use sea_orm::DbErr;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::{Handlers, LONGEST, RENEWAL, daily, lease};
use crate::telemetry::count_job;

/// Does what is due, one job after the other, until nothing is or `stop` is asked for (the job
/// being done is finished first). Tells when there will be work again.
///
/// # Errors
/// When the store fails; a job that was taken is taken again when its lease ends.
pub async fn run_due(
    scope: &Scope,
    handlers: &Handlers,
    stop: &CancellationToken,
) -> Result<Option<Istante>, DbErr> {
    let known = handlers.of(scope.comune());
    // A job of a kind that is unknown here waits: a newer node, or a module enabled again.
    let tipi: Vec<&str> = known.iter().map(|h| h.tipo()).collect();
    for handler in &known {
        daily::ask(&context(scope, handlers, handler.tipo()), *handler).await?;
    }
    while !stop.is_cancelled() {
        let Some(job) = lease::take(scope, &tipi).await? else {
            break;
        };
        let Some(handler) = known.iter().find(|h| h.tipo() == job.tipo) else {
            break;
        };
        let ctx = context(scope, handlers, handler.tipo());
        run(&ctx, *handler, &job).await?;
    }
    lease::next(scope, &tipi).await
}

fn context(scope: &Scope, handlers: &Handlers, tipo: &str) -> Ctx {
    let actor = Actor::Sistema {
        lavoro: tipo.to_owned(),
    };
    scope.authenticated(actor, handlers.permissions.clone())
}

/// How a try of a job ended.
enum Outcome {
    Done,
    Failed(String),
    /// Another node holds the job now, so that it is no longer ours to end.
    Lost,
}

async fn run(ctx: &Ctx, handler: &dyn JobHandler, job: &Model) -> Result<(), DbErr> {
    let started = Instant::now();
    let span = tracing::info_span!(
        target: "campanella::lavori",
        "lavoro",
        otel.name = format!("lavoro {}", job.tipo),
        comune = %ctx.comune().id,
        lavoro = job.tipo,
        tentativo = job.tentativi,
        correlazione = ctx.correlation(),
    );
    let outcome = attempt(ctx, handler, job).instrument(span.clone()).await;
    let esito = match outcome {
        Outcome::Done if lease::done(ctx, job).await? => "fatto",
        Outcome::Failed(errore) => {
            span.in_scope(|| tracing::warn!(errore, "a job failed"));
            if lease::failed(ctx, job, &errore).await? {
                "riprova"
            } else {
                "fallito"
            }
        }
        Outcome::Done | Outcome::Lost => {
            span.in_scope(|| tracing::warn!("another node took the job over"));
            "ceduto"
        }
    };
    count_job(handler.tipo(), esito, started.elapsed());
    Ok(())
}

async fn attempt(ctx: &Ctx, handler: &dyn JobHandler, job: &Model) -> Outcome {
    // A bug in one job must not end the runner, and with it everybody's jobs.
    let work = AssertUnwindSafe(handler.run(ctx, &job.contenuto)).catch_unwind();
    tokio::select! {
        ended = timeout(LONGEST, work) => match ended {
            Ok(Ok(Ok(()))) => Outcome::Done,
            Ok(Ok(Err(error))) => Outcome::Failed(error.cause().to_string()),
            Ok(Err(_)) => Outcome::Failed("il programma si è interrotto".to_owned()),
            Err(_) => Outcome::Failed("tempo massimo superato".to_owned()),
        },
        () = lost(ctx, job) => Outcome::Lost,
    }
}

/// Renews the lease for as long as it can be.
async fn lost(scope: &Scope, job: &Model) {
    loop {
        sleep(RENEWAL).await;
        match lease::renew(scope, job).await {
            Ok(true) => {}
            Ok(false) => return,
            // The lease lasts longer than one renewal: the store may be back in time.
            Err(error) => tracing::warn!(%error, "a lease could not be renewed"),
        }
    }
}
