//! The programs that measure, and the one that is measured, built as they are released.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{self, cargo};
use crate::machine;

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
    build
        .args([
            "--bin",
            "campanella",
            "--bench",
            "misure",
            "--bench",
            "regole",
        ])
        .arg("--message-format=json-render-diagnostics");
    let mut built = Vec::new();
    command::run_reading(&mut build, |line| {
        let message: Value = serde_json::from_str(line)?;
        if let (Some(name), Some(file)) = (
            message["target"]["name"].as_str(),
            message["executable"].as_str(),
        ) {
            built.push((name.to_owned(), PathBuf::from(file)));
        }
        Ok(())
    })?;
    let program = |wanted: &str| {
        let found = built.iter().find(|(name, _)| name == wanted);
        let (_, file) = found.with_context(|| format!("cargo did not build {wanted}"))?;
        anyhow::Ok(file.clone())
    };
    Ok(Programs {
        campanella: program("campanella")?,
        misure: program("misure")?,
        regole: program("regole")?,
        // One that is not there says so when it is started.
        pgbench: machine::pgbench().unwrap_or_else(|| "pgbench".into()),
    })
}
