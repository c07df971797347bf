//! `cargo xtask demo`: comuni with made-up data, served on this machine.

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::progress::Progress;
use crate::{build, disk, portal, project};

/// What `campanella demo` is asked for.
#[derive(Args)]
pub struct Options {
    /// How many comuni, instead of the three that are told in detail.
    #[arg(long)]
    comuni: Option<u32>,
    /// How many children in each of them.
    #[arg(long)]
    bambini: Option<u32>,
    /// The port to listen on; the simulator of pagoPA is ten after it.
    #[arg(long)]
    porta: Option<u16>,
}

/// Builds what is needed and becomes the server, which prints addresses and people.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut progress = Progress::start();
    progress.prepare("room on the disk", disk::check);
    let built = progress.step("Node", portal::prepare_node).is_some()
        && progress
            .step("packages of the portal", portal::install_packages)
            .is_some()
        && progress
            .step("pages of the portal", portal::build_if_changed)
            .is_some()
        && progress.step("server", build::binaries).is_some();
    if !built {
        return Ok(progress.finish());
    }
    println!();
    let mut server = Command::new(project::campanella());
    server
        .arg("demo")
        .env("CAMPANELLA_PORTALE", portal::pages());
    for (name, value) in [
        ("--comuni", options.comuni),
        ("--bambini", options.bambini),
        ("--porta", options.porta.map(u32::from)),
    ] {
        if let Some(value) = value {
            server.arg(name).arg(value.to_string());
        }
    }
    // Taking the place of this process lets Ctrl-C go to the server alone.
    Err(server.current_dir(project::root()).exec().into())
}
