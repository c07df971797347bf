//! The platform put together: what every request and every job draws on.

use std::sync::Arc;

use anyhow::Context as _;
use campanella_graphql::{Schemas, Sito};
use campanella_kernel::bus::{Bus, LocalBus};
use campanella_kernel::clock::Clock;
use campanella_kernel::comune::CatalogoImpostazioni;
use campanella_kernel::ctx::{Client, JobWaker, ScopeParts, Services};
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::{Comune, Istante, Module, Scope};
use campanella_plugins_host::{Host, Regole};
use campanella_tenants::{Comuni, StoreError};
use sea_orm::DatabaseConnection;

use crate::config::Config;
use crate::lavori::Handlers;
use crate::moduli;
use crate::posta::Posta;
use crate::redis_bus::RedisBus;
use crate::servizi_pagopa;

/// The platform. One per process.
pub struct App {
    /// How it is to run.
    pub config: Config,
    /// The comuni and their stores.
    pub comuni: Comuni,
    /// The GraphQL schemas.
    pub schemas: Arc<Schemas>,
    /// E-mail.
    pub posta: Arc<Posta>,
    /// Who does which jobs.
    pub handlers: Handlers,
    /// Redis, when configured.
    pub redis: Option<Arc<RedisBus>>,
    bus: Arc<dyn Bus>,
    clock: Arc<dyn Clock>,
    services: Arc<Services>,
    /// The regulations.
    pub regole: Regole,
    waker: Arc<dyn JobWaker>,
}

impl App {
    /// Puts the platform together as `config` says, on the time of `clock`.
    ///
    /// # Errors
    /// When something that the configuration names cannot be used.
    pub async fn start(config: Config, clock: Arc<dyn Clock>) -> anyhow::Result<Arc<Self>> {
        std::fs::create_dir_all(&config.dati)
            .with_context(|| format!("la cartella {} non si crea", config.dati.display()))?;
        let redis = match &config.redis {
            Some(url) => Some(Arc::new(
                RedisBus::start(url).context("l'indirizzo di Redis non è utilizzabile")?,
            )),
            None => None,
        };
        let bus: Arc<dyn Bus> = match &redis {
            Some(redis) => Arc::clone(redis) as Arc<dyn Bus>,
            None => Arc::new(LocalBus::default()),
        };
        let comuni = Comuni::open(config.tenants(), Arc::clone(&clock), Arc::clone(&bus))
            .await
            .context("il catalogo dei comuni non si apre")?;
        let posta = Arc::new(Posta::new(
            &config.mittente,
            config.smtp.as_deref(),
            &config.dati,
        )?);
        let cache = config.dati.join("regole");
        let regole = Regole::new(Host::nuovo(Some(&cache)).context("il motore delle regole")?);
        let sito = Sito {
            sviluppo: config.sviluppo,
            posta_locale: (config.sviluppo && posta.casella().is_some())
                .then(|| "/posta-locale".to_owned()),
        };
        let (checkout, riscontri) = servizi_pagopa::servizi(&config)?;
        let all = moduli::tutti();
        let handlers = handlers(&posta, &all);
        let ascoltatori = Ascoltatori::di(&all);
        let schemas = Arc::new(Schemas::new(all).await?);
        let waker = Arc::new(Waker(comuni.clone()));
        let catalogo: Arc<dyn CatalogoImpostazioni> = Arc::new(comuni.clone());
        let services = Services::default()
            .with(regole.clone())
            .with(sito)
            .with(catalogo)
            .with(ascoltatori)
            .with(checkout)
            .with(riscontri)
            .with(moduli::vincoli());
        Ok(Arc::new(Self {
            config,
            comuni,
            schemas,
            posta,
            handlers,
            redis,
            bus,
            clock,
            services: Arc::new(services),
            regole,
            waker,
        }))
    }

    /// The comune that answers on `host`, and its store.
    ///
    /// # Errors
    /// When there is none, or it cannot be served.
    pub async fn ospite(
        &self,
        host: &str,
    ) -> Result<(Arc<Comune>, DatabaseConnection), StoreError> {
        let comune = self.comuni.comune_di(host).await?;
        self.comuni.stores().open(&comune.id).await
    }

    /// The parts of a scope of `comune`.
    #[must_use]
    pub fn parts(
        &self,
        comune: Arc<Comune>,
        store: DatabaseConnection,
        correlation: String,
        client: Client,
    ) -> ScopeParts {
        ScopeParts {
            comune,
            store,
            clock: Arc::clone(&self.clock),
            bus: Arc::clone(&self.bus),
            waker: Arc::clone(&self.waker),
            services: Arc::clone(&self.services),
            correlation,
            client,
        }
    }

    /// A scope of `comune` for the platform's own work, named `correlation` in logs.
    #[must_use]
    pub fn scope(
        &self,
        comune: Arc<Comune>,
        store: DatabaseConnection,
        correlation: String,
    ) -> Scope {
        Scope::new(self.parts(comune, store, correlation, Client::default()))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Istante {
        self.clock.now()
    }
}

fn handlers(posta: &Arc<Posta>, all: &[Arc<dyn Module>]) -> Handlers {
    let permissions = Arc::new(moduli::ogni_permesso(all));
    let own = Arc::clone(posta) as Arc<dyn campanella_kernel::jobs::JobHandler>;
    Handlers::new(vec![own], all, permissions)
}

/// Writes wake-ups into the catalog. A hint that is lost is made up for by the next one, or by
/// the daily round.
struct Waker(Comuni);

impl JobWaker for Waker {
    fn wake(&self, comune: &Comune, at: Istante) {
        let (sveglie, id) = (self.0.sveglie(), comune.id.clone());
        tokio::spawn(async move {
            if let Err(cause) = sveglie.wake(&id, at).await {
                tracing::error!(comune = %id, %cause, "a wake-up could not be noted");
            }
        });
    }
}
