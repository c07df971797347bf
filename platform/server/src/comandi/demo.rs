//! `campanella demo`: comuni made up for looking and measuring, then served.

use std::sync::Arc;

use campanella_kernel::clock::SystemClock;
use clap::Args;

use super::servi::servi;
use crate::app::App;
use crate::config::Config;
use crate::demo::{self, Opzioni};
use crate::telemetry::{self, TelemetrySettings};

/// Options of the demonstration.
#[derive(Debug, Args)]
pub struct OpzioniDemo {
    /// Quanti piccoli comuni creare per le misure, invece dei tre della dimostrazione.
    #[arg(long)]
    comuni: Option<u32>,
    /// Quanti bambini in ciascuno di essi.
    #[arg(long, default_value_t = 300)]
    bambini: u32,
    /// Porta su cui rispondere.
    #[arg(long, default_value_t = 8460)]
    porta: u16,
    /// Ricrea i dati da capo.
    #[arg(long)]
    da_capo: bool,
    /// Prepara i dati e termina, senza servirli.
    #[arg(long)]
    solo_dati: bool,
}

/// Prepares the demonstration and serves it.
///
/// # Errors
/// When the data cannot be made or the port is taken.
pub async fn esegui(opzioni: OpzioniDemo) -> anyhow::Result<()> {
    let mut config = Config::load()?;
    config.sviluppo = true;
    config.indirizzo = format!("127.0.0.1:{}", opzioni.porta);
    let telemetry = telemetry::start(&TelemetrySettings {
        json_logs: false,
        log: Some(std::env::var("CAMPANELLA_LOG").unwrap_or_else(|_| "warn".to_owned())),
        otlp: config.otlp.clone(),
        sampling: config.campionamento(),
    })?;
    let app = App::start(config, Arc::new(SystemClock)).await?;
    let what = Opzioni {
        misura: opzioni.comuni.map(|n| (n, opzioni.bambini)),
        da_capo: opzioni.da_capo,
        seme: demo::SEME,
        porta: opzioni.porta,
    };
    let report = demo::prepara(&app, &what).await?;
    println!("{report}");
    if !opzioni.solo_dati {
        servi(app).await?;
    }
    telemetry.shutdown().await;
    Ok(())
}
