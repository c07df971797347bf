//! Where comuni are kept, and how many stores may be open.

use std::path::PathBuf;

use crate::connect::Place;

/// Connections that are set aside for the catalog and for making databases.
const RESERVED: usize = 4;

/// Where comuni are kept, and how many stores may be open. Part of the server's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder: `catalogo.db` and, in `comuni/`, a file for each comune.
    pub dati: PathBuf,
    /// A PostgreSQL address: the catalog is in that database, new comuni get one of their own on
    /// that server. Without it everything is in the data folder.
    pub catalogo: Option<String>,
    /// Open stores at most; the least recently used is closed first.
    pub max_store_aperti: usize,
    /// Connections to one comune's PostgreSQL database at most.
    pub connessioni_per_comune: u32,
    /// Connections to PostgreSQL of this process at most, over all comuni.
    pub connessioni_totali: usize,
    /// Names of the modules that a comune can enable.
    pub moduli: &'static [&'static str],
}

impl Config {
    /// Everything in the folder `dati`, with the usual limits.
    #[must_use]
    pub fn embedded(dati: PathBuf, moduli: &'static [&'static str]) -> Self {
        Self {
            dati,
            catalogo: None,
            max_store_aperti: 200,
            connessioni_per_comune: 2,
            connessioni_totali: 80,
            moduli,
        }
    }

    pub(crate) fn catalog_place(&self) -> Place {
        match &self.catalogo {
            Some(url) => Place::server(url),
            None => Place::Sqlite(self.dati.join("catalogo.db")),
        }
    }

    /// PostgreSQL stores that can be open within the bound on connections.
    pub(crate) fn max_postgres_aperti(&self) -> usize {
        let per_store = usize::try_from(self.connessioni_per_comune.max(1)).unwrap_or(usize::MAX);
        let stores = self.connessioni_totali.saturating_sub(RESERVED) / per_store;
        stores.clamp(1, self.max_store_aperti.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_stores_stay_within_the_connections() {
        let mut config = Config::embedded(PathBuf::new(), &[]);
        for (connections, per_store, stores) in
            [(80, 2, 38), (100, 3, 32), (3, 2, 1), (900, 1, 200)]
        {
            config.connessioni_totali = connections;
            config.connessioni_per_comune = per_store;
            assert_eq!(config.max_postgres_aperti(), stores);
        }
    }
}
