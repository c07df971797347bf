//! What happened in a module, told to those that listen: written in the transaction in which it
//! happened, delivered after the commit, at least once, in no certain order.
//!
//! An event becomes a job for each listener among the modules that the comune has enabled: it
//! survives a kill as jobs do. Who tells does not know who listens. What an event carries is in
//! a file of its own, such as [`crate::consumi`].

use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use serde::Serialize;

use crate::jobs::{NewJob, enqueue};
use crate::{Ctx, InternalError, Module};

/// An event that a module wants to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ascolto {
    /// Name of the event, e.g. `consumi_registrati`.
    pub evento: &'static str,
    /// Kind of the job of that module that takes it in; its content is that of the event.
    pub lavoro: &'static str,
}

/// Who listens to what: a service of the platform, put together once.
#[derive(Debug, Clone, Default)]
pub struct Ascoltatori(Vec<(&'static str, Ascolto)>);

impl Ascoltatori {
    /// Those of `moduli`.
    #[must_use]
    pub fn di(moduli: &[Arc<dyn Module>]) -> Self {
        let of_module = |m: &Arc<dyn Module>| {
            let modulo = m.name();
            m.ascolta().iter().map(move |a| (modulo, *a))
        };
        Self(moduli.iter().flat_map(of_module).collect())
    }
}

/// Tells of `evento` within the transaction `tx` in which it happened; `chiave` names it among
/// those of its name, so that telling twice is harmless. After the commit call
/// [`wake_jobs`](crate::Scope::wake_jobs).
///
/// # Errors
/// When the store refuses: the act must then fail too.
pub async fn annuncia(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    evento: &'static str,
    chiave: &str,
    contenuto: &impl Serialize,
) -> Result<(), InternalError> {
    let listening = &ctx.service::<Ascoltatori>()?.0;
    for (modulo, ascolto) in listening {
        if ascolto.evento != evento || !ctx.comune().moduli.contains(*modulo) {
            continue;
        }
        let job = NewJob {
            tipo: ascolto.lavoro,
            chiave: format!("{}:{chiave}", ascolto.lavoro),
            contenuto: serde_json::to_value(contenuto)?,
            da_eseguire: ctx.now(),
        };
        enqueue(ctx, tx, job).await?;
    }
    Ok(())
}
