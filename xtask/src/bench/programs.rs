//! The programs that measure, and the one that is measured, built as they are released.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{self, cargo};
use crate::{machine, project};

/// Where they are.
pub struct Programs {
    /// The server.
    pub campanella: PathBuf,
    /// Asks it, and reads its SQL.
    pub misure: PathBuf,
    /// Calls rules.
    pub regole: PathBuf,
    /// PostgreSQL's own measuring program.
    pub pgbench: PathBuf,
}

/// Builds them, all at once so that they share what they depend on.
pub fn build() -> Result<Programs> {
    let mut build = cargo(&["build", "--release", "--workspace"]);
    build.args([
        "--bin",
        "campanella",
        "--bench",
        "misure",
        "--bench",
        "regole",
    ]);
    let built = executables(&mut build)?;
    Ok(Programs {
        campanella: program(&built, "campanella")?,
        misure: program(&built, "misure")?,
        regole: program(&built, "regole")?,
        // One that is not there says so when it is started.
        pgbench: machine::pgbench().unwrap_or_else(|| "pgbench".into()),
    })
}

/// Builds the program that asks another engine what the rules are asked.
pub fn zen() -> Result<PathBuf> {
    let mut build = cargo(&["build", "--release", "--manifest-path"]);
    build.args(["plugins/host/benches/zen/Cargo.toml", "--target-dir"]);
    build.arg(project::root().join("target/zen"));
    program(&executables(&mut build)?, "zen")
}

fn program(built: &[(String, PathBuf)], wanted: &str) -> Result<PathBuf> {
    let found = built.iter().find(|(name, _)| name == wanted);
    let (_, file) = found.with_context(|| format!("cargo did not build {wanted}"))?;
    Ok(file.clone())
}

/// The programs that a build makes, by their names.
fn executables(build: &mut Command) -> Result<Vec<(String, PathBuf)>> {
    let mut built = Vec::new();
    build.arg("--message-format=json-render-diagnostics");
    command::run_reading(build, |line| {
        let message: Value = serde_json::from_str(line)?;
        if let (Some(name), Some(file)) = (
            message["target"]["name"].as_str(),
            message["executable"].as_str(),
        ) {
            built.push((name.to_owned(), PathBuf::from(file)));
        }
        Ok(())
    })?;
    Ok(built)
}
