//! `cargo xtask schema`: the committed documents of the APIs, from the code.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::progress::Progress;
use crate::{build, command, portal, project};

/// Writes `graphql/*.graphql`, `graphql/openapi.json` and the portal's types.
pub fn run() -> Result<ExitCode> {
    let mut progress = Progress::start();
    let written = progress.step("server", build::binaries).is_some()
        && progress
            .step("documents of the APIs", write_documents)
            .is_some();
    if written && progress.step("Node", portal::prepare_node).is_some() {
        progress.step("types of the portal", || {
            portal::install_packages()?;
            command::run(&mut portal::npm(&["run", "codegen"]))
        });
    }
    Ok(progress.finish())
}

fn write_documents() -> Result<()> {
    command::run(
        Command::new(project::campanella())
            .args(["schema", "--dir", "graphql"])
            .current_dir(project::root()),
    )
}
