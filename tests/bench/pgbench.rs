//! Statements without a server around them: `pgbench`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use campanella_migrations::STORE;
use campanella_tests::statements::Statement;
use futures_util::future::try_join_all;
use tokio::process::Command;

/// Clients, each with the recorded requests of its own families.
pub struct Pgbench {
    program: PathBuf,
    url: String,
    clients: Vec<Vec<PathBuf>>,
}

impl Pgbench {
    /// Prepares a script for each recorded request, in `folder`.
    pub fn prepare(
        program: &Path,
        url: String,
        folder: &Path,
        clients: &[Vec<Vec<Statement>>],
    ) -> Result<Self> {
        let mut scripts = Vec::new();
        for (client, requests) in clients.iter().enumerate() {
            let mut own = Vec::new();
            for (number, request) in requests.iter().enumerate() {
                let file = folder.join(format!("{client}-{number}.sql"));
                let lines: Vec<_> = request.iter().map(Statement::written_out).collect();
                fs::write(&file, lines.join(";\n") + ";\n")?;
                own.push(file);
            }
            scripts.push(own);
        }
        Ok(Self {
            program: program.to_path_buf(),
            url,
            clients: scripts,
        })
    }

    /// How many requests are done in a second, by all clients at once.
    pub async fn per_second(&self, time: Duration) -> Result<u64> {
        let all = self
            .clients
            .iter()
            .map(|scripts| self.client(scripts, time));
        Ok(try_join_all(all).await?.into_iter().sum())
    }

    async fn client(&self, scripts: &[PathBuf], time: Duration) -> Result<u64> {
        let mut command = Command::new(&self.program);
        command
            .args(["--no-vacuum", "--protocol=prepared", "--client=1"])
            .arg(format!("--time={}", time.as_secs()));
        for script in scripts {
            command.arg("--file").arg(script);
        }
        command
            .arg(&self.url)
            .env(
                "PGOPTIONS",
                format!("-c search_path={}", STORE.search_path()),
            )
            .stdin(Stdio::null());
        let output = command.output().await.context("pgbench does not start")?;
        let said = String::from_utf8_lossy(&output.stdout);
        let complaint = String::from_utf8_lossy(&output.stderr);
        // A statement that fails ends its client: it is not to look fast.
        let whole = output.status.success() && !complaint.contains("ERROR");
        ensure!(whole, "pgbench failed:\n{said}{complaint}");
        rate(&said).with_context(|| format!("pgbench does not say how many:\n{said}"))
    }
}

/// From `tps = 123.456 (without initial connection time)`.
fn rate(said: &str) -> Option<u64> {
    let (_, after) = said.split_once("tps = ")?;
    after.split('.').next()?.parse().ok()
}
