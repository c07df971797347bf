//! Long work whose job was given up goes on.

use campanella_kernel::jobs::{NewJob, enqueue, waiting};
use campanella_kernel::{Ctx, InternalError};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

/// The jobs of a kind that wait, or are being done.
pub(crate) struct InAttesa(Vec<String>);

impl InAttesa {
    /// Those of `tipo`.
    pub(crate) async fn di(db: &impl ConnectionTrait, tipo: &str) -> Result<Self, DbErr> {
        Ok(Self(waiting(db, tipo).await?))
    }

    /// Whether there is none of the work whose keys begin with `prefisso`: it was given up.
    pub(crate) fn manca(&self, prefisso: &str) -> bool {
        !self.0.iter().any(|chiave| chiave.starts_with(prefisso))
    }
}

/// Goes on with long work whose job was given up: each time that a server dies during a job counts
/// as a try. `prefisso` begins the keys of its jobs. False when it goes on by itself.
///
/// # Errors
/// When the store fails.
pub(crate) async fn riprendi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    prefisso: &str,
    prossimo: NewJob<'_>,
) -> Result<bool, InternalError> {
    if !InAttesa::di(tx, prossimo.tipo).await?.manca(prefisso) {
        return Ok(false);
    }
    // The key of the one that was given up is taken.
    let chiave = format!("{}:ripresa:{}", prossimo.chiave, ctx.now());
    Ok(enqueue(ctx, tx, NewJob { chiave, ..prossimo }).await?)
}
