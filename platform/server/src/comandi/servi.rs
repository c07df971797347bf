//! `campanella servi`: serves the comuni until it is told to stop.

use std::sync::Arc;

use anyhow::Context as _;
use campanella_kernel::clock::SystemClock;
use campanella_plugins_host::Regole;
use poem::Server;
use poem::listener::{Acceptor, Listener, TcpListener};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::config::Config;
use crate::rotte::rotte;
use crate::telemetry::{self, TelemetrySettings};
use crate::{lavori, telemetry::observe_open_stores};

/// How long requests may take to end once the server stops.
const GRACE: std::time::Duration = std::time::Duration::from_secs(20);

/// Serves with the configuration of the process.
///
/// # Errors
/// When the server cannot start.
pub async fn esegui() -> anyhow::Result<()> {
    let config = Config::load()?;
    let telemetry = telemetry::start(&TelemetrySettings {
        json_logs: !config.sviluppo,
        log: std::env::var("CAMPANELLA_LOG").ok(),
        otlp: config.otlp.clone(),
        sampling: config.campionamento(),
    })?;
    let app = App::start(config, Arc::new(SystemClock)).await?;
    let served = servi(app).await;
    telemetry.shutdown().await;
    served
}

/// Serves `app`, and does its jobs, until an interrupt or a termination signal.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn servi(app: Arc<App>) -> anyhow::Result<()> {
    let address = &app.config.indirizzo;
    let acceptor = TcpListener::bind(address.clone())
        .into_acceptor()
        .await
        .with_context(|| format!("non si può ascoltare su {address}"))?;
    let bound = acceptor
        .local_addr()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    tracing::info!("in ascolto su {bound}");
    let stores = app.comuni.stores().clone();
    observe_open_stores(move || u64::try_from(stores.aperti()).unwrap_or(u64::MAX));
    if app.config.prepara_regole {
        tokio::spawn(prepara_regole(app.regole.clone()));
    }
    let stop = CancellationToken::new();
    let jobs = tokio::spawn(lavori::corri(Arc::clone(&app), stop.clone()));
    let stopping = stop.clone();
    Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(
            rotte(&app),
            async move {
                asked_to_stop().await;
                stopping.cancel();
            },
            Some(GRACE),
        )
        .await?;
    stop.cancel();
    jobs.await?;
    app.comuni.stores().close_all().await;
    Ok(())
}

/// Compiles the shipped rules while requests are served already; one that is asked earlier is
/// compiled by whoever asks.
async fn prepara_regole(regole: Regole) {
    if let Err(causa) = regole.spedite().await {
        tracing::error!(%causa, "the shipped rules cannot be prepared");
    }
}

/// Waits for an interrupt or a termination signal.
pub(super) async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}
