//! Records what the server asks of PostgreSQL for one request.

use std::time::Duration;

use anyhow::{Result, bail};
use campanella_tests::statements::{LOG_LINE_PREFIX, Statement, statements};
use tokio::time::sleep;

use crate::postgres::Postgres;

/// How often a request is recorded anew when something else was recorded with it.
const ATTEMPTS: usize = 10;

/// A settled change of the configuration has reached every session after so long.
const RELOAD: Duration = Duration::from_millis(500);

/// PostgreSQL's log, with the statements of every session in it.
pub struct Recorder<'a> {
    postgres: &'a Postgres,
    log: String,
    database: String,
}

impl<'a> Recorder<'a> {
    /// Begins to record what is asked of `database`.
    pub async fn start(postgres: &'a Postgres, database: &str) -> Result<Self> {
        let data: String = postgres.value("SHOW data_directory").await?;
        configure(postgres, "log_line_prefix", LOG_LINE_PREFIX).await?;
        configure(postgres, "log_statement", "all").await?;
        reload(postgres).await?;
        Ok(Self {
            postgres,
            // Where the services of xtask have it: beside the data.
            log: format!("{data}/../log"),
            database: database.to_owned(),
        })
    }

    /// The statements of each of `turns` requests in a row, which are made until two such rows
    /// agree: what something else asks at the same moment is not asked twice.
    pub async fn record(
        &self,
        turns: usize,
        mut request: impl AsyncFnMut() -> Result<()>,
    ) -> Result<Vec<Vec<Statement>>> {
        let mut last = Vec::new();
        for _ in 0..ATTEMPTS {
            let mut now = Vec::new();
            for _ in 0..turns {
                now.push(self.one(&mut request).await?);
            }
            let told = now.iter().all(|statements| !statements.is_empty());
            if told && texts(&now) == texts(&last) {
                return Ok(now);
            }
            last = now;
        }
        bail!("no two requests of a kind were the same statements to the server")
    }

    async fn one(&self, request: &mut impl AsyncFnMut() -> Result<()>) -> Result<Vec<Statement>> {
        let begin = self.log_size().await?;
        request().await?;
        let log = format!("SELECT pg_read_file('{}', {begin}, 10000000)", self.log);
        let log: String = self.postgres.value(&log).await?;
        Ok(statements(&log, &self.database))
    }

    async fn log_size(&self) -> Result<i64> {
        let size = format!("SELECT size FROM pg_stat_file('{}')", self.log);
        self.postgres.value(&size).await
    }

    /// Ends recording.
    pub async fn stop(self) -> Result<()> {
        self.postgres
            .execute("ALTER SYSTEM RESET log_statement")
            .await?;
        reload(self.postgres).await
    }
}

fn texts(rows: &[Vec<Statement>]) -> Vec<Vec<&str>> {
    rows.iter()
        .map(|row| row.iter().map(|s| s.text.as_str()).collect())
        .collect()
}

async fn configure(postgres: &Postgres, name: &str, value: &str) -> Result<()> {
    postgres
        .execute(&format!("ALTER SYSTEM SET {name} = '{value}'"))
        .await
}

async fn reload(postgres: &Postgres) -> Result<()> {
    postgres.execute("SELECT pg_reload_conf()").await?;
    sleep(RELOAD).await;
    Ok(())
}
