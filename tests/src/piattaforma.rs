//! A whole platform in the process of the test, with two comuni, without sockets.

use std::sync::Arc;

use campanella_graphql::{SchemaKind, Schemas};
use campanella_kernel::clock::{Clock, FixedClock};
use campanella_kernel::{Giorno, Istante, Scope};
use campanella_server::app::App;
use campanella_server::config::Config;
use campanella_server::rotte::rotte;
use campanella_tenants::testing::{Installazione, for_each_installazione};
use chrono::NaiveTime;
use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt, Response};

use crate::comune_di_prova::{ComuneDiProva, fonda};

/// A platform with two comuni. Their keys are the same numbers: what is of one and is asked of
/// the other would be found, were it not for the walls between them.
pub struct Piattaforma {
    /// The platform.
    pub app: Arc<App>,
    /// Its clock: eight o'clock of [`oggi`], an hour and a half before the cut-off.
    pub clock: Arc<FixedClock>,
    /// Offers the pasto bianco.
    pub montalba: ComuneDiProva,
    /// Does not.
    pub rovereta: ComuneDiProva,
    /// What it answers over HTTP.
    pub endpoint: Arc<BoxEndpoint<'static, Response>>,
}

/// Monday 23 November 2026, a day of school.
///
/// # Panics
/// Never: it is a day.
#[must_use]
pub fn oggi() -> Giorno {
    Giorno::new(2026, 11, 23).expect("a day")
}

/// `ora`:`minuto` in Italy on `giorno`.
///
/// # Panics
/// When that is no time of a day.
#[must_use]
pub fn alle(giorno: Giorno, ora: u32, minuto: u32) -> Istante {
    let ora = NaiveTime::from_hms_opt(ora, minuto, 0).expect("a time");
    Istante::da_ora_locale(giorno, ora)
}

/// Runs `test` on a platform on SQLite, then on one on PostgreSQL when
/// `CAMPANELLA_TEST_POSTGRES` names a server; everything is removed afterwards.
///
/// # Panics
/// When `test` does, or the platform cannot be made.
pub async fn in_ogni_archivio(test: impl AsyncFn(&Piattaforma)) {
    for_each_installazione(
        |_| {},
        async |installazione| {
            let piattaforma = Piattaforma::avvia(installazione).await;
            test(&piattaforma).await;
            piattaforma.app.comuni.stores().close_all().await;
        },
    )
    .await;
}

/// In the address at which the node of pagoPA calls.
pub const SEGRETO_NODO: &str = "segreto-del-nodo";

impl Piattaforma {
    async fn avvia(installazione: &Installazione) -> Self {
        let config = Config {
            dati: installazione.config.dati.clone(),
            catalogo: installazione.config.catalogo.clone(),
            segreto_nodo: Some(SEGRETO_NODO.to_owned()),
            ..Config::default()
        };
        let clock = Arc::clone(&installazione.clock);
        clock.set(alle(oggi(), 8, 0));
        let app = App::start(config, Arc::clone(&clock) as Arc<dyn Clock>)
            .await
            .expect("a platform");
        let bianco = Some(3);
        Self {
            endpoint: Arc::new(rotte(&app).map_to_response().boxed()),
            montalba: fonda(&app, "montalba", bianco).await,
            rovereta: fonda(&app, "rovereta", None).await,
            app,
            clock,
        }
    }

    /// Both comuni.
    #[must_use]
    pub fn comuni(&self) -> [&ComuneDiProva; 2] {
        [&self.montalba, &self.rovereta]
    }

    /// The platform's own scope of `comune`; let go of it before the store is to close.
    ///
    /// # Panics
    /// When the comune cannot be served.
    pub async fn scope(&self, comune: &ComuneDiProva) -> Scope {
        scope(&self.app, &comune.host).await
    }

    /// The schema of `kind` with every module.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn schema(&self, kind: SchemaKind) -> Arc<campanella_graphql::Composed> {
        intero(&self.app.schemas, kind)
    }
}

/// The schema of `kind` with every module of `schemas`.
///
/// # Panics
/// When it cannot be built.
#[must_use]
pub fn intero(schemas: &Schemas, kind: SchemaKind) -> Arc<campanella_graphql::Composed> {
    let all = schemas.module_names().map(str::to_owned).collect();
    schemas.get(kind, &all).expect("a schema")
}

pub(crate) async fn scope(app: &App, host: &str) -> Scope {
    let (comune, store) = app.ospite(host).await.expect("a comune");
    app.scope(comune, store, "prova".to_owned())
}
