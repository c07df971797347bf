//! The configuration: a TOML file, then the environment, which wins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::bilanciatori::Bilanciatori;

/// The file that is read when `CAMPANELLA_CONFIG` names no other; it need not exist.
const DEFAULT_FILE: &str = "campanella.toml";

/// How the server is to run. With no configuration at all it is embedded: SQLite files in the
/// folder `dati`, everything else in the process.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address to listen on.
    pub indirizzo: String,
    /// Who is believed on behalf of whom a request comes.
    pub bilanciatori: Bilanciatori,
    /// Folder of SQLite stores, exports, compiled regulations and the local mailbox.
    pub dati: PathBuf,
    /// URL of the catalog; a PostgreSQL one puts new stores on the same server.
    pub catalogo: Option<String>,
    /// URL of Redis, which carries hints between nodes.
    pub redis: Option<String>,
    /// OTLP endpoint over HTTP, e.g. `http://collector:4318`.
    pub otlp: Option<String>,
    /// Traces that are kept, one in so many.
    pub una_traccia_su: u32,
    /// URL of the mail server, e.g. `smtps://user:password@host`.
    pub smtp: Option<String>,
    /// Sender of e-mails.
    pub mittente: String,
    /// Folder of the built portal.
    pub portale: PathBuf,
    /// GraphiQL, readable schema, local mailbox page: never in production.
    pub sviluppo: bool,
    /// Open stores at most; the least recently used is closed first.
    pub max_store_aperti: usize,
    /// Connections to one comune's PostgreSQL database at most.
    pub connessioni_per_comune: u32,
    /// Connections to PostgreSQL of this node at most, over all comuni.
    pub connessioni_totali: usize,
    /// Compiles the shipped rules at start, instead of when one is first asked.
    pub prepara_regole: bool,
    /// URL of pagoPA's Checkout, e.g. `https://api.platform.pagopa.it/checkout/ec/v1`; without it
    /// nobody pays online.
    pub checkout: Option<String>,
    /// The key with which Checkout knows the vendor.
    pub chiave_checkout: Option<String>,
    /// URL of pagoPA's flows of reconciliation, e.g.
    /// `https://api.platform.pagopa.it/fdr-org/service/v1`; without it none is taken in.
    pub flussi: Option<String>,
    /// The key with which they know the vendor.
    pub chiave_flussi: Option<String>,
    /// URL of pagoPA's receipts by their id, e.g.
    /// `https://api.platform.pagopa.it/bizevents/service/v1`; without it none is asked for.
    pub ricevute: Option<String>,
    /// The key with which they know the vendor.
    pub chiave_ricevute: Option<String>,
    /// Stations that have credentials of their own, by id; only in the file.
    pub stazioni: BTreeMap<String, Stazione>,
    /// The secret in the address of the station that is registered with pagoPA,
    /// `/pagopa/<segreto>/paForNode`; without it the station answers nobody.
    pub segreto_nodo: Option<String>,
    /// Bearer token of the vendor's API; without it that API answers nobody.
    pub token_fornitore: Option<String>,
}

/// The credentials of one station, instead of the vendor's.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stazione {
    /// The key with which Checkout knows it.
    pub chiave_checkout: Option<String>,
    /// The key with which the flows of reconciliation know it.
    pub chiave_flussi: Option<String>,
    /// The key with which the receipts know it.
    pub chiave_ricevute: Option<String>,
    /// The secret in the address at which the node calls it, and it alone.
    pub segreto_nodo: Option<String>,
    /// PEM file of the certificate by which it is known, with its chain.
    pub certificato: Option<PathBuf>,
    /// PEM file of the private key.
    pub chiave_privata: Option<PathBuf>,
    /// PEM file of authorities that are believed besides the public ones.
    pub autorita: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            indirizzo: "127.0.0.1:8460".to_owned(),
            bilanciatori: Bilanciatori::default(),
            dati: PathBuf::from("dati"),
            catalogo: None,
            redis: None,
            otlp: None,
            una_traccia_su: 1,
            smtp: None,
            mittente: "Campanella <noreply@localhost>".to_owned(),
            portale: PathBuf::from("portal/dist"),
            sviluppo: false,
            max_store_aperti: 200,
            connessioni_per_comune: 2,
            connessioni_totali: 80,
            prepara_regole: true,
            checkout: None,
            chiave_checkout: None,
            flussi: None,
            chiave_flussi: None,
            ricevute: None,
            chiave_ricevute: None,
            stazioni: BTreeMap::new(),
            segreto_nodo: None,
            token_fornitore: None,
        }
    }
}

/// Why the configuration is refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was named cannot be read.
    #[error("non si legge la configurazione {0}: {1}")]
    Lettura(PathBuf, std::io::Error),
    /// A key or value is wrong.
    #[error("configurazione non valida: {0}")]
    Valore(#[from] toml::de::Error),
}

impl Config {
    /// Reads the configuration of this process.
    ///
    /// # Errors
    /// When the named file cannot be read, or a key or value is wrong.
    pub fn load() -> Result<Self, ConfigError> {
        let named = std::env::var_os("CAMPANELLA_CONFIG").map(PathBuf::from);
        let text = match &named {
            Some(file) => read(file)?,
            None if Path::new(DEFAULT_FILE).exists() => read(Path::new(DEFAULT_FILE))?,
            None => String::new(),
        };
        Self::from_parts(&text, |key| std::env::var(key).ok())
    }

    /// Share of the traces that are kept, from 0 to 1.
    #[must_use]
    pub fn campionamento(&self) -> f64 {
        f64::from(self.una_traccia_su.max(1)).recip()
    }

    /// The part of it that the comuni's stores need.
    #[must_use]
    pub fn tenants(&self) -> campanella_tenants::Config {
        campanella_tenants::Config {
            dati: self.dati.clone(),
            catalogo: self.catalogo.clone(),
            max_store_aperti: self.max_store_aperti,
            connessioni_per_comune: self.connessioni_per_comune,
            connessioni_totali: self.connessioni_totali,
            moduli: crate::moduli::NOMI,
        }
    }

    pub(crate) fn from_parts(
        text: &str,
        env: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let mut table: toml::Table = text.parse()?;
        for key in KEYS {
            if let Some(value) = env(&format!("CAMPANELLA_{}", key.to_uppercase())) {
                table.insert((*key).to_owned(), scalar(value));
            }
        }
        Ok(Self::deserialize(toml::Value::Table(table))?)
    }
}

/// Every key, each of which an environment variable `CAMPANELLA_<KEY>` may set.
const KEYS: &[&str] = &[
    "indirizzo",
    "bilanciatori",
    "dati",
    "catalogo",
    "redis",
    "otlp",
    "una_traccia_su",
    "smtp",
    "mittente",
    "portale",
    "sviluppo",
    "max_store_aperti",
    "connessioni_per_comune",
    "connessioni_totali",
    "prepara_regole",
    "checkout",
    "chiave_checkout",
    "flussi",
    "chiave_flussi",
    "ricevute",
    "chiave_ricevute",
    "segreto_nodo",
    "token_fornitore",
];

fn read(file: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(file).map_err(|e| ConfigError::Lettura(file.to_owned(), e))
}

/// Numbers and truth values as such, everything else as text.
fn scalar(value: String) -> toml::Value {
    if let Ok(n) = value.parse() {
        return toml::Value::Integer(n);
    }
    match value.as_str() {
        "true" => toml::Value::Boolean(true),
        "false" => toml::Value::Boolean(false),
        _ => toml::Value::String(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = "indirizzo = \"0.0.0.0:1\"\nmax_store_aperti = 3";
        let env = |key: &str| (key == "CAMPANELLA_MAX_STORE_APERTI").then(|| "7".to_owned());
        let config = Config::from_parts(file, env).expect("valid");
        assert_eq!(config.indirizzo, "0.0.0.0:1");
        assert_eq!(config.max_store_aperti, 7);
    }

    #[test]
    fn balancers_are_a_list_in_the_file_and_have_commas_in_the_environment() {
        let file = r#"bilanciatori = ["10.0.0.7", "fd00::/8"]"#;
        let of_file = Config::from_parts(file, |_| None).expect("valid");
        let env =
            |key: &str| (key == "CAMPANELLA_BILANCIATORI").then(|| "10.0.0.7, fd00::/8".to_owned());
        let of_environment = Config::from_parts("", env).expect("valid");
        assert_eq!(of_file.bilanciatori, of_environment.bilanciatori);
        let refused = Config::from_parts(r#"bilanciatori = ["casa"]"#, |_| None);
        let refused = refused.expect_err("no address").to_string();
        assert!(refused.contains("«casa»"), "{refused}");
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let error = Config::from_parts("indirizo = \"x\"", |_| None).expect_err("a typo");
        assert!(error.to_string().contains("indirizo"), "{error}");
    }

    #[test]
    fn every_key_can_come_from_the_environment() {
        let text = |key: &str| match key {
            "CAMPANELLA_SVILUPPO" => "true".to_owned(),
            _ => "1".to_owned(),
        };
        for key in KEYS {
            let variable = format!("CAMPANELLA_{}", key.to_uppercase());
            let env = |asked: &str| (asked == variable).then(|| text(asked));
            let result = Config::from_parts("", env);
            let unknown = matches!(&result, Err(e) if e.to_string().contains("unknown field"));
            assert!(!unknown, "{key}: {result:?}");
        }
    }
}
