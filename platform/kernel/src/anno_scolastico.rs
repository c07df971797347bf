//! A school year.

use std::fmt;

use chrono::Datelike;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

use crate::Giorno;

/// A school year, `2026/2027`. For the law it runs from 1 September to 31 August
/// (d.lgs. 297/1994, art. 74); lessons are what the calendar of each comune says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
pub struct AnnoScolastico(i32);

/// Why a text is not a school year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» non è un anno scolastico: scrivere per esempio 2026/2027")]
pub struct AnnoScolasticoError(String);

impl AnnoScolastico {
    /// The year in which `giorno` falls.
    #[must_use]
    pub fn del(giorno: Giorno) -> Self {
        let date = giorno.date();
        Self(if date.month() >= 9 {
            date.year()
        } else {
            date.year() - 1
        })
    }

    /// Reads `2026/2027`; `2026-2027` and `2026/27` too, as offices write it.
    ///
    /// # Errors
    /// When the two years do not follow each other.
    pub fn parse(text: &str) -> Result<Self, AnnoScolasticoError> {
        let refuse = || AnnoScolasticoError(text.to_owned());
        let (first, second) = text.trim().split_once(['/', '-']).ok_or_else(refuse)?;
        let first: i32 = first.parse().map_err(|_| refuse())?;
        let expected = first + 1;
        let second_ok = match second.len() {
            4 => second == expected.to_string(),
            2 => second == format!("{:02}", expected % 100),
            _ => false,
        };
        if second_ok && (1900..=2200).contains(&first) {
            Ok(Self(first))
        } else {
            Err(refuse())
        }
    }

    /// The calendar year in which it begins.
    #[must_use]
    pub const fn anno_inizio(self) -> i32 {
        self.0
    }

    /// 1 September.
    #[must_use]
    pub fn inizio(self) -> Giorno {
        chrono::NaiveDate::from_ymd_opt(self.0, 9, 1)
            .unwrap_or_default()
            .into()
    }

    /// 31 August.
    #[must_use]
    pub fn fine(self) -> Giorno {
        chrono::NaiveDate::from_ymd_opt(self.0 + 1, 8, 31)
            .unwrap_or_default()
            .into()
    }

    /// The one that follows.
    #[must_use]
    pub const fn successivo(self) -> Self {
        Self(self.0 + 1)
    }

    /// True when `giorno` falls in it.
    #[must_use]
    pub fn contiene(self, giorno: Giorno) -> bool {
        Self::del(giorno) == self
    }
}

impl fmt::Display for AnnoScolastico {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.0, self.0 + 1)
    }
}

impl Serialize for AnnoScolastico {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnnoScolastico {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crosses_the_new_year() {
        let anno = AnnoScolastico::parse("2026/2027").expect("a year");
        for (a, m, g, inside) in [
            (2026, 8, 31, false),
            (2026, 9, 1, true),
            (2027, 1, 1, true),
            (2027, 8, 31, true),
        ] {
            let giorno = Giorno::new(a, m, g).expect("a day");
            assert_eq!(anno.contiene(giorno), inside, "{giorno}");
        }
    }

    #[test]
    fn refuses_years_that_do_not_follow() {
        assert_eq!(
            AnnoScolastico::parse("2026/27"),
            AnnoScolastico::parse("2026-2027")
        );
        for text in ["2026/2028", "2026", "26/27", "2026/2026", "abc/def"] {
            assert!(AnnoScolastico::parse(text).is_err(), "{text}");
        }
    }
}
