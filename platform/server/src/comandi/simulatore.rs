//! `campanella simulatore-pagopa`: a node of pagoPA and its payers, to try payments without any.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use campanella_kernel::clock::SystemClock;
use campanella_pagopa::cliente::Collegamento;
use campanella_simulatore::Nodo;
use clap::Args;
use poem::listener::{Listener, TcpListener};

use super::servi::asked_to_stop;
use crate::demo;

/// How long the station may take to answer: the real node waits about as long.
const TEMPO: Duration = Duration::from_secs(10);

/// Options of the simulator.
#[derive(Debug, Args)]
pub struct OpzioniSimulatore {
    /// Porta su cui rispondere.
    #[arg(long, default_value_t = 8470)]
    porta: u16,
    /// Indirizzo della stazione (paForNode) da chiamare.
    #[arg(
        long,
        default_value = "http://127.0.0.1:8460/pagopa/dimostrazione/paForNode"
    )]
    stazione: String,
    /// Codice fiscale dell'intermediario della stazione.
    #[arg(long, default_value = demo::INTERMEDIARIO)]
    intermediario: String,
    /// Identificativo della stazione.
    #[arg(long, default_value = demo::STAZIONE)]
    id_stazione: String,
}

impl OpzioniSimulatore {
    /// A node before the station of the demonstration, at that address.
    pub(super) fn della_dimostrazione(porta: u16, stazione: String) -> Self {
        Self {
            porta,
            stazione,
            intermediario: demo::INTERMEDIARIO.to_owned(),
            id_stazione: demo::STAZIONE.to_owned(),
        }
    }
}

/// Serves the simulator until an interrupt or a termination signal.
///
/// # Errors
/// When the port is taken or an option does not fit into a message.
pub async fn esegui(opzioni: OpzioniSimulatore) -> anyhow::Result<()> {
    apri(opzioni).await?.await
}

/// Opens the port; what is returned serves the simulator until it is told to stop.
///
/// # Errors
/// When the port is taken or an option does not fit into a message.
pub(super) async fn apri(
    opzioni: OpzioniSimulatore,
) -> anyhow::Result<impl Future<Output = anyhow::Result<()>> + Send + 'static> {
    let stazione = Collegamento::new(&opzioni.stazione, None, TEMPO)?;
    let nodo = Nodo::new(
        Box::new(stazione),
        &opzioni.intermediario,
        &opzioni.id_stazione,
        Arc::new(SystemClock),
    )?;
    let address = format!("127.0.0.1:{}", opzioni.porta);
    let acceptor = TcpListener::bind(address.clone())
        .into_acceptor()
        .await
        .with_context(|| format!("non si può ascoltare su {address}"))?;
    println!(
        "simulatore di pagoPA: http://{address} (stazione: {})",
        opzioni.stazione
    );
    Ok(async move {
        campanella_simulatore::servi(Arc::new(nodo), acceptor, asked_to_stop()).await?;
        Ok(())
    })
}
