//! A service that does not outlive us.

use std::fs::{self, DirBuilder, File};
use std::io::Read;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::machine;

const START_LIMIT: Duration = Duration::from_secs(60);

/// The folder of a service, owned by the user that the service runs as.
pub struct Folder {
    path: PathBuf,
    user: Option<(u32, u32)>,
}

impl Folder {
    /// Makes a folder that nobody else can look into, among the temporary files.
    pub fn new(service: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("campanella-{service}-{}", random()?));
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .with_context(|| format!("cannot make {}", path.display()))?;
        let user = if machine::is_root() {
            machine::unprivileged_user()
        } else {
            None
        };
        let folder = Self { path, user };
        folder.give(&folder.path)?;
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file that the service can read.
    pub fn write(&self, name: &str, content: &str) -> Result<PathBuf> {
        let file = self.path.join(name);
        fs::write(&file, content)?;
        self.give(&file)?;
        Ok(file)
    }

    fn give(&self, path: &Path) -> Result<()> {
        if let Some((user, group)) = self.user {
            chown(path, Some(user), Some(group))?;
        }
        Ok(())
    }
}

/// A running service. Dropping it stops the service and removes its folder; so does
/// the end of this process, however it comes: see `guard.sh`.
pub struct Guard {
    process: Child,
}

impl Guard {
    /// Starts the service and waits until `is_ready` says so.
    ///
    /// # Errors
    /// When it does not get ready in time; the message ends with the service's log.
    pub fn start(
        folder: &Folder,
        stop_signal: &str,
        service: &[&str],
        is_ready: impl Fn() -> bool,
    ) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell
            .arg(folder.write("guard.sh", include_str!("guard.sh"))?)
            .arg(folder.path())
            .arg(stop_signal)
            .args(service)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            // Out of reach of a Ctrl-C in the terminal: it still has to tidy up.
            .process_group(0);
        if let Some((user, group)) = folder.user {
            shell.uid(user).gid(group);
        }
        let guard = Self {
            process: shell.spawn().context("cannot start sh")?,
        };
        let started = Instant::now();
        while !is_ready() {
            if started.elapsed() > START_LIMIT {
                let log = fs::read_to_string(folder.path().join("log")).unwrap_or_default();
                bail!(
                    "{} did not get ready\n{log}",
                    service.first().unwrap_or(&"the service")
                );
            }
            sleep(Duration::from_millis(50));
        }
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // Nothing to be done about an error: the guard goes on without us.
        let _ = self.process.wait();
    }
}

/// Letters that nobody can guess, for folder names and passwords.
pub fn random() -> Result<String> {
    let mut bytes = [0_u8; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service_with_a_file() -> (PathBuf, Guard) {
        let folder = Folder::new("prova").unwrap();
        let path = folder.path().to_path_buf();
        let file = path.join("pronto");
        let script = "echo pronto > pronto; exec sleep 600";
        let guard = Guard::start(&folder, "TERM", &["sh", "-c", script], || file.exists());
        (path, guard.unwrap())
    }

    #[test]
    fn a_dropped_service_leaves_nothing() {
        let (folder, guard) = service_with_a_file();
        assert!(folder.exists());
        drop(guard);
        assert!(!folder.exists());
    }

    #[test]
    fn a_service_ends_when_only_the_pipe_closes() {
        let (folder, mut guard) = service_with_a_file();
        drop(guard.process.stdin.take());
        let closed = Instant::now();
        while folder.exists() {
            assert!(
                closed.elapsed() < Duration::from_secs(20),
                "the folder is still there"
            );
            sleep(Duration::from_millis(20));
        }
    }
}
