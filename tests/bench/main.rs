//! Measures of the whole platform, most of them from outside: the server as a process of its own,
//! asked over HTTP as the portal asks it. `cargo xtask bench` prepares what they need, and makes tables of
//! the figures that they print (see [`figure`]).

mod carico;
mod client;
mod comuni;
mod confronto;
mod disdette;
mod famiglie;
mod figure;
mod guasti;
mod home;
mod installation;
mod pagamenti;
mod pgbench;
mod postgres;
mod recorder;
mod server;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

/// What is there for the measures, and how much of them.
#[derive(Debug, Args)]
struct Bench {
    /// The server's program.
    #[arg(long, global = true, default_value = "campanella")]
    campanella: PathBuf,
    /// The program `pgbench`.
    #[arg(long, global = true, default_value = "pgbench")]
    pgbench: PathBuf,
    /// A PostgreSQL server that may be filled: the URL of its superuser.
    #[arg(
        long,
        global = true,
        env = "CAMPANELLA_TEST_POSTGRES",
        default_value = ""
    )]
    postgres: String,
    /// How many times each is measured.
    #[arg(long, global = true, default_value_t = 5)]
    rounds: u32,
    /// How long a round lasts.
    #[arg(long, global = true, default_value_t = 5)]
    seconds: u64,
}

impl Bench {
    fn round(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    part: Part,
    #[command(flatten)]
    bench: Bench,
    /// Cargo says it to every bench.
    #[arg(long = "bench", global = true, hide = true)]
    _cargo: bool,
}

#[derive(Subcommand)]
enum Part {
    /// Cancellations of a meal, beside the same SQL alone.
    Disdette,
    /// The first page after the log-in, beside the same SQL alone.
    Home,
    /// Many comuni on one server, on PostgreSQL and on SQLite.
    Comuni(comuni::Options),
    /// Bill runs and receipts, beside the same rows by SQL alone.
    Pagamenti(pagamenti::Options),
    /// The server killed while money moves, on SQLite and on PostgreSQL.
    Guasti(guasti::Options),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let Cli { part, bench, .. } = Cli::parse();
    match part {
        Part::Disdette => disdette::misura(&bench).await,
        Part::Home => home::misura(&bench).await,
        Part::Comuni(options) => comuni::misura(&bench, &options).await,
        Part::Guasti(options) => guasti::misura(&bench, &options).await,
        Part::Pagamenti(options) => pagamenti::misura(&bench, &options).await,
    }
}
