//! A whole installation for a test: a catalog, a data folder, a clock to move.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use campanella_kernel::bus::{Bus, LocalBus};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::{Giorno, Istante};
use campanella_migrations::STORE;
use chrono::NaiveTime;
use futures_util::FutureExt;

use super::{servers, unique_name};
use crate::connect::{Place, Pool, connect};
use crate::{Comuni, Config, NomeHost, NuovoComune, template};

/// An installation without comuni.
pub struct Installazione {
    /// How it is configured; a test may change a copy and open it once more: a second node.
    pub config: Config,
    /// Its comuni.
    pub comuni: Comuni,
    /// Its clock: noon of Monday 23 November 2026.
    pub clock: Arc<FixedClock>,
    /// Its bus.
    pub bus: Arc<dyn Bus>,
}

/// Runs `test` on an installation on SQLite, then on one on PostgreSQL when
/// `CAMPANELLA_TEST_POSTGRES` names a server; `configure` may change the limits. Everything is
/// removed afterwards, also after a panic.
///
/// # Panics
/// When `test` does, or the installation cannot be made.
pub async fn for_each_installazione(
    configure: impl Fn(&mut Config),
    test: impl AsyncFn(&Installazione),
) {
    for server in servers() {
        with_installazione(server.as_deref(), &configure, &test).await;
    }
}

/// Runs `test` on an installation on `server` (`None` is SQLite), as [`for_each_installazione`].
///
/// # Panics
/// When `test` does, or the installation cannot be made.
pub async fn with_installazione(
    server: Option<&str>,
    configure: &impl Fn(&mut Config),
    test: impl AsyncFn(&Installazione),
) {
    let name = unique_name();
    let cartella = std::env::temp_dir().join(&name);
    let mut config = Config::embedded(cartella.clone(), &["anagrafe", "refezione"]);
    if let Some(server) = server {
        template::empty_database(server, &name)
            .await
            .expect("a database");
        config.catalogo = Some(with_database(server, &name));
    }
    configure(&mut config);
    let outcome = AssertUnwindSafe(async {
        let installazione = Installazione::open(config).await;
        test(&installazione).await;
        installazione.comuni.close().await;
    })
    .catch_unwind()
    .await;
    remove(server, &name, cartella).await;
    outcome.unwrap_or_else(|panic| resume_unwind(panic));
}

impl Installazione {
    async fn open(config: Config) -> Self {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("noon");
        let monday = Giorno::new(2026, 11, 23).expect("a day");
        let clock = Arc::new(FixedClock::new(Istante::da_ora_locale(monday, noon)));
        let bus: Arc<dyn Bus> = Arc::new(LocalBus::default());
        let comuni = Comuni::open(config.clone(), clock.clone(), Arc::clone(&bus))
            .await
            .expect("a catalog");
        Self {
            config,
            comuni,
            clock,
            bus,
        }
    }
}

/// A comune `id` that answers on `<id>.localhost`, with the first module of the configuration.
///
/// # Panics
/// When `id` is not a short name.
#[must_use]
pub fn nuovo_comune(id: &str) -> NuovoComune {
    let comune = campanella_kernel::testing::comune(id, &["anagrafe"]);
    NuovoComune {
        host: vec![NomeHost::parse(&format!("{id}.localhost")).expect("a host")],
        id: comune.id,
        impostazioni: comune.impostazioni,
        moduli: comune.moduli,
    }
}

/// The address of the database `name` on the server of `url`.
fn with_database(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("an address with a database");
    format!("{server}/{name}")
}

async fn remove(server: Option<&str>, name: &str, cartella: PathBuf) {
    if cartella.exists() {
        tokio::fs::remove_dir_all(cartella).await.expect("removed");
    }
    let Some(server) = server else {
        return;
    };
    let admin = connect(&Place::server(server), &Pool::of(1, STORE))
        .await
        .expect("the server");
    // The catalog's database and those of its comuni have names that begin alike.
    for database in template::named_like(&admin, name).await.expect("a list") {
        template::drop_database(&admin, &database)
            .await
            .expect("dropped");
    }
    admin.close().await.expect("closed");
}
