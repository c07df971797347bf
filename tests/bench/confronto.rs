//! Requests to the server beside the same SQL alone: one comune on PostgreSQL, many families, and
//! as many connections on either side.

use std::mem;

use anyhow::{Result, ensure};

use crate::Bench;
use crate::carico::per_second;
use crate::client::Connection;
use crate::famiglie::{Famiglia, Portale};
use crate::figure::Figure;
use crate::installation::{Installation, Stores, comune, host};
use crate::pgbench::Pgbench;
use crate::postgres::Postgres;
use crate::recorder::Recorder;
use crate::server::Server;

/// Connections to the server, as many as it may have to PostgreSQL for one comune here, and as
/// many as `pgbench` has.
const CONNECTIONS: usize = 8;
/// Families that ask over each connection, in turn.
const FAMILIES: usize = 8;
/// Children of the comune.
const BAMBINI: u32 = 300;

/// A connection over which families ask in turn.
pub struct Worker<T> {
    connection: Connection,
    asking: Vec<T>,
    turn: usize,
}

impl<T> Worker<T> {
    /// Whose turn it is, and the connection.
    pub fn next(&mut self) -> (&mut T, &mut Connection) {
        self.turn = (self.turn + 1) % self.asking.len();
        (&mut self.asking[self.turn], &mut self.connection)
    }
}

/// What families do, and how.
pub trait Richiesta {
    /// A family that asks.
    type Chi;

    /// After how many requests a family asks the same again.
    const TURNS: usize;

    /// What it is called, in the plural.
    fn name(&self) -> &'static str;

    /// Makes `famiglia` ready; none when it has nothing to ask.
    async fn prepara(
        &self,
        connection: &mut Connection,
        famiglia: Famiglia,
    ) -> Result<Option<Self::Chi>>;

    /// What a page reads before it asks.
    async fn prima(&self, connection: &mut Connection, chi: &mut Self::Chi) -> Result<()>;

    /// Asks.
    async fn chiedi(&self, connection: &mut Connection, chi: &mut Self::Chi) -> Result<()>;
}

/// Measures `richiesta` beside its SQL, and prints the figures.
pub async fn confronta<R: Richiesta>(
    bench: &Bench,
    portale: &Portale,
    catalog: &str,
    richiesta: &R,
) -> Result<()> {
    let postgres = Postgres::connect(&bench.postgres).await?;
    let stores = Stores::Postgres(&postgres);
    let mut installation = Installation::new(&bench.campanella, stores, catalog).await?;
    installation.set("CAMPANELLA_CONNESSIONI_PER_COMUNE", CONNECTIONS);
    installation.populate(1, BAMBINI).await?;
    let database = installation.database(&comune(1))?;
    let server = installation.serve().await?;

    eprintln!("  logging in {} families", CONNECTIONS * FAMILIES);
    let store = postgres.other(&database).await?;
    let mut workers = workers(&server, &store, portale, richiesta).await?;
    let step = async |worker: &mut Worker<_>| {
        let (chi, connection) = worker.next();
        richiesta.chiedi(connection, chi).await
    };
    ready(richiesta, &mut workers).await?;
    // Statements get prepared, rows get their first versions, compiled rules get loaded.
    per_second(&mut workers, bench.round(), &step).await?;

    eprintln!("  recording what the server asks of PostgreSQL");
    let mut recorded = Vec::new();
    let recorder = Recorder::start(&postgres, &database).await?;
    ready(richiesta, &mut workers).await?;
    for worker in &mut workers {
        let mut own = Vec::new();
        for chi in &mut worker.asking {
            let connection = &mut worker.connection;
            let request = async || richiesta.chiedi(connection, chi).await;
            own.extend(recorder.record(R::TURNS, request).await?);
        }
        recorded.push(own);
    }
    recorder.stop().await?;
    let statements = recorded.iter().flatten().map(Vec::len);
    let most = statements.max().unwrap_or_default();
    let folder = installation.folder();
    let url = postgres.url_of(&database)?;
    let pgbench = Pgbench::prepare(&bench.pgbench, url, folder, &recorded)?;

    let (mut over_http, mut alone) = (Vec::new(), Vec::new());
    for round in 1..=bench.rounds {
        ready(richiesta, &mut workers).await?;
        over_http.push(per_second(&mut workers, bench.round(), &step).await?);
        alone.push(pgbench.per_second(bench.round()).await?);
        let (over_http, alone) = (over_http.last(), alone.last());
        eprintln!("  round {round}: {over_http:?} over HTTP, {alone:?} with pgbench");
    }
    server.stop().await?;
    let name = richiesta.name();
    let baseline = format!("{name}: the same SQL with pgbench");
    Figure::count(&format!("{name}: statements of one"), u64::try_from(most)?).print();
    Figure::per_second(&baseline, &alone).print();
    Figure::per_second(&format!("{name} over HTTP"), &over_http)
        .beside(&baseline)
        .at_least_percent(50)
        .print();
    Ok(())
}

async fn ready<R: Richiesta>(richiesta: &R, workers: &mut [Worker<R::Chi>]) -> Result<()> {
    for worker in workers {
        for chi in &mut worker.asking {
            richiesta.prima(&mut worker.connection, chi).await?;
        }
    }
    Ok(())
}

/// As many as there are connections, each with as many families, all logged in.
async fn workers<R: Richiesta>(
    server: &Server,
    store: &Postgres,
    portale: &Portale,
    richiesta: &R,
) -> Result<Vec<Worker<R::Chi>>> {
    let mut workers = Vec::new();
    let mut connection = server.connect().await?;
    let mut asking = Vec::new();
    for utente in store.column::<String>(TUTORI).await? {
        if workers.len() == CONNECTIONS {
            break;
        }
        let host = host(1);
        let cookie = portale.accedi(&mut connection, &host, &utente).await?;
        let famiglia = Famiglia { host, cookie };
        asking.extend(richiesta.prepara(&mut connection, famiglia).await?);
        if asking.len() == FAMILIES {
            workers.push(Worker {
                connection: mem::replace(&mut connection, server.connect().await?),
                asking: mem::take(&mut asking),
                turn: 0,
            });
        }
    }
    ensure!(workers.len() == CONNECTIONS, "too few families to ask");
    Ok(workers)
}

/// Who can log in for a family.
pub const TUTORI: &str = "SELECT p.codice_persona FROM persona p \
    JOIN famiglia f ON f.tutore_id = p.id JOIN credenziale c ON c.persona_id = p.id ORDER BY p.id";
