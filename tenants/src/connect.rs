//! Connections to a store: where it is, and how it is opened.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use campanella_migrations::History;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

/// How long a statement on SQLite waits for another writer, and a caller for a connection.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a connection that nobody used is believed to be alive without asking: asking each
/// time would double the journeys to the server.
const TRUST: Duration = Duration::from_secs(10);

/// How long a connection that nobody uses is kept.
const KEEP_IDLE: Duration = Duration::from_secs(300);

/// A database as a connection needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// An SQLite file, which must exist.
    Sqlite(PathBuf),
    /// A PostgreSQL database; `None` is the one that the address itself names.
    Postgres {
        /// Address of the server, with user and password.
        url: String,
        /// The database.
        database: Option<String>,
    },
}

impl Place {
    /// The database that the address itself names.
    pub(crate) fn server(url: &str) -> Self {
        Self::Postgres {
            url: url.to_owned(),
            database: None,
        }
    }
}

/// How a pool is to behave.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    /// Connections at most.
    pub(crate) connections: u32,
    /// Whether a connection is kept for the next statement; when false each is closed after use.
    pub(crate) keep: Arc<AtomicBool>,
    /// PostgreSQL schemas in which unqualified names are looked up.
    search_path: String,
}

impl Pool {
    /// A pool of at most `connections`, which it keeps, to a database with the tables of `history`.
    pub(crate) fn of(connections: u32, history: History) -> Self {
        Self {
            connections,
            keep: Arc::new(AtomicBool::new(true)),
            search_path: history.search_path(),
        }
    }
}

/// Opens `place`, which must exist; no table is made or changed.
///
/// # Errors
/// When the file is missing or is no database, or the server refuses.
pub(crate) async fn connect(place: &Place, pool: &Pool) -> Result<DatabaseConnection, DbErr> {
    let mut options = match place {
        Place::Sqlite(file) => sqlite(file.clone(), pool),
        Place::Postgres { url, database } => postgres(url, database.clone(), pool),
    };
    options
        .max_connections(pool.connections)
        .min_connections(0)
        .acquire_timeout(PATIENCE)
        .idle_timeout(KEEP_IDLE)
        .test_before_acquire_if_idle_for(TRUST)
        .sqlx_logging(false);
    Database::connect(options).await
}

fn sqlite(file: PathBuf, pool: &Pool) -> ConnectOptions {
    // The path goes in as a path: in an address its characters would need escaping.
    let mut options = ConnectOptions::new("sqlite:store");
    let keep = Arc::clone(&pool.keep);
    options
        .map_sqlx_sqlite_opts(move |o| {
            o.filename(&file)
                // A missing store must be noticed, not replaced by an empty one.
                .create_if_missing(false)
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .pragma("journal_mode", "WAL")
                // A power cut must not lose what a parent was told is saved: WAL needs FULL.
                .pragma("synchronous", "FULL")
                // In KiB, for each connection: with SQLite's own 2 MiB, some hundred open comuni
                // would fill the memory with pages that the system's cache holds anyway.
                .pragma("cache_size", "-256")
        })
        .map_sqlx_sqlite_pool_opts(move |o| {
            let keep = Arc::clone(&keep);
            o.after_release(move |_, _| {
                let keep = keep.load(Ordering::Acquire);
                Box::pin(async move { Ok(keep) })
            })
        });
    options
}

fn postgres(url: &str, database: Option<String>, pool: &Pool) -> ConnectOptions {
    let mut options = ConnectOptions::new(with_short_scheme(url));
    let (keep, search_path) = (Arc::clone(&pool.keep), pool.search_path.clone());
    options
        .map_sqlx_postgres_opts(move |o| {
            let o = match &database {
                Some(name) => o.database(name),
                None => o,
            };
            // In the options of the connection: a setting of the database would not be copied
            // from a template, and a `SET` would be lost to a `RESET`.
            o.options([("search_path", &search_path)])
                .application_name("campanella")
        })
        .map_sqlx_postgres_pool_opts(move |o| {
            let keep = Arc::clone(&keep);
            o.after_release(move |_, _| {
                let keep = keep.load(Ordering::Acquire);
                Box::pin(async move { Ok(keep) })
            })
        });
    options
}

/// `postgresql://` is the same scheme, but sea-orm knows only the short one.
fn with_short_scheme(url: &str) -> String {
    url.strip_prefix("postgresql://")
        .map_or_else(|| url.to_owned(), |rest| format!("postgres://{rest}"))
}
