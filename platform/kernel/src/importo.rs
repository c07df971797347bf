//! An amount of money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// An amount in euro cents. Never a float: see `design.md`, decision 7.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct Importo(i64);

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» non è un importo: scrivere per esempio 1.234,56")]
pub struct ImportoError(String);

impl Importo {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);

    /// An amount of `cents` euro cents.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The amount in euro cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads an amount as Italians write it: `4,80`, `1.234,56`, with or without the euro sign.
    ///
    /// # Errors
    /// When the text has letters, more than two decimals, or does not fit.
    pub fn parse_italiano(text: &str) -> Result<Self, ImportoError> {
        let refuse = || ImportoError(text.to_owned());
        let clean = text
            .trim()
            .trim_end_matches('€')
            .trim_start_matches('€')
            .trim();
        let (euros, cents) = clean.split_once(',').unwrap_or((clean, "00"));
        let digits: String = euros.chars().filter(|c| *c != '.').collect();
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(&digits) || !all_digits(cents) || cents.len() > 2 {
            return Err(refuse());
        }
        let euros: i64 = digits.parse().map_err(|_| refuse())?;
        let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| refuse())?;
        euros
            .checked_mul(100)
            .and_then(|e| e.checked_add(cents))
            .map(Self)
            .ok_or_else(refuse)
    }
}

/// Writes whole units with a dot every three digits.
pub(crate) fn migliaia(units: u64) -> String {
    let digits = units.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

impl fmt::Display for Importo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{},{:02} €", migliaia(abs / 100), abs % 100)
    }
}

impl Add for Importo {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Importo {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Importo {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Importo {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_italians_write_it() {
        assert_eq!(Importo::from_cents(123_456).to_string(), "1.234,56 €");
        assert_eq!(Importo::from_cents(-5).to_string(), "-0,05 €");
        assert_eq!(
            Importo::from_cents(100_000_000).to_string(),
            "1.000.000,00 €"
        );
    }

    #[test]
    fn is_read_as_italians_write_it() {
        for (text, cents) in [
            ("4,80", 480),
            ("1.234,5", 123_450),
            ("€ 7", 700),
            ("0,05 €", 5),
        ] {
            assert_eq!(
                Importo::parse_italiano(text),
                Ok(Importo::from_cents(cents)),
                "{text}"
            );
        }
        for text in ["", "4.80,1,2", "4,805", "quattro", "-3"] {
            assert!(Importo::parse_italiano(text).is_err(), "{text}");
        }
    }
}
