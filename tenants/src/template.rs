//! Empty stores that are already migrated: a new comune is a copy of one.

use std::path::Path;
use std::sync::Arc;

use campanella_migrations::{STORE, describe};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use crate::connect::{Place, Pool, connect};

/// Why a template, or a copy of it, could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TemplateError {
    #[error(transparent)]
    Store(#[from] DbErr),
    #[error(transparent)]
    Migration(#[from] campanella_migrations::MigrationError),
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// The template of SQLite, and the digest of its tables.
struct Sqlite {
    bytes: Vec<u8>,
    digest: String,
}

// What it holds follows from the program alone: one for the whole process.
static SQLITE: OnceCell<Arc<Sqlite>> = OnceCell::const_new();

async fn sqlite() -> Result<Arc<Sqlite>, TemplateError> {
    SQLITE.get_or_try_init(make_sqlite).await.cloned()
}

async fn make_sqlite() -> Result<Arc<Sqlite>, TemplateError> {
    let file = std::env::temp_dir().join(format!("campanella-{}.db", uuid::Uuid::new_v4()));
    let made = migrated_file(&file).await;
    let bytes = tokio::fs::read(&file).await;
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.clone().into_os_string();
        name.push(suffix);
        // The last two are there only when the migration failed.
        let _ = tokio::fs::remove_file(name).await;
    }
    let digest = made?;
    let bytes = bytes?;
    Ok(Arc::new(Sqlite { bytes, digest }))
}

/// Makes an empty file into a migrated store; returns the digest of its tables.
async fn migrated_file(file: &Path) -> Result<String, TemplateError> {
    tokio::fs::File::create_new(file).await?;
    let db = connect(&Place::Sqlite(file.to_owned()), &Pool::of(1, STORE)).await?;
    STORE.migrate(&db).await?;
    let mut digest = Sha256::new();
    for line in describe(&db).await? {
        digest.update(line);
        digest.update("\n");
    }
    for step in STORE.steps() {
        digest.update(format!("{step}\n"));
    }
    // Closing the last connection folds the write-ahead log into the file.
    db.close().await?;
    Ok(hex::encode(&digest.finalize()[..6]))
}

/// Writes an empty migrated store to `file`, wholly or not at all.
pub(crate) async fn copy_to_file(file: &Path) -> Result<(), TemplateError> {
    use tokio::io::AsyncWriteExt;

    let template = sqlite().await?;
    let unfinished = file.with_extension("nuovo");
    let mut out = tokio::fs::File::create(&unfinished).await?;
    out.write_all(&template.bytes).await?;
    out.sync_all().await?;
    drop(out);
    tokio::fs::rename(&unfinished, file).await?;
    Ok(())
}

/// Makes the PostgreSQL database `name` as a copy of the template, on the server `url`.
pub(crate) async fn copy_to_database(url: &str, name: &str) -> Result<(), TemplateError> {
    let admin = connect(&Place::server(url), &Pool::of(1, STORE)).await?;
    let made = match postgres(&admin, url).await {
        Ok(template) => create_database(&admin, name, &template).await,
        Err(e) => Err(e),
    };
    admin.close().await?;
    made
}

/// Makes the PostgreSQL database `name` without any table of ours, on the server `url`.
pub(crate) async fn empty_database(url: &str, name: &str) -> Result<(), TemplateError> {
    let admin = connect(&Place::server(url), &Pool::of(1, STORE)).await?;
    let made = create_database(&admin, name, "template1").await;
    admin.close().await?;
    made
}

async fn create_database(
    admin: &DatabaseConnection,
    name: &str,
    template: &str,
) -> Result<(), TemplateError> {
    let (name, template) = (quoted(name), quoted(template));
    let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
    admin.execute_unprepared(&create).await?;
    Ok(())
}

/// The template of this program on the server, made if it is not there; `admin` is a pool of one
/// connection, so that the lock and the work share a session.
async fn postgres(admin: &DatabaseConnection, url: &str) -> Result<String, TemplateError> {
    let name = format!("campanella_modello_{}", sqlite().await?.digest);
    if exists(admin, &name).await? {
        return Ok(name);
    }
    let lock = "SELECT pg_advisory_lock(hashtext('campanella.modello'))";
    admin.execute_unprepared(lock).await?;
    let made = if exists(admin, &name).await? {
        Ok(())
    } else {
        make_postgres(admin, url, &name).await
    };
    let unlock = lock.replace("_lock", "_unlock");
    admin.execute_unprepared(&unlock).await?;
    made.map(|()| name)
}

async fn make_postgres(
    admin: &DatabaseConnection,
    url: &str,
    name: &str,
) -> Result<(), TemplateError> {
    // It gets its name when it is complete, so that a crash leaves no half template in use.
    let unfinished = format!("{name}_in_corso");
    drop_database(admin, &unfinished).await?;
    create_database(admin, &unfinished, "template1").await?;
    let place = Place::Postgres {
        url: url.to_owned(),
        database: Some(unfinished.clone()),
    };
    let db = connect(&place, &Pool::of(1, STORE)).await?;
    let migrated = STORE.migrate(&db).await;
    db.close().await?;
    migrated?;
    let (from, to) = (quoted(&unfinished), quoted(name));
    // A session on the template would stop copies.
    for sql in [
        format!("ALTER DATABASE {from} RENAME TO {to}"),
        format!("ALTER DATABASE {to} ALLOW_CONNECTIONS false"),
    ] {
        admin.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Removes the database `name`, if it is there, whoever is connected to it.
pub(crate) async fn drop_database(admin: &DatabaseConnection, name: &str) -> Result<(), DbErr> {
    let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", quoted(name));
    admin.execute_unprepared(&sql).await?;
    Ok(())
}

/// Whether the server has a database `name`.
pub(crate) async fn exists(admin: &DatabaseConnection, name: &str) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM pg_database WHERE datname = $1";
    let statement =
        Statement::from_sql_and_values(admin.get_database_backend(), sql, [name.into()]);
    Ok(admin.query_one_raw(statement).await?.is_some())
}

/// The databases of the server whose names begin with `prefix`.
pub(crate) async fn named_like(
    admin: &DatabaseConnection,
    prefix: &str,
) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT datname::text AS nome FROM pg_database WHERE starts_with(datname, $1)";
    let statement =
        Statement::from_sql_and_values(admin.get_database_backend(), sql, [prefix.into()]);
    let rows = admin.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "nome")).collect()
}

/// Names of databases are made from validated short names; quoting lets them have hyphens.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
