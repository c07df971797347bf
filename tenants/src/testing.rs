//! Stores for tests of every crate: fresh, migrated and empty, on both back ends.

mod installazione;

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;

use campanella_migrations::STORE;
use futures_util::FutureExt;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, IdenStatic, Iterable, Statement};

use crate::connect::{Place, Pool, connect};
use crate::template;

pub use installazione::{Installazione, for_each_installazione, nuovo_comune, with_installazione};

/// The variable that names the PostgreSQL server of the tests: an address of somebody who may
/// create databases.
pub const POSTGRES: &str = "CAMPANELLA_TEST_POSTGRES";

/// Connections to a store, unless the tests are run [`at_once`]. One: what asks for a second while
/// it holds a transaction would wait for ever, and a server of a few connections does the same when
/// as many do it together.
const ALONE: u32 = 1;

/// Connections to a store for what is done at once.
const TOGETHER: u32 = 4;

tokio::task_local! {
    static CONNECTIONS: u32;
}

/// Runs `tests` on stores that several may use at the same moment, to see who waits for whom.
pub async fn at_once<T>(tests: impl Future<Output = T>) -> T {
    CONNECTIONS.scope(TOGETHER, tests).await
}

/// Runs `test` on a fresh SQLite store, then on a fresh PostgreSQL store when
/// `CAMPANELLA_TEST_POSTGRES` names a server; each is removed afterwards.
///
/// # Panics
/// When `test` does, or the store cannot be made.
pub async fn for_each_store(test: impl AsyncFn(DatabaseConnection)) {
    for server in servers() {
        with_store(server.as_deref(), Content::Migrated, &test).await;
    }
}

/// As [`for_each_store`], with the stores of two comuni.
///
/// # Panics
/// When `test` does, or the stores cannot be made.
pub async fn two_comuni(test: impl AsyncFn(DatabaseConnection, DatabaseConnection)) {
    for server in servers() {
        let server = server.as_deref();
        with_store(server, Content::Migrated, async |a| {
            with_store(server, Content::Migrated, async |b| {
                test(a.clone(), b).await;
            })
            .await;
        })
        .await;
    }
}

/// What a store holds before the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The tables of this program.
    Migrated,
    /// Nothing.
    Nothing,
}

/// Runs `test` on a fresh store of `server` (`None` is SQLite) and removes it, also after a panic.
///
/// # Panics
/// When `test` does, or the store cannot be made.
pub async fn with_store(
    server: Option<&str>,
    content: Content,
    test: impl AsyncFn(DatabaseConnection),
) {
    let store = TestStore::make(server, content).await;
    let outcome = AssertUnwindSafe(test(store.db.clone()))
        .catch_unwind()
        .await;
    store.remove().await;
    outcome.unwrap_or_else(|panic| resume_unwind(panic));
}

/// Where the tests run: SQLite (`None`), and the PostgreSQL server of the environment.
#[must_use]
pub fn servers() -> Vec<Option<String>> {
    let mut servers = vec![None];
    match std::env::var(POSTGRES) {
        Ok(url) if !url.is_empty() => servers.push(Some(url)),
        _ => eprintln!("saltato: PostgreSQL ({POSTGRES} non indica un server)"),
    }
    servers
}

/// Checks that the entity `E` and its table have the same columns and that a row can be read.
///
/// # Panics
/// When they differ.
pub async fn assert_entity_matches<E: EntityTrait>(db: &DatabaseConnection) {
    let table = E::default().as_str().to_owned();
    E::find()
        .all(db)
        .await
        .unwrap_or_else(|e| panic!("{table} cannot be read: {e}"));
    let sql = match db.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            "SELECT column_name::text AS nome FROM information_schema.columns
              WHERE table_name = $1 AND table_schema = ANY (current_schemas(false))"
        }
        _ => "SELECT name AS nome FROM pragma_table_info($1)",
    };
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, [table.clone().into()]);
    let rows = db.query_all_raw(statement).await.expect("columns");
    let mut real: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "nome").expect("a name"))
        .collect();
    let mut known: Vec<String> = E::Column::iter().map(|c| c.as_str().to_owned()).collect();
    real.sort();
    known.sort();
    assert_eq!(known, real, "columns of {table}: entity, then table");
}

/// A store that lives as long as a test.
struct TestStore {
    db: DatabaseConnection,
    what: What,
}

enum What {
    File(PathBuf),
    Database { server: String, name: String },
}

impl TestStore {
    async fn make(server: Option<&str>, content: Content) -> Self {
        let name = unique_name();
        let (place, what) = match server {
            None => {
                let folder = std::env::temp_dir().join(name);
                tokio::fs::create_dir(&folder).await.expect("a folder");
                let file = folder.join("comune.db");
                match content {
                    Content::Migrated => template::copy_to_file(&file).await.expect("a store"),
                    Content::Nothing => tokio::fs::write(&file, "").await.expect("a file"),
                }
                (Place::Sqlite(file), What::File(folder))
            }
            Some(url) => {
                match content {
                    Content::Migrated => template::copy_to_database(url, &name).await,
                    Content::Nothing => template::empty_database(url, &name).await,
                }
                .expect("a database");
                let server = url.to_owned();
                let place = Place::Postgres {
                    url: server.clone(),
                    database: Some(name.clone()),
                };
                (place, What::Database { server, name })
            }
        };
        let connections = CONNECTIONS.try_with(|some| *some).unwrap_or(ALONE);
        let db = connect(&place, &Pool::of(connections, STORE))
            .await
            .expect("a connection");
        Self { db, what }
    }

    async fn remove(self) {
        self.db.close().await.expect("closed");
        match self.what {
            What::File(folder) => tokio::fs::remove_dir_all(folder).await.expect("removed"),
            What::Database { server, name } => {
                let admin = connect(&Place::server(&server), &Pool::of(1, STORE))
                    .await
                    .expect("the server");
                template::drop_database(&admin, &name)
                    .await
                    .expect("dropped");
                admin.close().await.expect("closed");
            }
        }
    }
}

/// A name that no other test has, for folders and databases.
fn unique_name() -> String {
    let uuid = uuid::Uuid::new_v4().simple().to_string();
    format!("campanella_prova_{}", &uuid[..16])
}
