//! The allergens that a menu must declare.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A substance of annex II of regulation (EU) 1169/2011.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is the name of the substance")]
pub enum Allergene {
    Glutine,
    Crostacei,
    Uova,
    Pesce,
    Arachidi,
    Soia,
    Latte,
    FruttaAGuscio,
    Sedano,
    Senape,
    Sesamo,
    Solfiti,
    Lupini,
    Molluschi,
}

impl Allergene {
    /// All fourteen, in the order of the annex.
    pub const TUTTI: [Self; 14] = [
        Self::Glutine,
        Self::Crostacei,
        Self::Uova,
        Self::Pesce,
        Self::Arachidi,
        Self::Soia,
        Self::Latte,
        Self::FruttaAGuscio,
        Self::Sedano,
        Self::Senape,
        Self::Sesamo,
        Self::Solfiti,
        Self::Lupini,
        Self::Molluschi,
    ];

    /// Its name for people.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Glutine => "glutine",
            Self::Crostacei => "crostacei",
            Self::Uova => "uova",
            Self::Pesce => "pesce",
            Self::Arachidi => "arachidi",
            Self::Soia => "soia",
            Self::Latte => "latte",
            Self::FruttaAGuscio => "frutta a guscio",
            Self::Sedano => "sedano",
            Self::Senape => "senape",
            Self::Sesamo => "sesamo",
            Self::Solfiti => "anidride solforosa e solfiti",
            Self::Lupini => "lupini",
            Self::Molluschi => "molluschi",
        }
    }

    /// Reads a name as the office types it, in any case.
    #[must_use]
    pub fn leggi(testo: &str) -> Option<Self> {
        let testo = testo.trim().to_lowercase();
        Self::TUTTI.into_iter().find(|a| a.nome() == testo)
    }
}

impl fmt::Display for Allergene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.nome())
    }
}
