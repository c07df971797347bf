//! The server killed at random moments while families top up and pay, receipts come in and bills
//! are run: in the end no cent is lost or doubled, no notice number is used twice or lost, and
//! every run was finished.

mod archivio;
mod famiglie;
mod ufficio;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use campanella_kernel::clock::{Clock, SystemClock};
use campanella_pagopa::CodiceFiscaleEnte;
use campanella_pagopa::cliente::Collegamento;
use campanella_simulatore::{Consegna, Nodo};
use clap::Args;
use futures_util::future::join_all;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tokio::time::{sleep, timeout};

use crate::Bench;
use crate::famiglie::Portale;
use crate::figure::Figure;
use crate::installation::{Installation, Stores, comune, host};
use crate::postgres::Postgres;
use crate::server::Server;
use archivio::Archivio;
use famiglie::Famiglie;
use ufficio::Ufficio;

/// How often the server is killed.
#[derive(Debug, Args)]
pub struct Options {
    /// Kills on each kind of store.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    volte: u32,
    /// Milliseconds that the server lives at most.
    #[arg(long, default_value_t = 1_800, value_parser = clap::value_parser!(u64).range(200..))]
    vita: u64,
    /// Seed of the moments and of how the node behaves.
    #[arg(long, default_value_t = 1)]
    seme: u64,
}

/// Children of the comune.
const BAMBINI: u32 = 200;
/// Who pays at once.
const INSIEME: usize = 4;
/// Milliseconds that the server lives at least.
const VITA: u64 = 100;
/// The secret in the address of the station.
const SEGRETO: &str = "guasti";
/// How long what was interrupted may take to be done in the end: a job that a dead server held is
/// taken up when its lease ends.
const FINE: Duration = Duration::from_secs(300);

/// Kills the server, and prints what came through it.
pub async fn misura(bench: &Bench, options: &Options) -> Result<()> {
    let postgres = Postgres::connect(&bench.postgres).await?;
    campagna(bench, options, Stores::Sqlite).await?;
    campagna(bench, options, Stores::Postgres(&postgres)).await
}

async fn campagna(bench: &Bench, options: &Options, stores: Stores<'_>) -> Result<()> {
    let nome = match stores {
        Stores::Sqlite => "SQLite",
        Stores::Postgres(_) => "PostgreSQL",
    };
    eprintln!("  {nome}: {} kills", options.volte);
    let mut installation = Installation::new(&bench.campanella, stores, "bench_guasti").await?;
    installation.set("CAMPANELLA_SEGRETO_NODO", SEGRETO);
    installation.populate(1, BAMBINI).await?;
    let url = match stores {
        Stores::Sqlite => {
            let file = format!("comuni/{}.db", comune(1));
            format!("sqlite:{}", installation.folder().join(file).display())
        }
        Stores::Postgres(server) => server.url_of(&installation.database(&comune(1))?)?,
    };
    let archivio = Archivio::apri(&url).await?;
    let giorni = archivio.prepara().await?;
    let (tutori, contabile) = (
        archivio.tutori().await?,
        archivio.con_ruolo("contabile").await?,
    );
    let amministratore = archivio.con_ruolo("amministratore").await?;
    archivio.chiudi().await?;

    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
    let servi = || Server::start_at(installation.command(&["servi"]), address);
    let server = servi().await?;
    let portale = Portale::new()?;
    eprintln!("  logging in");
    let ente = Ufficio::accedi(&server, &host(1), &amministratore).await?;
    let ente = CodiceFiscaleEnte::parse(&ente.codice_fiscale(&server).await?)?;
    let nodo = nodo(address)?;
    let mut ufficio = Ufficio::accedi(&server, &host(1), &contabile).await?;
    let famiglie = Famiglie::accedi(&server, &portale, &host(1), &tutori, ente).await?;
    server.stop().await?;

    let mut caso = StdRng::seed_from_u64(options.seme);
    let inizio = Instant::now();
    for volta in 1..=options.volte {
        let server = servi().await?;
        let vita = Duration::from_millis(caso.random_range(VITA..options.vita));
        let lavoro = async {
            let mut paganti = famiglie.paganti(INSIEME, caso.random());
            let paganti = paganti.iter_mut().map(|p| p.paga(&server, &nodo));
            tokio::join!(join_all(paganti), ufficio.emetti(&server, &giorni));
        };
        // The work never ends by itself; what it was doing is cut with the server.
        let _ = timeout(vita, lavoro).await;
        server.stop().await?;
        let archivio = Archivio::apri(&url).await?;
        archivio.libera_i_lavori().await?;
        archivio.chiudi().await?;
        if volta % 20 == 0 {
            let pagati = nodo.ricevute().len();
            eprintln!("  {volta} kills, {pagati} payments, {:?}", inizio.elapsed());
        }
    }
    concludi(&servi().await?, &nodo, &mut ufficio).await?;
    let archivio = Archivio::apri(&url).await?;
    let esito = archivio.controlla(&nodo).await?;
    archivio.chiudi().await?;
    Figure::count(&format!("{nome}: kills"), u64::from(options.volte)).print();
    Figure::count(
        &format!("{nome}: payments that came through"),
        esito.pagamenti,
    )
    .print();
    Figure::count(&format!("{nome}: bill runs finished"), esito.emissioni).print();
    Figure::count(&format!("{nome}: anomalies"), esito.anomalie)
        .at_most(0)
        .print();
    Ok(())
}

fn nodo(address: SocketAddr) -> Result<Nodo> {
    let url = format!("http://{address}/pagopa/{SEGRETO}/paForNode");
    let stazione = Collegamento::new(&url, None, Duration::from_secs(5))?;
    let orologio = Arc::new(SystemClock) as Arc<dyn Clock>;
    let nodo = Nodo::new(
        Box::new(stazione),
        archivio::INTERMEDIARIO,
        archivio::STAZIONE,
        orologio,
    );
    nodo.context("ids that fit")
}

/// Lets what was interrupted come to its end.
async fn concludi(server: &Server, nodo: &Nodo, ufficio: &mut Ufficio) -> Result<()> {
    eprintln!("  waiting for what was interrupted");
    nodo.consegna_tutto().await?;
    let fatta = |c: &Consegna| matches!(c, Consegna::Fatta | Consegna::SuRichiesta);
    ensure!(
        nodo.ricevute().iter().all(|r| fatta(&r.consegna)),
        "a receipt was not taken"
    );
    let fine = Instant::now() + FINE;
    while !ufficio.in_ordine(server).await? {
        ensure!(Instant::now() < fine, "a run does not go on");
        sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}
