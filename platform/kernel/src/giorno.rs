//! A calendar day.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// A calendar day of Italy. In JSON and GraphQL `2026-11-23`, for people `23/11/2026`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct Giorno(NaiveDate);

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» non è una data valida: scrivere giorno/mese/anno, per esempio 23/11/2026")]
pub struct GiornoError(String);

impl Giorno {
    /// The day of that year, month and day of the month.
    ///
    /// # Errors
    /// When the calendar has no such day.
    pub fn new(anno: i32, mese: u32, giorno: u32) -> Result<Self, GiornoError> {
        NaiveDate::from_ymd_opt(anno, mese, giorno)
            .map(Self)
            .ok_or_else(|| GiornoError(format!("{giorno:02}/{mese:02}/{anno}")))
    }

    /// Reads `2026-11-23`.
    ///
    /// # Errors
    /// When the text is not an ISO 8601 calendar date.
    pub fn parse_iso(text: &str) -> Result<Self, GiornoError> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| GiornoError(text.to_owned()))
    }

    /// Reads `23/11/2026`, the form of the offices' files; `23-11-2026` and `23.11.2026` too.
    ///
    /// # Errors
    /// When the text is not a day written so, with a year of four digits.
    pub fn parse_italiano(text: &str) -> Result<Self, GiornoError> {
        let refuse = || GiornoError(text.to_owned());
        let mut parts = text.trim().split(['/', '-', '.']);
        let (Some(g), Some(m), Some(a), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(refuse());
        };
        if a.len() != 4 {
            return Err(refuse());
        }
        let (Ok(g), Ok(m), Ok(a)) = (g.parse(), m.parse(), a.parse()) else {
            return Err(refuse());
        };
        Self::new(a, m, g).map_err(|_| refuse())
    }

    /// The same day as a `chrono` date.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// `n` days later.
    #[must_use]
    pub fn dopo(self, n: u64) -> Self {
        Self(
            self.0
                .checked_add_days(Days::new(n))
                .unwrap_or(NaiveDate::MAX),
        )
    }

    /// `n` days earlier.
    #[must_use]
    pub fn prima(self, n: u64) -> Self {
        Self(
            self.0
                .checked_sub_days(Days::new(n))
                .unwrap_or(NaiveDate::MIN),
        )
    }

    /// Day of the week, Monday = 1 to Sunday = 7.
    #[must_use]
    pub fn giorno_settimana(self) -> u8 {
        // ISO weekdays are 1 to 7.
        u8::try_from(self.0.weekday().number_from_monday()).unwrap_or(7)
    }

    /// True from Monday to Friday.
    #[must_use]
    pub fn feriale(self) -> bool {
        !matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Every day from this one to `fine`, both included; nothing when `fine` is earlier.
    pub fn fino_a(self, fine: Self) -> impl Iterator<Item = Self> {
        self.0
            .iter_days()
            .take_while(move |d| *d <= fine.0)
            .map(Self)
    }

    /// Days from this one to `altro`; negative when `altro` is earlier.
    #[must_use]
    pub fn distanza(self, altro: Self) -> i64 {
        (altro.0 - self.0).num_days()
    }
}

impl From<NaiveDate> for Giorno {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Giorno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%d/%m/%Y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_offices_write() {
        let atteso = Giorno::new(2028, 2, 29);
        assert_eq!(Giorno::parse_italiano(" 29/02/2028 "), atteso);
        assert_eq!(Giorno::parse_italiano("29-2-2028"), atteso);
        for text in ["29/02/2027", "2028-02-29", "29/02/28", "", "29/02/2028/1"] {
            assert!(Giorno::parse_italiano(text).is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_include_both_ends() -> Result<(), GiornoError> {
        let (a, b) = (Giorno::new(2027, 12, 31)?, Giorno::new(2028, 1, 2)?);
        assert_eq!(a.fino_a(b).count(), 3);
        assert_eq!(b.fino_a(a).count(), 0);
        assert_eq!(a.distanza(b), 2);
        Ok(())
    }
}
