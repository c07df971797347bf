//! `campanella demo`: comuni made up for looking and measuring, then served.

use std::sync::Arc;

use campanella_kernel::clock::SystemClock;
use clap::Args;

use super::servi::servi;
use super::simulatore::{self, OpzioniSimulatore};
use crate::app::App;
use crate::config::Config;
use crate::demo::{self, Opzioni};
use crate::telemetry::{self, TelemetrySettings};

/// In the address of the station: only the simulator on this machine calls it.
const SEGRETO_NODO: &str = "dimostrazione";

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
    /// Porta del simulatore di pagoPA; se non è indicata, dieci dopo quella del portale.
    #[arg(long)]
    porta_pagopa: Option<u16>,
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
    let pagopa = opzioni
        .porta_pagopa
        .unwrap_or(opzioni.porta.saturating_add(10));
    let servizio = |percorso: &str| Some(format!("http://127.0.0.1:{pagopa}/{percorso}"));
    config.checkout = servizio("checkout/ec/v2");
    config.flussi = servizio("fdr");
    config.ricevute = servizio("bizevents");
    config.segreto_nodo = Some(SEGRETO_NODO.to_owned());
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
        let stazione = format!(
            "http://127.0.0.1:{}/pagopa/{SEGRETO_NODO}/paForNode",
            opzioni.porta
        );
        let nodo = OpzioniSimulatore::della_dimostrazione(pagopa, stazione);
        let simulatore = tokio::spawn(simulatore::apri(nodo).await?);
        servi(app).await?;
        simulatore.await??;
    }
    telemetry.shutdown().await;
    Ok(())
}
