//! Where a comune's store is, as the catalog writes it.

use std::fmt;
use std::path::Path;

use campanella_kernel::ComuneId;

use crate::config::Config;
use crate::connect::Place;

/// Bytes that PostgreSQL keeps of a name.
const LONGEST_NAME: usize = 63;

/// Where a comune's store is. Written without a password: `sqlite:` and a file of the data
/// folder, or `postgres:` and a database of the configured server; a whole `postgres://` address
/// places a comune on another server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StoreAddress {
    /// A file in the folder `comuni` of the data folder.
    File(String),
    /// A database of the server of the configuration.
    Database(String),
    /// A database of another server.
    Elsewhere(String),
}

impl StoreAddress {
    /// Where a new comune goes: beside the catalog, whose database, if it is one, is `catalog`.
    /// None when the name would be too long for PostgreSQL, which would cut it.
    pub(crate) fn of_new(id: &ComuneId, catalog: Option<&str>) -> Option<Self> {
        let Some(catalog) = catalog else {
            return Some(Self::File(format!("{id}.db")));
        };
        let name = format!("{catalog}_{id}");
        (name.len() <= LONGEST_NAME).then_some(Self::Database(name))
    }

    /// Reads what the catalog has.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Some(Self::Elsewhere(text.to_owned()));
        }
        match text.split_once(':') {
            Some(("sqlite", file)) if is_plain(file) => Some(Self::File(file.to_owned())),
            Some(("postgres", database)) if is_plain(database) => {
                Some(Self::Database(database.to_owned()))
            }
            _ => None,
        }
    }

    /// Where a connection finds it; none when it is a database and no server is configured.
    pub(crate) fn place(&self, config: &Config) -> Option<Place> {
        match self {
            Self::File(file) => Some(Place::Sqlite(folder(&config.dati).join(file))),
            Self::Database(database) => config.catalogo.as_ref().map(|url| Place::Postgres {
                url: url.clone(),
                database: Some(database.clone()),
            }),
            Self::Elsewhere(url) => Some(Place::server(url)),
        }
    }
}

impl fmt::Display for StoreAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "sqlite:{file}"),
            Self::Database(database) => write!(f, "postgres:{database}"),
            Self::Elsewhere(url) => f.write_str(url),
        }
    }
}

/// The folder of the comuni's files.
pub(crate) fn folder(dati: &Path) -> std::path::PathBuf {
    dati.join("comuni")
}

/// A name without separators: a file of the folder itself.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_of_two_catalogs_do_not_meet() {
        let id = ComuneId::parse("aulla").expect("an id");
        let address = |catalog| StoreAddress::of_new(&id, catalog).map(|a| a.to_string());
        assert_eq!(address(None).as_deref(), Some("sqlite:aulla.db"));
        assert_eq!(address(Some("uno")).as_deref(), Some("postgres:uno_aulla"));
        assert_eq!(address(Some(&"x".repeat(58))), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "sqlite:aulla.db",
            "postgres:campanella_sant-angelo",
            "postgres://u:p@db2:5432/aulla",
        ] {
            let address = StoreAddress::parse(text).expect(text);
            assert_eq!(address.to_string(), text);
        }
        for text in [
            "sqlite:../altro.db",
            "sqlite:",
            "mysql:x",
            "aulla.db",
            "sqlite:/etc/x",
        ] {
            assert_eq!(StoreAddress::parse(text), None, "{text}");
        }
    }
}
