//! Names of hosts.

use std::fmt;

use serde::Serialize;

/// The name of a host, as browsers send it: lower case, without a port.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct NomeHost(String);

/// Why a text is not the name of a host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» non è un nome di host valido: per esempio mensa.comune.esempio.it")]
pub struct NomeHostError(String);

impl NomeHost {
    /// Reads a name; letters may be upper case, and a port may follow.
    ///
    /// # Errors
    /// When it is not a DNS name of at most 253 characters (RFC 1123).
    pub fn parse(text: &str) -> Result<Self, NomeHostError> {
        let name = match text.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => text,
        };
        let label = |l: &str| {
            (1..=63).contains(&l.len())
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if name.len() <= 253 && name.split('.').all(label) {
            Ok(Self(name.to_ascii_lowercase()))
        } else {
            Err(NomeHostError(text.to_owned()))
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NomeHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_port_do_not_matter() {
        for text in ["Mensa.Comune.IT", "mensa.comune.it:8460"] {
            assert_eq!(
                NomeHost::parse(text).expect(text).as_str(),
                "mensa.comune.it"
            );
        }
        for text in ["", "a..b", "-a.it", "a_b.it", "a b", "mensa.it/x", "a:b:1"] {
            assert!(NomeHost::parse(text).is_err(), "{text}");
        }
    }
}
