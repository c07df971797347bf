//! A comune as the vendor opens it from a terminal, to look at what its regulations did or would
//! do. Each time leaves a row in the vendor's log and in that of the comune: what is looked at is the
//! data of families.

use std::sync::Arc;

use anyhow::Context as _;
use campanella_kernel::clock::SystemClock;
use campanella_kernel::{Actor, ComuneId, Ctx, PermissionSet, PlessoScope, audit};
use campanella_plugins_host::GESTISCI;
use clap::Args;
use serde_json::Value;

use crate::app::App;
use crate::config::Config;

/// Who acts, for the vendor's log.
pub(super) const CHI: &str = "riga di comando";

/// Which comune.
#[derive(Debug, Args)]
pub struct Quale {
    /// Il comune, nel catalogo della configurazione.
    #[arg(long, value_parser = ComuneId::parse)]
    comune: ComuneId,
}

/// The platform of the configuration.
pub(super) async fn piattaforma() -> anyhow::Result<Arc<App>> {
    App::start(Config::load()?, Arc::new(SystemClock)).await
}

impl Quale {
    /// Opens the comune, and notes why.
    pub(super) async fn apri(
        &self,
        app: &App,
        azione: &str,
        dettaglio: Value,
    ) -> anyhow::Result<Ctx> {
        let aperto = app.comuni.stores().open(&self.comune).await;
        let (comune, store) = aperto.with_context(|| format!("«{}» non si apre", self.comune))?;
        let mut permessi = PermissionSet::nessuno();
        permessi.concedi(GESTISCI, PlessoScope::Tutti);
        let attore = Actor::Sistema {
            lavoro: CHI.to_owned(),
        };
        let scope = app.scope(comune, store, CHI.to_owned());
        let ctx = scope.authenticated(attore, Arc::new(permessi));
        app.comuni
            .registra(&self.comune, azione, CHI, dettaglio.clone())
            .await?;
        audit::record(&ctx, ctx.db(), azione, "regolamento", None, dettaglio).await?;
        Ok(ctx)
    }
}
