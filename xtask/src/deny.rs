//! Licences, bans and sources of the dependency tree, as `deny.toml` wants them.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{command, project};

/// Runs `cargo-deny` for the platform and for the shipped regulations. The advisories are
/// left out: their database is a repository elsewhere, and a test run needs nothing but
/// package registries.
pub fn check(cargo_deny: &Path) -> Result<()> {
    println!("advisories are left out: `cargo deny check advisories` where the network allows it");
    for manifest in ["Cargo.toml", "plugins/regolamenti/Cargo.toml"] {
        let mut checks = Command::new(cargo_deny);
        checks
            .args(["--manifest-path", manifest, "--config", "deny.toml"])
            .args(["check", "licenses", "bans", "sources"])
            .current_dir(project::root());
        command::run(&mut checks)?;
    }
    Ok(())
}
