//! Builds of the workspace: always the whole of it, so that every command has the
//! same set of features and none throws away what another built.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::command::{self, cargo, run};

/// The binaries, for the commands that only serve.
pub fn binaries() -> Result<()> {
    run(&mut cargo(&["build", "--workspace", "--bins"]))
}

/// How the tests are compiled: by clippy, which is the compiler that also lints. `cargo clippy`
/// would read every dependency a second time, to compile nothing.
pub struct Build {
    clippy: Option<PathBuf>,
}

impl Build {
    /// By clippy, if it is installed.
    pub fn find() -> Self {
        let sysroot = command::output(Command::new("rustc").args(["--print", "sysroot"]));
        let beside = sysroot.map(|s| PathBuf::from(s.trim()).join("bin/clippy-driver"));
        let beside = beside.ok().filter(|file| file.is_file());
        Self {
            clippy: beside.or_else(|| command::find("clippy-driver")),
        }
    }

    /// Whether it lints.
    pub const fn lints(&self) -> bool {
        self.clippy.is_some()
    }

    /// `cargo` with these arguments, compiling so. Not by the environment: the tests build guests,
    /// whose bytes must not depend on it.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(&[]);
        if let Some(clippy) = &self.clippy {
            let wrapper = format!(
                "build.rustc-workspace-wrapper={:?}",
                clippy.display().to_string()
            );
            command.args(["--config", &wrapper]);
        }
        command.args(arguments);
        command
    }

    /// Everything that the tests run, the binaries among it.
    pub fn everything(&self) -> Result<()> {
        run(&mut self.cargo(&EVERYTHING))
    }

    /// Refuses what was compiled with warnings: cargo repeats those of what it need not compile
    /// again.
    pub fn warnings(&self) -> Result<()> {
        let mut warnings = 0;
        let mut again = self.cargo(&EVERYTHING);
        command::run_reading(again.arg("--message-format=json"), |line| {
            let message: Value = serde_json::from_str(line)?;
            if message["reason"] == "compiler-message" {
                warnings += 1;
                let shown = message["message"]["rendered"].as_str().unwrap_or(line);
                println!("{shown}");
            }
            Ok(())
        })?;
        if warnings > 0 {
            bail!("{warnings} warnings");
        }
        Ok(())
    }
}

const EVERYTHING: [&str; 4] = ["build", "--workspace", "--all-targets", "--keep-going"];
