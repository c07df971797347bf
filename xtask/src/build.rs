//! Builds of the workspace: always the whole of it, so that every command has the
//! same set of features and none throws away what another built.

use anyhow::Result;

use crate::command::{cargo, run};

/// The binaries, for the commands that only serve.
pub fn binaries() -> Result<()> {
    run(&mut cargo(&["build", "--workspace", "--bins"]))
}

/// Everything that the tests run, the binaries among it.
pub fn everything() -> Result<()> {
    run(&mut cargo(&[
        "build",
        "--workspace",
        "--all-targets",
        "--keep-going",
    ]))
}
