//! A Redis server of our own.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result};

use super::guard::{Folder, Guard, random};
use super::{Service, free_port};
use crate::command;

/// Starts it; nothing that it holds is ever written to disk.
pub(super) fn start() -> Result<Service> {
    let program = command::find("redis-server").context("Redis is not installed")?;
    let folder = Folder::new("redis")?;
    let password = random()?;
    let port = free_port()?;
    let configuration = folder.write(
        "redis.conf",
        &format!("bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave \"\"\nappendonly no\n"),
    )?;
    let server = [
        program.display().to_string(),
        configuration.display().to_string(),
    ];
    let server = server.each_ref().map(String::as_str);
    let guard = Guard::start(&folder, "TERM", &server, || {
        answers(port, &password).is_some()
    })?;
    println!("Redis on port {port}");
    let url = format!("redis://default:{password}@127.0.0.1:{port}/");
    Ok(Service {
        url,
        _guard: Some(guard),
    })
}

fn answers(port: u16, password: &str) -> Option<()> {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    server.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    server
        .write_all(format!("AUTH {password}\r\nQUIT\r\n").as_bytes())
        .ok()?;
    let mut answer = String::new();
    server.read_to_string(&mut answer).ok()?;
    answer.starts_with("+OK").then_some(())
}
