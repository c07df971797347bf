//! The web frontends: packages, types, pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::counts::Counts;
use crate::{command, machine, project, tools};

/// The oldest Node that Vite runs on, as major and minor version.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Makes sure of a Node that is new enough: the machine's, or one from PyPI (Debian's
/// package is too old in the releases that are widely used).
///
/// # Errors
/// Says which Node is wanted and why none could be installed.
pub fn prepare_node() -> Result<()> {
    if node_is_new_enough() {
        return Ok(());
    }
    let (major, minor) = OLDEST_NODE;
    machine::prepare(&[&machine::PYTHON])
        .and_then(|()| tools::install("node", tools::NODE))
        .with_context(|| format!("Node {major}.{minor} or later with npm is needed"))
}

fn node_is_new_enough() -> bool {
    command::find("npm").is_some()
        && command::output(Command::new("node").arg("--version"))
            .is_ok_and(|printed| version(&printed) >= Some(OLDEST_NODE))
}

fn version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The folder of the frontends.
pub fn folder() -> PathBuf {
    project::root().join("portal")
}

/// The built pages, as the server serves them.
pub fn pages() -> PathBuf {
    folder().join("dist")
}

/// `npm` with these arguments, in the folder of the frontends.
pub fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    if !node_is_new_enough() {
        command::look_first_in(&mut command, &tools::bin("node"));
    }
    command.args(arguments).current_dir(folder());
    // Words about newer versions and donations are not for a log.
    command
        .env("NPM_CONFIG_UPDATE_NOTIFIER", "false")
        .env("NPM_CONFIG_FUND", "false");
    command
}

/// Installs the packages, unless they are those of the lock file already.
pub fn install_packages() -> Result<()> {
    let lock = folder().join("package-lock.json");
    // npm writes this file last, so it also tells that an installation was whole.
    let stamp = folder().join("node_modules/.package-lock.json");
    if modified(&stamp) >= Some(modified(&lock).with_context(|| lock.display().to_string())?) {
        return Ok(());
    }
    command::run(&mut npm(&["ci", "--no-audit"]))
}

/// Types, pages and unit tests. The build checks the types before it makes the pages.
pub fn build_and_test(counts: &mut Counts) -> Result<()> {
    build()?;
    command::run_counting(&mut npm(&["run", "test"]), counts)
}

/// Builds the pages unless nothing has changed since they were built.
pub fn build_if_changed() -> Result<()> {
    let built = modified(&pages().join("index.html"));
    let schemas = ["portale", "ufficio"].map(|api| format!("graphql/{api}.graphql"));
    let schemas = schemas
        .iter()
        .filter_map(|file| modified(&project::root().join(file)))
        .max();
    if built.is_some() && built >= newest_source(&folder())?.max(schemas) {
        return Ok(());
    }
    build()
}

fn build() -> Result<()> {
    command::run(&mut npm(&["run", "build"]))?;
    if !pages().is_dir() {
        bail!("the build left nothing in {}", pages().display());
    }
    Ok(())
}

/// When the newest file or folder was changed, without what npm, the build and the tests write.
fn newest_source(folder: &Path) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let written = ["node_modules", "dist", "test-results", "playwright-report"];
        if written.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        newest = newest.max(modified(&entry.path()));
        if entry.file_type()?.is_dir() {
            newest = newest.max(newest_source(&entry.path())?);
        }
    }
    Ok(newest)
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_of_node_compare_as_numbers() {
        assert_eq!(version("v20.19.4\n"), Some((20, 19)));
        assert!(version("v18.20.4") < Some((20, 19)));
        assert!(version("v22.2.0") > Some((20, 19)));
        assert_eq!(version("node"), None);
    }
}
