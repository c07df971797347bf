//! The server, as a process of its own.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::client::Connection;

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running server. It is killed when it is dropped.
pub struct Server {
    child: Child,
    /// Where the kernel tells about it.
    process: String,
    address: SocketAddr,
}

impl Server {
    /// Starts it and waits until it answers.
    pub async fn start(command: Command) -> Result<Self> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Self::start_at(command, address).await
    }

    /// The same, at a place that is known beforehand.
    pub async fn start_at(mut command: Command, address: SocketAddr) -> Result<Self> {
        let child = command
            .env("CAMPANELLA_INDIRIZZO", address.to_string())
            .stdout(std::io::stderr())
            .spawn()
            .context("campanella does not start")?;
        let pid = child.id().context("campanella has ended")?;
        let server = Self {
            child,
            process: format!("/proc/{pid}"),
            address,
        };
        let started = Instant::now();
        loop {
            if let Ok(mut connection) = server.connect().await
                && connection.is_alive().await
            {
                return Ok(server);
            }
            if started.elapsed() > START_LIMIT {
                bail!("the server does not answer");
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// A connection to it.
    pub async fn connect(&self) -> Result<Connection> {
        Connection::open(self.address).await
    }

    /// Bytes of memory that it has now.
    pub fn memory(&self) -> Result<u64> {
        self.status("VmRSS:")
    }

    /// Bytes of memory that it had at most.
    pub fn memory_at_most(&self) -> Result<u64> {
        self.status("VmHWM:")
    }

    /// The folder of its open files.
    pub fn descriptors(&self) -> String {
        format!("{}/fd", self.process)
    }

    /// A line of the kernel's report, which counts in KiB.
    fn status(&self, line: &str) -> Result<u64> {
        let report = fs::read_to_string(format!("{}/status", self.process))?;
        let found = report.lines().find_map(|l| l.strip_prefix(line));
        let kib = found.and_then(|l| l.split_whitespace().next());
        Ok(kib.context("no such line")?.parse::<u64>()? * 1024)
    }

    /// Kills it: it is told nothing before (SIGKILL).
    pub async fn stop(mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }
}
