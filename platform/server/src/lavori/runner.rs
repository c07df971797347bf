//! Goes from comune to comune, where the catalog says that there is work.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use campanella_kernel::{ComuneId, Istante};
use campanella_tenants::{Stato, Sveglia};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::run::run_due;
use crate::app::App;

/// Comuni that are worked for at the same time: their stores compete with those of the requests.
const AT_ONCE: usize = 4;

/// How often the catalog is asked for work.
const ROUND: Duration = Duration::from_secs(1);

/// Rounds between two looks for comuni that this node has not visited yet.
const ROUNDS_OF_CENSUS: u32 = 60;

/// After so many seconds a comune whose store failed is tried again.
const AFTER_FAILURE: i64 = 60;

/// Does the jobs of every comune until `stop`; a job that is being done is done to its end.
pub async fn corri(app: Arc<App>, stop: CancellationToken) {
    let mut known = HashSet::new();
    let mut visits = Visits::default();
    let mut round = 0;
    while !stop.is_cancelled() {
        if round % ROUNDS_OF_CENSUS == 0 {
            census(&app, &mut known).await;
        }
        round = round.wrapping_add(1);
        for sveglia in due(&app, &visits).await {
            visits.begin(&app, sveglia, &stop);
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = sleep(ROUND) => {}
        }
        visits.gather();
    }
    visits.end().await;
}

/// Visits each comune once in the life of a node: a node that was killed between a commit and its
/// wake-up left a job of which the catalog knows nothing, and a new comune has none yet.
async fn census(app: &App, known: &mut HashSet<ComuneId>) {
    let comuni = match app.comuni.elenco().await {
        Ok(comuni) => comuni,
        Err(error) => return tracing::warn!(%error, "the catalog cannot be read"),
    };
    let served = comuni.into_iter().filter(|c| c.stato == Stato::Attivo);
    for id in served.map(|c| c.id) {
        if known.contains(&id) {
            continue;
        }
        match app.comuni.sveglie().wake(&id, app.now()).await {
            Ok(()) => drop(known.insert(id)),
            Err(error) => return tracing::warn!(%error, "a wake-up could not be noted"),
        }
    }
}

/// Comuni with work that nobody here is at, no more than can be visited.
async fn due(app: &App, visits: &Visits) -> Vec<Sveglia> {
    let free = AT_ONCE.saturating_sub(visits.running.len());
    if free == 0 {
        return Vec::new();
    }
    // Those that are being visited may be the first of the list.
    let due = app
        .comuni
        .sveglie()
        .due(app.now(), 2 * AT_ONCE as u64)
        .await;
    let mut due = due.unwrap_or_else(|error| {
        tracing::warn!(%error, "the catalog cannot be read");
        Vec::new()
    });
    due.retain(|sveglia| !visits.of.contains(&sveglia.comune));
    due.truncate(free);
    due
}

/// The visits that are going on.
#[derive(Default)]
struct Visits {
    running: JoinSet<ComuneId>,
    of: HashSet<ComuneId>,
}

impl Visits {
    fn begin(&mut self, app: &Arc<App>, sveglia: Sveglia, stop: &CancellationToken) {
        self.of.insert(sveglia.comune.clone());
        let (app, stop) = (Arc::clone(app), stop.clone());
        self.running.spawn(async move {
            visit(&app, &sveglia, &stop).await;
            sveglia.comune
        });
    }

    fn gather(&mut self) {
        while let Some(ended) = self.running.try_join_next() {
            match ended {
                Ok(id) => drop(self.of.remove(&id)),
                // Which one is not told; the others are at most visited twice at once.
                Err(error) => {
                    tracing::error!(%error, "a visit broke off");
                    self.of.clear();
                }
            }
        }
    }

    async fn end(mut self) {
        while self.running.join_next().await.is_some() {}
    }
}

async fn visit(app: &App, sveglia: &Sveglia, stop: &CancellationToken) {
    let next = match work(app, &sveglia.comune, stop).await {
        Ok(next) => next,
        Err(error) => {
            tracing::warn!(comune = %sveglia.comune, %error, "its jobs must wait");
            Some(app.now().piu_secondi(AFTER_FAILURE))
        }
    };
    if let Err(error) = app.comuni.sveglie().reschedule(sveglia, next).await {
        tracing::warn!(comune = %sveglia.comune, %error, "a wake-up could not be noted");
    }
}

async fn work(
    app: &App,
    comune: &ComuneId,
    stop: &CancellationToken,
) -> anyhow::Result<Option<Istante>> {
    let (comune, store) = app.comuni.stores().open(comune).await?;
    let correlation = format!("{:032x}", rand::random::<u128>());
    let scope = app.scope(comune, store, correlation);
    Ok(run_due(&scope, &app.handlers, stop).await?)
}

#[cfg(test)]
mod tests;
