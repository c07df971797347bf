//! The program `campanella`, as a process.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Names the program to be tested.
const PROGRAM: &str = "CAMPANELLA_BIN";
const HOW_TO_BUILD: &str = "build it with `cargo build --workspace --bins`";

/// More than a node needs to start or to stop, on a machine that is busy.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The program that the environment names, or the one that cargo put beside these tests.
fn program() -> PathBuf {
    if let Some(named) = std::env::var_os(PROGRAM) {
        let named = PathBuf::from(named);
        assert!(
            named.is_file(),
            "{PROGRAM} names {named:?}, which is no file: {HOW_TO_BUILD}"
        );
        return named;
    }
    // These tests are `target/<profile>/deps/e2e-…`.
    let tests = std::env::current_exe().expect("a program");
    let profile = tests.ancestors().nth(2).expect("a folder");
    let program = profile.join("campanella");
    assert!(
        program.is_file(),
        "there is no {program:?}: {HOW_TO_BUILD}, or name one in {PROGRAM}"
    );
    let changed = changed_since(&program);
    assert!(
        changed.is_none(),
        "{program:?} is older than {changed:?}: {HOW_TO_BUILD}"
    );
    program
}

/// A source of `program` that is newer than it. Cargo lists them beside it.
fn changed_since(program: &Path) -> Option<PathBuf> {
    let when = |file: &Path| std::fs::metadata(file).and_then(|m| m.modified()).ok();
    let built: SystemTime = when(program)?;
    let list = std::fs::read_to_string(program.with_extension("d")).ok()?;
    let (_, sources) = list.split_once(": ")?;
    // A space within a name is written `\ `.
    let sources = sources.replace("\\ ", "\0");
    sources
        .split_whitespace()
        .map(|source| PathBuf::from(source.replace('\0', " ")))
        .find(|source| when(source).is_some_and(|changed| changed > built))
}

/// What a process of the program is told.
#[derive(Clone)]
pub struct Ambiente {
    /// Its folder, in which it also looks for a configuration: there is none.
    pub dati: PathBuf,
    /// Variables, without `CAMPANELLA_` those of the configuration.
    pub variabili: Vec<(&'static str, String)>,
}

impl Ambiente {
    /// The same, with one more variable.
    pub fn con(&self, nome: &'static str, valore: impl Into<String>) -> Self {
        let mut altro = self.clone();
        altro.variabili.push((nome, valore.into()));
        altro
    }

    /// A command of the program. It sees no other variable: those of who runs the tests are theirs.
    fn comando(&self, argomenti: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(argomenti)
            .current_dir(&self.dati)
            .env_clear()
            .env("CAMPANELLA_DATI", &self.dati)
            // A test waits for the rules that it asks, not for all of them.
            .env("CAMPANELLA_PREPARA_REGOLE", "false")
            .envs(self.variabili.iter().map(|(n, v)| (*n, v.as_str())))
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Runs a command to its end, which must be good.
    pub async fn esegui(&self, argomenti: &[&str]) {
        let output = self.comando(argomenti).output();
        let output = timeout(PATIENCE, output)
            .await
            .expect("in time")
            .expect("it starts");
        assert!(output.status.success(), "{argomenti:?}: {output:?}");
    }
}

/// `campanella servi` at work. It is killed when it is dropped.
pub struct Nodo {
    child: Child,
    /// Where it answers.
    pub indirizzo: SocketAddr,
}

impl Nodo {
    /// Starts a node on a port that is free, and waits until it listens there.
    pub async fn avvia(ambiente: &Ambiente) -> Self {
        let mut command = ambiente
            .con("CAMPANELLA_INDIRIZZO", "127.0.0.1:0")
            .comando(&["servi"]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let log = child.stdout.take().expect("a log");
        let indirizzo = timeout(PATIENCE, listening(log)).await.expect("in time");
        Self { child, indirizzo }
    }

    /// Kills it in the middle of whatever it is doing.
    pub async fn uccidi(mut self) {
        self.child.kill().await.expect("SIGKILL");
    }

    /// Asks it to stop, and waits until it has: it sends what it has to tell before.
    pub async fn ferma(mut self) {
        let pid = self.child.id().expect("a process").to_string();
        let mut kill = Command::new("sh");
        let asked = kill
            .args(["-c", "kill -TERM \"$1\"", "kill", &pid])
            .status();
        assert!(asked.await.expect("a shell").success());
        let status = timeout(PATIENCE, self.child.wait()).await.expect("in time");
        let status = status.expect("a status");
        assert!(status.success(), "{status}");
    }
}

/// The address that the log tells; what else it says is read too, so that the node never waits.
async fn listening(log: ChildStdout) -> SocketAddr {
    let mut lines = BufReader::new(log).lines();
    let mut said = String::new();
    while let Some(line) = lines.next_line().await.expect("text") {
        let told = line.split("in ascolto su socket://").nth(1);
        let told = told.and_then(|rest| rest.split(['"', ',']).next()?.parse().ok());
        if let Some(address) = told {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return address;
        }
        said.push_str(&line);
        said.push('\n');
    }
    panic!("the node ended:\n{said}");
}
