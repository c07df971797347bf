//! A PostgreSQL server of our own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::guard::{Folder, Guard, random};
use super::{Service, free_port};
use crate::command;

/// Prepares the data and becomes the server: `$1` programs, `$2` folder, `$3` port.
/// A test may lose its data with the machine, so nothing waits for the disk.
const SERVER: &str = r#"
"$1/initdb" -D "$2/data" -U postgres --auth=password --pwfile="$2/password" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync &&
exec "$1/postgres" -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 \
    -c max_connections=100 -c fsync=off -c synchronous_commit=off -c full_page_writes=off
"#;

/// The folder with `initdb` and `postgres`: the newest of Debian's, or that of `PATH`.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok();
    let newest = versions
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .max();
    let debian = newest.map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")));
    let of_path = || Some(command::find("initdb")?.parent()?.to_path_buf());
    debian
        .filter(|folder| folder.join("initdb").is_file())
        .or_else(of_path)
}

/// Starts it, for at most 100 connections.
pub(super) fn start() -> Result<Service> {
    let programs = programs().context("PostgreSQL is not installed")?;
    let folder = Folder::new("postgres")?;
    let password = random()?;
    folder.write("password", &password)?;
    let port = free_port()?;
    let (programs, path) = (
        programs.display().to_string(),
        folder.path().display().to_string(),
    );
    let is_ready = || {
        let mut asked = Command::new(format!("{programs}/pg_isready"));
        asked.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        command::output(&mut asked).is_ok()
    };
    // SIGQUIT ends the server at once, whoever is connected.
    let server = [
        "sh",
        "-c",
        SERVER,
        "postgres",
        &programs,
        &path,
        &port.to_string(),
    ];
    let guard = Guard::start(&folder, "QUIT", &server, is_ready)?;
    println!("PostgreSQL on port {port}, data in {path}");
    let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
    Ok(Service {
        url,
        _guard: Some(guard),
    })
}
