//! An installation of the platform for a measure: its own folder, its own catalog.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tokio::process::Command;

use crate::postgres::Postgres;
use crate::server::Server;

/// The vendor's token.
pub const TOKEN: &str = "misura";

/// Where the comuni of a measure have their stores.
#[derive(Clone, Copy)]
pub enum Stores<'a> {
    /// Databases of that server.
    Postgres(&'a Postgres),
    /// Files.
    Sqlite,
}

/// An installation that is thrown away with its folder.
pub struct Installation {
    program: PathBuf,
    folder: TempDir,
    catalog: Option<String>,
    environment: Vec<(&'static str, String)>,
}

impl Installation {
    /// Makes an empty one; `name` is that of its catalog on PostgreSQL.
    pub async fn new(program: &Path, stores: Stores<'_>, name: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut environment = vec![
            ("CAMPANELLA_DATI", folder.path().display().to_string()),
            ("CAMPANELLA_TOKEN_FORNITORE", TOKEN.to_owned()),
            ("CAMPANELLA_LOG", "error".to_owned()),
        ];
        let mut catalog = None;
        if let Stores::Postgres(server) = stores {
            server.execute(&format!("CREATE DATABASE {name}")).await?;
            environment.push(("CAMPANELLA_CATALOGO", server.url_of(name)?));
            catalog = Some(name.to_owned());
        }
        Ok(Self {
            program: program.to_path_buf(),
            folder,
            catalog,
            environment,
        })
    }

    /// Sets a key of the configuration.
    pub fn set(&mut self, variable: &'static str, value: impl ToString) {
        self.environment.push((variable, value.to_string()));
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database of a comune, on PostgreSQL.
    pub fn database(&self, comune: &str) -> Result<String> {
        let catalog = self.catalog.as_ref().context("not on PostgreSQL")?;
        Ok(format!("{catalog}_{comune}"))
    }

    /// A command of the server's program.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).kill_on_drop(true);
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command
    }

    /// Makes so many comuni of the same people, with so many children each.
    pub async fn populate(&self, comuni: u32, bambini: u32) -> Result<()> {
        let (comuni, bambini) = (comuni.to_string(), bambini.to_string());
        let mut demo = self.command(&["demo", "--solo-dati"]);
        demo.args(["--comuni", &comuni, "--bambini", &bambini]);
        // Its progress is ours; our output is for the figures alone.
        demo.stdout(std::io::stderr());
        let status = demo.status().await.context("campanella does not start")?;
        ensure!(status.success(), "campanella demo ended with {status}");
        Ok(())
    }

    /// Serves it.
    pub async fn serve(&self) -> Result<Server> {
        Server::start(self.command(&["servi"])).await
    }
}

/// Name of the comune number `number`, as the demonstration makes it.
pub fn comune(number: u32) -> String {
    format!("misura-{number:04}")
}

/// Where it answers.
pub fn host(number: u32) -> String {
    format!("{}.localhost", comune(number))
}
