//! What a server holds open: stores, and connections to them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use tokio::time::sleep;

use super::CATALOG;
use crate::installation::{Installation, Stores};
use crate::postgres::Postgres;
use crate::server::Server;

/// How often connections are counted.
const LOOK: Duration = Duration::from_millis(100);

/// Looks at a server from outside.
pub struct Porte<'a> {
    postgres: Option<&'a Postgres>,
    descriptors: String,
    comuni: String,
}

impl<'a> Porte<'a> {
    /// Looks at `server`.
    pub fn new(stores: Stores<'a>, installation: &Installation, server: &Server) -> Self {
        Self {
            postgres: match stores {
                Stores::Postgres(postgres) => Some(postgres),
                Stores::Sqlite => None,
            },
            descriptors: server.descriptors(),
            comuni: installation.folder().join("comuni").display().to_string(),
        }
    }

    /// How many comuni it has open.
    pub async fn open(&self) -> Result<u64> {
        let open = match self.postgres {
            Some(postgres) => {
                let databases = format!(
                    "SELECT count(DISTINCT datname) FROM pg_stat_activity \
                     WHERE datname LIKE '{CATALOG}\\_%'"
                );
                return Ok(u64::try_from(postgres.value::<i64>(&databases).await?)?);
            }
            None => self.open_files()?,
        };
        Ok(u64::try_from(open)?)
    }

    fn open_files(&self) -> Result<usize> {
        let mut files = BTreeSet::new();
        for entry in fs::read_dir(&self.descriptors)? {
            // One that was closed in the meantime leads nowhere.
            let Ok(file) = fs::read_link(entry?.path()) else {
                continue;
            };
            if file.starts_with(&self.comuni) && file.extension().is_some_and(|e| e == "db") {
                files.insert(file);
            }
        }
        Ok(files.len())
    }

    /// How many connections PostgreSQL has at most while `work` is done, this one too; none when
    /// there is no PostgreSQL.
    pub async fn connections_during(
        &self,
        work: impl Future<Output = Result<()>>,
    ) -> Result<Option<u64>> {
        let Some(postgres) = self.postgres else {
            work.await?;
            return Ok(None);
        };
        let mut most = 0;
        tokio::select! {
            done = work => done?,
            failed = count(postgres, &mut most) => failed?,
        }
        Ok(Some(u64::try_from(most)?))
    }
}

/// Counts the connections until it is dropped, and keeps the most.
async fn count(postgres: &Postgres, most: &mut i64) -> Result<()> {
    let now = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";
    loop {
        *most = (*most).max(postgres.value(now).await?);
        sleep(LOOK).await;
    }
}

/// The first column of the first row of `sql`, in the first comune of the data folder.
pub async fn da_sqlite(dati: &Path, sql: &str) -> Result<String> {
    let file = dati.join("comuni").join("misura-0001.db");
    let db = Database::connect(format!("sqlite://{}?mode=ro", file.display())).await?;
    let statement = Statement::from_string(DbBackend::Sqlite, sql);
    let row = db.query_one_raw(statement).await?.context("no row")?;
    Ok(row.try_get_by_index(0)?)
}
