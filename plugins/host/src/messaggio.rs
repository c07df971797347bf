//! A code and a sentence.

use serde::{Deserialize, Serialize};

/// A code and a sentence: why something is not allowed, or could not be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messaggio {
    /// Stable code.
    pub codice: String,
    /// A sentence in Italian.
    pub testo: String,
}

impl Messaggio {
    /// A code and a sentence.
    #[must_use]
    pub fn new(codice: &str, testo: impl Into<String>) -> Self {
        Self {
            codice: codice.to_owned(),
            testo: testo.into(),
        }
    }
}
