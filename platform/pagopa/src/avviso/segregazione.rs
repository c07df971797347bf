//! The segregation code, which tells the notices of one station from those of another.

use std::fmt;

/// Segregation code of a creditor's station, assigned by pagoPA: 00 to 49, without 47, which is
/// reserved to the Canone Unico (SACI 3.0.0; since 3.1.0 only 00 to 45 are newly assigned).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceSegregazione(u8);

/// Why a number is not a segregation code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il codice di segregazione ha due cifre, da 00 a 49 (il 47 è riservato)")]
pub struct CodiceSegregazioneError;

impl CodiceSegregazione {
    /// The code, if pagoPA may have assigned it.
    ///
    /// # Errors
    /// When it is above 49, or 47.
    pub const fn new(codice: u8) -> Result<Self, CodiceSegregazioneError> {
        if codice > 49 || codice == 47 {
            return Err(CodiceSegregazioneError);
        }
        Ok(Self(codice))
    }

    /// Reads two digits.
    ///
    /// # Errors
    /// When the text is no such code.
    pub fn parse(text: &str) -> Result<Self, CodiceSegregazioneError> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
                Self::new((a - b'0') * 10 + (b - b'0'))
            }
            _ => Err(CodiceSegregazioneError),
        }
    }

    /// The code as a number.
    #[must_use]
    pub const fn codice(self) -> u8 {
        self.0
    }
}

impl fmt::Display for CodiceSegregazione {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_codes_are_refused() {
        for codice in [47, 50, 81, 85, 96, 99] {
            assert!(CodiceSegregazione::new(codice).is_err(), "{codice}");
        }
        for text in ["", "1", "001", "4a", "-1", "47"] {
            assert!(CodiceSegregazione::parse(text).is_err(), "{text}");
        }
        let codice = CodiceSegregazione::parse("07").expect("a code");
        assert_eq!((codice.codice(), codice.to_string()), (7, "07".into()));
    }
}
