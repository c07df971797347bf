//! Work that follows when a comune says how a service is paid.

use campanella_kernel::jobs::{NewJob, enqueue};
use campanella_kernel::{AnnoScolastico, Ctx, InternalError, Istante, Servizio};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

/// Kind of the job that charges what was consumed before the comune said how it is paid.
pub(crate) const ADDEBITA: &str = "pagamenti.addebita";
/// Kind of the job that carries credit over to the account of another school year.
pub(crate) const RIPORTA: &str = "pagamenti.riporta";

/// A service in a school year, whose way of being paid was said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DaAddebitare {
    pub(crate) servizio: Servizio,
    pub(crate) anno: AnnoScolastico,
}

impl DaAddebitare {
    /// Asks for a job of `tipo` about it, once for each `chiave`.
    pub(crate) async fn chiedi(
        &self,
        ctx: &Ctx,
        tx: &DatabaseTransaction,
        (tipo, chiave): (&'static str, String),
        da_eseguire: Istante,
    ) -> Result<(), InternalError> {
        let lavoro = NewJob {
            tipo,
            chiave: format!("{tipo}:{chiave}"),
            contenuto: serde_json::to_value(self)?,
            da_eseguire,
        };
        enqueue(ctx, tx, lavoro).await?;
        Ok(())
    }
}
