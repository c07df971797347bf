//! `cargo xtask bench`: how fast, how large, how many. Every figure stands beside a baseline
//! that was measured in the same run, since machines differ.

mod figures;
mod programs;
mod table;

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::command;
use crate::machine::{self, PGBENCH};
use crate::progress::Progress;
use crate::services;
use figures::Figure;
use programs::Programs;

/// What is measured, and how long.
#[derive(Args)]
pub struct Options {
    /// The parts; without any, all of them.
    parts: Vec<Part>,
    /// Comuni on one server, for the part that counts them.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=9_999))]
    comuni: u32,
    /// Children in each of them.
    #[arg(long, default_value_t = 300)]
    bambini: u32,
    /// How often each thing is measured.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How long a round lasts, in seconds.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
}

/// A part of the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Cancellations of a meal over HTTP, beside the same SQL with pgbench.
    Disdette,
    /// The portal's home page over HTTP, beside the same SQL with pgbench.
    Home,
    /// Many comuni on one server: memory, connections, first requests, provisioning.
    Comuni,
    /// Bill runs and receipts, beside the same rows by SQL alone.
    Pagamenti,
    /// The server killed 200 times while money moves: what is lost or doubled.
    Guasti,
    /// A rule of a regulation, beside the same formula in native code and under another engine.
    Regole,
}

impl Part {
    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    fn needs_postgres(self) -> bool {
        self != Self::Regole
    }

    fn commands(self, programs: &Programs, options: &Options) -> Result<Vec<Command>> {
        Ok(match self {
            Self::Regole => {
                let other_engine = programs::zen()?;
                vec![Command::new(&programs.regole), Command::new(other_engine)]
            }
            _ => vec![self.misure(programs, options)],
        })
    }

    fn misure(self, programs: &Programs, options: &Options) -> Command {
        let mut command = Command::new(&programs.misure);
        command.arg(self.name());
        if self == Self::Comuni {
            command.args(["--comuni", &options.comuni.to_string()]);
            command.args(["--bambini", &options.bambini.to_string()]);
        }
        command
            .args(["--rounds", &options.rounds.to_string()])
            .args(["--seconds", &options.seconds.to_string()])
            .arg("--campanella")
            .arg(&programs.campanella)
            .arg("--pgbench")
            .arg(&programs.pgbench);
        command
    }
}

/// Measures, shows how far it is, and prints a table a part.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut progress = Progress::start();
    let parts: &[Part] = match options.parts.as_slice() {
        [] => Part::value_variants(),
        chosen => chosen,
    };
    let needs_postgres = parts.iter().any(|part| part.needs_postgres());
    if needs_postgres {
        progress.prepare("packages of the machine", || machine::prepare(&[&PGBENCH]));
    }
    let Some(programs) = progress.step("programs, as released", programs::build) else {
        return Ok(progress.finish());
    };
    let postgres = if needs_postgres {
        progress.step("PostgreSQL", services::own_postgres)
    } else {
        None
    };
    let mut tables = Vec::new();
    for part in parts {
        let figures = progress.step(&part.name(), || {
            let mut figures = Vec::new();
            for mut command in part.commands(&programs, options)? {
                if part.needs_postgres() {
                    let service = postgres.as_ref().context("needs PostgreSQL")?;
                    command.env(services::POSTGRES, service.url());
                }
                figures.extend(measure(&mut command)?);
            }
            Ok(figures)
        });
        if let Some(figures) = figures {
            tables.push((part.name(), figures));
        }
    }
    drop(postgres);
    let code = progress.finish();
    for (name, figures) in &tables {
        println!("\n{}", table::render(name, figures));
    }
    Ok(code)
}

/// Runs a measuring program; it tells on the terminal how far it is.
fn measure(command: &mut Command) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    command::run_reading(command, |line| {
        figures.push(Figure::read(line)?);
        Ok(())
    })?;
    Ok(figures)
}
