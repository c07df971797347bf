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
            if let Some(warning) = warning(line)? {
                warnings += 1;
                println!("{warning}");
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

/// What the compiler has against the code, of a line that cargo prints; nothing of its own news.
fn warning(line: &str) -> Result<Option<String>> {
    let message: Value = serde_json::from_str(line)?;
    if message["reason"] != "compiler-message" {
        return Ok(None);
    }
    let shown = message["message"]["rendered"].as_str().unwrap_or(line);
    Ok(Some(shown.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::warning;

    #[test]
    fn a_lint_is_told_from_what_was_built() {
        let lint = r#"{"reason":"compiler-message","message":{"level":"warning","rendered":"warning: unused"}}"#;
        let read = |line| warning(line).expect("JSON");
        assert_eq!(read(lint).as_deref(), Some("warning: unused"));
        assert_eq!(read(r#"{"reason":"compiler-artifact","fresh":true}"#), None);
        assert_eq!(read(r#"{"reason":"build-finished","success":true}"#), None);
        assert!(warning("warning: unused").is_err(), "no JSON");
    }
}
