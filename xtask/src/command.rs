//! Running other programs: what they print is shown, how they end is an error or not.

use std::collections::VecDeque;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use crate::counts::Counts;

/// `cargo`, in the workspace, with these arguments.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(crate::project::root());
    command
}

/// `cargo`, among the shipped regulations: a workspace of its own, since they compile to
/// WebAssembly with their own profile.
pub fn cargo_of_regolamenti(arguments: &[&str]) -> Command {
    let mut command = cargo(arguments);
    command.current_dir(crate::project::root().join("plugins/regolamenti"));
    command
}

/// Runs to the end; another ending than success is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs to the end without showing anything, and gives back all that it printed.
///
/// # Errors
/// When it cannot start or does not succeed; the message carries what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} ended with {}\n{printed}{complaint}",
            shown(command),
            output.status
        );
    }
    Ok(printed)
}

/// Lines that a failure repeats: whoever reads only the end of a long log finds the cause there.
const REPEATED: usize = 60;

/// Like [`run`], and adds the tests that the program says it ran to `counts`. A failure
/// repeats the last lines that it printed.
pub fn run_counting(command: &mut Command, counts: &mut Counts) -> Result<()> {
    let mut last = VecDeque::with_capacity(REPEATED);
    let ended = run_reading(command, |line| {
        println!("{line}");
        counts.read(line);
        if last.len() == REPEATED {
            last.pop_front();
        }
        last.push_back(line.to_owned());
        Ok(())
    });
    ended.map_err(|error| {
        let lines = Vec::from(last).join("\n");
        anyhow!("{error:#}\n{lines}")
    })
}

/// Like [`run`], and hands each line that the program prints to `read` instead of showing it.
///
/// # Errors
/// Also when `read` refuses a line; the program ends with its pipe.
pub fn run_reading(command: &mut Command, mut read: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if let Some(printed) = child.stdout.take() {
        for line in BufReader::new(printed).split(b'\n') {
            read(&String::from_utf8_lossy(&line?))?;
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// The program's file, looked for as a shell would.
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Puts a folder first among those where the command, and what it starts, find programs.
pub fn look_first_in(command: &mut Command, folder: &Path) {
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = [folder.to_path_buf()]
        .into_iter()
        .chain(env::split_paths(&others));
    if let Ok(path) = env::join_paths(folders) {
        command.env("PATH", path);
    }
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words: Vec<_> = std::iter::once(name)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect();
    format!("`{}`", words.join(" "))
}
