//! Developer commands: `cargo xtask test`, `cargo xtask demo`, `cargo xtask bench`,
//! `cargo xtask schema`.
//!
//! Each does all its own set-up on a fresh Debian or Ubuntu machine that has
//! Rust, and says plainly what it could not install.

mod bench;
mod build;
mod chart;
mod command;
mod counts;
mod demo;
mod deny;
mod disk;
mod machine;
mod portal;
mod progress;
mod project;
mod schema;
mod services;
mod test;
#[cfg(test)]
mod tidy;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Developer commands of Campanella.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Format, lints, licences, chart, tests on SQLite, PostgreSQL and Redis, portal, browser.
    Test(test::Options),
    /// Builds everything and serves comuni with made-up data.
    Demo(demo::Options),
    /// Measures what is served, beside baselines of the same run.
    Bench(bench::Options),
    /// Writes the committed GraphQL and OpenAPI documents and the portal's types anew.
    Schema,
}

fn main() -> ExitCode {
    let done: Result<ExitCode> = match Cli::parse().command {
        Command::Test(options) => test::run(&options),
        Command::Demo(options) => demo::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Schema => schema::run(),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
