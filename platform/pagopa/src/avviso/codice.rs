//! A notice number as it comes from outside.

use std::fmt;

use super::{NumeroAvviso, NumeroAvvisoError};

/// Eighteen digits, as whoever calls us wrote them (`stNoticeNumber`): any aux digit, check digits
/// not checked. Whether we gave that number is what [`Self::numero`] tells; a number with wrong
/// check digits is one that nobody gave («sconosciuto»), not an error of form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceAvviso([u8; 18]);

/// Why a text is not a notice number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il numero di avviso ha 18 cifre")]
pub struct CodiceAvvisoError;

impl CodiceAvviso {
    /// Reads eighteen digits.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, CodiceAvvisoError> {
        let digits: [u8; 18] = text.as_bytes().try_into().map_err(|_| CodiceAvvisoError)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(CodiceAvvisoError);
        }
        Ok(Self(digits))
    }

    /// The number, if it has the form and the check digits of those that we give.
    ///
    /// # Errors
    /// When it has not.
    pub fn numero(self) -> Result<NumeroAvviso, NumeroAvvisoError> {
        NumeroAvviso::parse(&self.to_string())
    }

    /// The number in groups of four digits.
    #[must_use]
    pub fn a_gruppi(self) -> String {
        let groups: Vec<String> = self
            .0
            .chunks(4)
            .map(|group| group.iter().map(|b| char::from(*b)).collect())
            .collect();
        groups.join(" ")
    }
}

impl From<NumeroAvviso> for CodiceAvviso {
    fn from(numero: NumeroAvviso) -> Self {
        let mut digits = [b'0'; 18];
        // A notice number is always written with eighteen digits.
        for (to, from) in digits.iter_mut().zip(numero.to_string().bytes()) {
            *to = from;
        }
        Self(digits)
    }
}

impl fmt::Display for CodiceAvviso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|b| write!(f, "{}", char::from(*b)))
    }
}
