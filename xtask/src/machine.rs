//! What the machine must have, installed from Debian where that is allowed.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::services::postgres;
use crate::{command, services};

/// A program that a step needs, and the Debian package that carries it.
pub struct Need {
    package: &'static str,
    what_for: &'static str,
    is_here: fn() -> bool,
}

/// Virtual environments of Python, for the programs that come from PyPI.
pub const PYTHON: Need = Need {
    package: "python3-venv",
    what_for: "the programs that check licences, chart and server, and Node where it is too old",
    is_here: || {
        command::output(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_ok()
    },
};

/// The database server, unless the environment names one.
pub const POSTGRES: Need = Need {
    package: "postgresql",
    what_for: "the tests on PostgreSQL",
    is_here: || services::is_given(services::POSTGRES) || postgres::programs().is_some(),
};

/// A database server to fill, and its own measuring program.
pub const PGBENCH: Need = Need {
    package: "postgresql",
    what_for: "the measures on PostgreSQL",
    is_here: || pgbench().is_some(),
};

/// Redis, unless the environment names one.
pub const REDIS: Need = Need {
    package: "redis-server",
    what_for: "the tests of several nodes",
    is_here: || services::is_given(services::REDIS) || command::find("redis-server").is_some(),
};

/// A compiler for WebAssembly, unless `rustup` has the target: Debian's own, whose packages
/// belong together.
pub const WEBASSEMBLY: [Need; 4] = [
    wasm_package("rustc-web", || Path::new("/usr/bin/rustc").exists()),
    wasm_package("cargo-web", || Path::new("/usr/bin/cargo").exists()),
    wasm_package("rust-web-src", || {
        Path::new("/usr/lib/rustlib/src").exists()
    }),
    wasm_package("lld-22", || command::find("wasm-ld-22").is_some()),
];

const fn wasm_package(package: &'static str, is_here: fn() -> bool) -> Need {
    Need {
        package,
        what_for: "the tests that build regulations from their sources",
        is_here,
    }
}

/// Whether `rustup` has the target of the regulations, or gets it.
pub fn rustup_builds_webassembly() -> bool {
    let rustup = |args: &[&str]| command::output(Command::new("rustup").args(args));
    let target = "wasm32-unknown-unknown";
    rustup(&["target", "list", "--installed"]).is_ok_and(|installed| installed.contains(target))
        || rustup(&["target", "add", target]).is_ok()
}

/// The browser that the pages are tested with.
pub const CHROMIUM: Need = Need {
    package: "chromium",
    what_for: "the tests in the browser",
    is_here: || command::find("chromium").is_some(),
};

/// A validator of XML, for the messages of the payment node.
pub const XMLLINT: Need = Need {
    package: "libxml2-utils",
    what_for: "the test of messages against the definitions of pagoPA",
    is_here: || command::find("xmllint").is_some(),
};

/// What draws a PDF and reads the codes on it back.
pub const DOCUMENTS: [Need; 3] = [
    document_package("poppler-utils", || command::find("pdftoppm").is_some()),
    document_package("zbar-tools", || command::find("zbarimg").is_some()),
    document_package("dmtx-utils", || command::find("dmtxread").is_some()),
];

const fn document_package(package: &'static str, is_here: fn() -> bool) -> Need {
    Need {
        package,
        what_for: "the tests that read documents back",
        is_here,
    }
}

/// The program `pgbench`: beside the server's, or where a shell finds it.
pub fn pgbench() -> Option<PathBuf> {
    let beside = postgres::programs().map(|folder| folder.join("pgbench"));
    beside
        .filter(|program| program.is_file())
        .or_else(|| command::find("pgbench"))
}

/// Installs what is missing.
///
/// # Errors
/// Names every package that is still missing, what it is for, and why it could
/// not be installed. The caller goes on with what there is.
pub fn prepare(needs: &[&Need]) -> Result<()> {
    let missing = still_missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    println!("missing Debian packages: {}", packages.join(" "));
    let reason = match install(&packages) {
        Ok(()) => "installed, but the program is not where it should be".to_owned(),
        Err(error) => format!("{error:#}"),
    };
    let missing = still_missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    bail!(complaint(&missing, &reason))
}

fn complaint(missing: &[&Need], reason: &str) -> String {
    let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    let purposes: Vec<_> = missing
        .iter()
        .map(|need| format!("  {}: for {}", need.package, need.what_for))
        .collect();
    format!(
        "please install by hand: {}\n{}\nwhy this command could not: {reason}",
        packages.join(" "),
        purposes.join("\n"),
    )
}

fn still_missing<'a>(needs: &[&'a Need]) -> Vec<&'a Need> {
    needs
        .iter()
        .copied()
        .filter(|need| !(need.is_here)())
        .collect()
}

fn install(packages: &[&str]) -> Result<()> {
    if command::find("apt-get").is_none() {
        bail!("there is no apt-get on this machine");
    }
    apt_get(&["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments)
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let mut command = if is_root() {
        Command::new("env")
    } else if command::output(Command::new("sudo").args(["-n", "true"])).is_ok() {
        let mut command = Command::new("sudo");
        command.args(["-n", "env"]);
        command
    } else {
        bail!("installing needs root, or sudo without a password");
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    command::output(&mut command).map(drop)
}

/// True when we are root: a database server must then run as somebody else.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|us| us.uid() == 0)
}

/// User and group that services run as when we are root: `postgres` if there is one,
/// else `nobody`.
pub fn unprivileged_user() -> Option<(u32, u32)> {
    let users = fs::read_to_string(Path::new("/etc/passwd")).ok()?;
    user_in(&users, "postgres").or_else(|| user_in(&users, "nobody"))
}

fn user_in(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_read_from_passwd() {
        let users = "root:x:0:0:root:/:/bin/sh\npostgres:x:101:104:admin:/:/bin/sh\n";
        assert_eq!(user_in(users, "postgres"), Some((101, 104)));
        assert_eq!(user_in(users, "nobody"), None);
    }

    #[test]
    fn what_cannot_be_installed_is_named_with_its_purpose() {
        let missing = Need {
            package: "redis-server",
            what_for: "nodes",
            is_here: || false,
        };
        let here = Need {
            package: "chromium",
            what_for: "pages",
            is_here: || true,
        };
        let message = complaint(&still_missing(&[&missing, &here]), "no network");
        assert!(message.contains("redis-server: for nodes"), "{message}");
        assert!(message.contains("no network"), "{message}");
        assert!(!message.contains("chromium"), "{message}");
    }
}
