//! Throw-away PostgreSQL and Redis: own data, own ports, gone when the command is.

mod guard;
pub mod postgres;
mod redis;

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use anyhow::Result;

use guard::Guard;

/// Variable that names the PostgreSQL server of the tests: the URL of a user who
/// may create databases.
pub const POSTGRES: &str = "CAMPANELLA_TEST_POSTGRES";

/// Variable that names the Redis server of the tests.
pub const REDIS: &str = "CAMPANELLA_TEST_REDIS";

/// The services that tests and benches run on. They end when this value is dropped,
/// and also when the process is killed before.
pub struct Services {
    postgres: Result<Service>,
    redis: Result<Service>,
}

/// One running service.
pub struct Service {
    url: String,
    /// `None` for a server that the environment named: it is not ours to stop.
    _guard: Option<Guard>,
}

impl Services {
    /// Starts what the environment does not name. A service that cannot be had is no
    /// error here: [`Services::missing`] tells, and the rest can run.
    pub fn start() -> Self {
        Self {
            postgres: given_or(POSTGRES, postgres::start),
            redis: given_or(REDIS, redis::start),
        }
    }

    /// Tells the command, and what it starts, where the services are.
    pub fn announce_to(&self, command: &mut Command) {
        for (variable, service) in self.all() {
            if let Ok(service) = service {
                command.env(variable, &service.url);
            }
        }
    }

    /// The services that could not be had, each with the reason.
    pub fn missing(&self) -> Vec<(&'static str, &anyhow::Error)> {
        self.all()
            .into_iter()
            .filter_map(|(variable, service)| Some((variable, service.as_ref().err()?)))
            .collect()
    }

    fn all(&self) -> [(&'static str, &Result<Service>); 2] {
        [(POSTGRES, &self.postgres), (REDIS, &self.redis)]
    }
}

/// A PostgreSQL of our own, whatever the environment names: a bench fills it and reads its log.
pub fn own_postgres() -> Result<Service> {
    postgres::start()
}

impl Service {
    /// Where it is, with user and password.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// True when the environment names the service.
pub fn is_given(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|url| !url.is_empty())
}

fn given_or(variable: &str, start: impl FnOnce() -> Result<Service>) -> Result<Service> {
    match env::var(variable) {
        Ok(url) if !url.is_empty() => {
            println!("{variable}: the server named in the environment");
            Ok(Service { url, _guard: None })
        }
        _ => start(),
    }
}

/// A port that nobody listens on at this moment.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}
