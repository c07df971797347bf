//! What the nodes of a test stand on: a catalog, the store of one comune, a folder.

use std::sync::Arc;

use campanella_kernel::Giorno;
use campanella_kernel::clock::{Clock, SystemClock};
use campanella_server::app::App;
use campanella_server::config::Config;
use campanella_tenants::testing::{Installazione, servers, with_installazione};
use campanella_tests::comune_di_prova::{ComuneDiProva, fonda_oggi};
use futures_util::future::join_all;
use serde_json::Value;

use super::programma::Ambiente;

/// The server on which hints between nodes are tested.
pub const REDIS: &str = "CAMPANELLA_TEST_REDIS";

/// An installation on the machine's own clock, with one comune.
pub struct Impianto {
    /// The platform in the process of the test, which makes things and looks at them. It does no
    /// jobs and hears no hints.
    pub app: Arc<App>,
    pub comune: ComuneDiProva,
    /// What a node of it is told.
    pub ambiente: Ambiente,
}

impl Impianto {
    async fn nuovo(installazione: &Installazione, prenotazione: Value) -> Self {
        let config = Config {
            dati: installazione.config.dati.clone(),
            catalogo: installazione.config.catalogo.clone(),
            ..Config::default()
        };
        let mut ambiente = Ambiente {
            dati: config.dati.clone(),
            variabili: Vec::new(),
        };
        if let Some(catalogo) = &config.catalogo {
            ambiente = ambiente.con("CAMPANELLA_CATALOGO", catalogo);
        }
        let app = App::start(config, Arc::new(SystemClock)).await;
        let app = app.expect("a platform");
        Self {
            comune: fonda_oggi(&app, "montalba", prenotazione).await,
            app,
            ambiente,
        }
    }

    /// True when its stores are on PostgreSQL.
    pub fn su_postgres(&self) -> bool {
        self.app.config.catalogo.is_some()
    }
}

/// Today, by the machine's own clock.
pub fn oggi() -> Giorno {
    SystemClock.now().giorno()
}

/// Runs `test` on SQLite, then on PostgreSQL when a server is named, with a booking rule of these
/// parameters.
pub async fn in_ogni_impianto(prenotazione: Value, test: impl AsyncFn(&Impianto)) {
    for server in servers() {
        in_impianto(server, &prenotazione, &test).await;
    }
}

/// The same on all of them at once: for a test that waits.
pub async fn in_ogni_impianto_insieme(prenotazione: Value, test: impl AsyncFn(&Impianto)) {
    let all = servers().into_iter();
    join_all(all.map(|server| in_impianto(server, &prenotazione, &test))).await;
}

async fn in_impianto(server: Option<String>, prenotazione: &Value, test: &impl AsyncFn(&Impianto)) {
    with_installazione(server.as_deref(), &|_| {}, async |installazione| {
        let impianto = Impianto::nuovo(installazione, prenotazione.clone()).await;
        test(&impianto).await;
        impianto.app.comuni.stores().close_all().await;
    })
    .await;
}
