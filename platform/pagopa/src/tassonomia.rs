//! The national taxonomy of collection services, which every transfer names.

use std::fmt;

/// A code of the taxonomy, `9/0107101TS/`: what is paid (the transferCategory of the messages).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tassonomia(String);

/// Why a text is not a code of the taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il codice della tassonomia si scrive come 9/0107101TS/")]
pub struct TassonomiaError;

/// Codes of the services of a school, with their official names (taxonomy, version 33).
pub const SERVIZI_SCOLASTICI: [(&str, &str); 9] = [
    ("9/0107100TS/", "Rette scolastiche"),
    ("9/0107101TS/", "Mense scolastiche"),
    ("9/0107102SP/", "Trasporto scolastico"),
    ("9/0107103SP/", "Prescuola"),
    ("9/0107104SP/", "Interscuola"),
    ("9/0107105SP/", "Doposcuola"),
    ("9/0107106SP/", "Nido"),
    ("9/0107107AP/", "Duplicato tesserino"),
    ("9/0108103TS/", "Centri estivi"),
];

impl Tassonomia {
    /// Reads a code: prefix 6 to 9, seven digits, kind of the income.
    ///
    /// # Errors
    /// When the text has another form.
    pub fn parse(text: &str) -> Result<Self, TassonomiaError> {
        let (Some(prefix), Some(digits), Some(kind)) =
            (text.get(..2), text.get(2..9), text.get(9..))
        else {
            return Err(TassonomiaError);
        };
        let valid = matches!(prefix, "6/" | "7/" | "8/" | "9/")
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(kind, "IM/" | "TS/" | "SP/" | "SA/" | "AP/");
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(TassonomiaError)
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tassonomia {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_services_of_a_school_have_codes() {
        for (codice, nome) in SERVIZI_SCOLASTICI {
            assert!(Tassonomia::parse(codice).is_ok(), "{nome}");
        }
        for text in [
            "",
            "9/0107101TS",
            "5/0107101TS/",
            "9/0107101XX/",
            "9/010710àTS/",
        ] {
            assert!(Tassonomia::parse(text).is_err(), "{text}");
        }
    }
}
