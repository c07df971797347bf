//! Many comuni on one server, of which only some can be open at the same time.

mod porte;

use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use serde_json::json;
use tokio::time::sleep;

use crate::Bench;
use crate::carico::per_second;
use crate::client::Connection;
use crate::confronto::TUTORI;
use crate::famiglie::Portale;
use crate::figure::Figure;
use crate::installation::{Installation, Stores, TOKEN, comune, host};
use crate::postgres::Postgres;
use crate::server::Server;
use porte::Porte;

/// What 1,000 comuni may take, in bytes.
const MEMORY_AIM: u64 = 1 << 30;
/// Connections to PostgreSQL that there may be, over all comuni.
const CONNECTIONS_AIM: u64 = 100;
/// Comuni that are made, one after the other, to see how long one takes.
const NEW: u32 = 20;
/// Who asks at the same time, under load.
const WORKERS: u32 = 16;
/// How long a server that was started is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(2);

/// How many.
#[derive(Debug, Args)]
pub struct Options {
    /// Comuni.
    #[arg(long, default_value_t = 1_000)]
    comuni: u32,
    /// Children in each.
    #[arg(long, default_value_t = 300)]
    bambini: u32,
}

/// Prints the figures, first of PostgreSQL, then of SQLite.
pub async fn misura(bench: &Bench, options: &Options) -> Result<()> {
    let postgres = Postgres::connect(&bench.postgres).await?;
    for stores in [Stores::Postgres(&postgres), Stores::Sqlite] {
        let installation = Installation::new(&bench.campanella, stores, CATALOG).await?;
        let misura = Misura {
            bench,
            options,
            portale: Portale::new()?,
            stores,
            installation,
        };
        misura.tutto().await?;
    }
    Ok(())
}

/// The catalog's database on PostgreSQL.
const CATALOG: &str = "bench_comuni";

/// The measure on one kind of stores.
struct Misura<'a> {
    bench: &'a Bench,
    options: &'a Options,
    portale: Portale,
    stores: Stores<'a>,
    installation: Installation,
}

impl Misura<'_> {
    async fn tutto(&self) -> Result<()> {
        let server = self.installation.serve().await?;
        sleep(SETTLE).await;
        let empty = server.memory()?;
        server.stop().await?;
        Figure::bytes(&self.name("memory of a server without comuni"), empty).print();

        self.popola().await?;
        let server = self.installation.serve().await?;
        let porte = Porte::new(self.stores, &self.installation, &server);
        sleep(SETTLE).await;
        let idle = server.memory()?;
        let each = idle.saturating_sub(empty) / u64::from(self.options.comuni);
        Figure::bytes(&self.name("memory for an idle comune"), each).print();

        self.prime_richieste(&server).await?;
        let open = porte.open().await?;
        let each = server.memory()?.saturating_sub(idle) / open.max(1);
        Figure::count(&self.name("comuni open at once"), open).print();
        Figure::bytes(&self.name("memory for an open comune"), each).print();

        self.crea(&server).await?;
        self.carico(&server, &porte).await?;
        let most = server.memory_at_most()?;
        Figure::bytes(&self.name("memory of the server at most"), most)
            .at_most(MEMORY_AIM)
            .print();
        server.stop().await
    }

    /// Makes the comuni, several at a time.
    async fn popola(&self) -> Result<()> {
        let Options { comuni, bambini } = *self.options;
        eprintln!("  {}", self.name(&format!("making {comuni} comuni")));
        let started = Instant::now();
        self.installation.populate(comuni, bambini).await?;
        let each = started.elapsed() / comuni;
        let name = format!("a comune with {bambini} children, of {comuni} made");
        Figure::time(&self.name(&name), &[each]).print();
        Ok(())
    }

    /// Opens each comune by asking what the portal asks first, and asks once more.
    async fn prime_richieste(&self, server: &Server) -> Result<()> {
        eprintln!("  {}", self.name("first requests"));
        let mut connection = server.connect().await?;
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for number in 1..=self.options.comuni {
            for times in [&mut first, &mut second] {
                let started = Instant::now();
                let sessione = self.portale.sessione.clone();
                connection.ask(&host(number), None, sessione).await?;
                times.push(started.elapsed());
            }
        }
        let next = self.name("request to an open comune");
        Figure::time(&next, &second).print();
        Figure::time(&self.name("first request after idle"), &first)
            .beside(&next)
            .print();
        Ok(())
    }

    /// Makes some more comuni, by the vendor's interface, beside what their stores alone take.
    async fn crea(&self, server: &Server) -> Result<()> {
        eprintln!("  {}", self.name("provisioning"));
        let mut connection = server.connect().await?;
        let (mut made, mut alone) = (Vec::new(), Vec::new());
        for number in 0..NEW {
            let started = Instant::now();
            nuovo(&mut connection, number).await?;
            made.push(started.elapsed());
            let started = Instant::now();
            self.solo_archivio(number).await?;
            alone.push(started.elapsed());
        }
        let baseline = self.name(match self.stores {
            Stores::Postgres(_) => "CREATE DATABASE alone",
            Stores::Sqlite => "a copy of its file alone",
        });
        Figure::time(&baseline, &alone).print();
        Figure::time(&self.name("provisioning of a comune"), &made)
            .beside(&baseline)
            .print();
        Ok(())
    }

    async fn solo_archivio(&self, number: u32) -> Result<()> {
        match self.stores {
            Stores::Postgres(server) => {
                server
                    .execute(&format!("CREATE DATABASE bench_alone_{number}"))
                    .await
            }
            Stores::Sqlite => {
                let comuni = self.installation.folder().join("comuni");
                let copy = self
                    .installation
                    .folder()
                    .join(format!("alone-{number}.db"));
                std::fs::copy(comuni.join(format!("nuovo-{number:02}.db")), &copy)?;
                Ok(std::fs::File::open(copy)?.sync_all()?)
            }
        }
    }

    /// A parent of each comune opens the home page, one comune after the other: nearly every
    /// request finds its store closed.
    async fn carico(&self, server: &Server, porte: &Porte<'_>) -> Result<()> {
        eprintln!("  {}", self.name("a parent of each comune logs in"));
        let utente = self.un_tutore().await?;
        let mut workers = Vec::new();
        for first in 1..=WORKERS.min(self.options.comuni) {
            let mut connection = server.connect().await?;
            let mut sessions = Vec::new();
            for number in (first..=self.options.comuni).step_by(WORKERS as usize) {
                let host = host(number);
                let cookie = self.portale.accedi(&mut connection, &host, &utente).await?;
                sessions.push((host, cookie));
            }
            workers.push((connection, sessions, 0_usize));
        }
        eprintln!("  {}", self.name("load over all comuni"));
        let mut rounds = Vec::new();
        let load = async {
            for _ in 0..self.bench.rounds {
                let step = async |(connection, sessions, turn): &mut Worker| {
                    *turn += 1;
                    let (host, cookie) = &sessions[*turn % sessions.len()];
                    let figli = self.portale.figli.clone();
                    connection.ask(host, Some(cookie), figli).await?;
                    Ok(())
                };
                rounds.push(per_second(&mut workers, self.bench.round(), &step).await?);
            }
            anyhow::Ok(())
        };
        let connections = porte.connections_during(load).await?;
        // An error of any of them would have ended the measure.
        let name = self.name("home pages over all comuni in turn, without an error");
        Figure::per_second(&name, &rounds).print();
        if let Some(connections) = connections {
            Figure::count(&self.name("connections at most"), connections)
                .at_most(CONNECTIONS_AIM)
                .print();
        }
        Ok(())
    }

    /// The same one in each comune: they all have the same people.
    async fn un_tutore(&self) -> Result<String> {
        match self.stores {
            Stores::Postgres(server) => {
                let database = self.installation.database(&comune(1))?;
                server.other(&database).await?.value(TUTORI).await
            }
            Stores::Sqlite => porte::da_sqlite(self.installation.folder(), TUTORI).await,
        }
    }

    fn name(&self, what: &str) -> String {
        match self.stores {
            Stores::Postgres(_) => format!("PostgreSQL: {what}"),
            Stores::Sqlite => format!("SQLite: {what}"),
        }
    }
}

/// A connection over which the parents of some comuni ask in turn.
type Worker = (Connection, Vec<(String, String)>, usize);

/// Asks for a comune without anybody in it.
async fn nuovo(connection: &mut Connection, number: u32) -> Result<()> {
    let dati = json!({
        "id": format!("nuovo-{number:02}"),
        "host": [format!("nuovo-{number:02}.localhost")],
        "moduli": ["prenotazioni", "refezione"],
        "impostazioni": {
            "nome": format!("Comune di Nuovo {number}"),
            "colore_primario": "#0066cc",
            "codice_istat": format!("0999{number:02}"),
            "codice_belfiore": format!("N{number:03}"),
            "codice_ipa": format!("c_n{number:03}"),
            "codice_fiscale": "00000000000",
        },
    });
    connection
        .provision(TOKEN, "/fornitore/v1/comuni", &dati)
        .await
}
