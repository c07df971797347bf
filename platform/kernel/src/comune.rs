//! A comune as a request sees it.

mod catalogo;
mod colore;
mod impostazioni;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use catalogo::{CambioImpostazioni, CatalogoImpostazioni, ImpostazioniVigenti};
pub use colore::Colore;
pub use impostazioni::{Collegamenti, Contatti, Impostazioni, ImpostazioniError, Modifiche};

/// The short name of a comune, part of addresses, file names and database names:
/// two to forty lower-case letters, digits and single hyphens, beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ComuneId(Arc<str>);

/// Why a text is not the short name of a comune.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» non è un identificativo valido: da 2 a 40 lettere minuscole, cifre o trattini, a partire da una lettera"
)]
pub struct ComuneIdError(String);

impl ComuneId {
    /// Reads a short name.
    ///
    /// # Errors
    /// When it has other characters or length than allowed.
    pub fn parse(text: &str) -> Result<Self, ComuneIdError> {
        let shape = (2..=40).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--")
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if shape {
            Ok(Self(text.into()))
        } else {
            Err(ComuneIdError(text.to_owned()))
        }
    }

    /// The short name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ComuneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ComuneId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A comune that is being served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comune {
    /// Its short name.
    pub id: ComuneId,
    /// Its settings.
    pub impostazioni: Impostazioni,
    /// Names of the modules that it has enabled.
    pub moduli: BTreeSet<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_safe_in_paths_and_hosts() {
        for ok in ["sant-angelo", "bo", "comune2"] {
            assert!(ComuneId::parse(ok).is_ok(), "{ok}");
        }
        for bad in [
            "", "a", "Aulla", "2b", "a--b", "a-", "a/b", "a.b", "../x", "à1",
        ] {
            assert!(ComuneId::parse(bad).is_err(), "{bad}");
        }
    }
}
