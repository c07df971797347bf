//! A moment, and its face on an Italian clock.

use std::fmt;

use chrono::{
    DateTime, Duration, LocalResult, NaiveDateTime, NaiveTime, SubsecRound, TimeZone, Utc,
};
use chrono_tz::Europe::Rome;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

use crate::Giorno;

/// A moment in time, kept in UTC, shown and decided in the time of Italy.
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
pub struct Istante(DateTime<Utc>);

impl Istante {
    /// What a clock on the wall in Italy shows.
    #[must_use]
    pub fn ora_locale(self) -> NaiveDateTime {
        self.0.with_timezone(&Rome).naive_local()
    }

    /// The day in Italy.
    #[must_use]
    pub fn giorno(self) -> Giorno {
        self.ora_locale().date().into()
    }

    /// The moment at which a clock in Italy shows `ora` on `giorno`.
    ///
    /// On the night of October when an hour comes twice it is the first of the two; on the night
    /// of March an hour that does not exist is the end of the gap. A limit set in those hours is
    /// thus never later than what was announced.
    #[must_use]
    pub fn da_ora_locale(giorno: Giorno, ora: NaiveTime) -> Self {
        let naive = giorno.date().and_time(ora);
        match Rome.from_local_datetime(&naive) {
            LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => Self(t.with_timezone(&Utc)),
            LocalResult::None => {
                // The gap is an hour long: the same reading, one hour on, exists, and is the
                // moment that `naive` would have been had the clocks not changed.
                let after = naive + Duration::hours(1);
                Rome.from_local_datetime(&after)
                    .earliest()
                    .map_or_else(|| Self(naive.and_utc()), |t| Self(t.with_timezone(&Utc)))
            }
        }
    }

    /// The same moment as a `chrono` instant.
    #[must_use]
    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The beginning of its second: limits are set, and rules asked, in whole seconds.
    #[must_use]
    pub fn al_secondo(self) -> Self {
        Self(self.0.trunc_subsecs(0))
    }

    /// `seconds` later (earlier when negative).
    #[must_use]
    pub fn piu_secondi(self, seconds: i64) -> Self {
        Self(self.0 + Duration::seconds(seconds))
    }
}

impl From<DateTime<Utc>> for Istante {
    fn from(t: DateTime<Utc>) -> Self {
        Self(t)
    }
}

impl fmt::Display for Istante {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.ora_locale().format("%d/%m/%Y alle %H:%M"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Timelike;

    fn alle(anno: i32, mese: u32, giorno: u32, ora: u32, minuto: u32) -> Istante {
        let giorno = Giorno::new(anno, mese, giorno).expect("a day");
        Istante::da_ora_locale(
            giorno,
            NaiveTime::from_hms_opt(ora, minuto, 0).expect("an hour"),
        )
    }

    #[test]
    fn half_past_nine_is_local_in_winter_and_in_summer() {
        assert_eq!(alle(2026, 10, 23, 9, 30).utc().hour(), 7);
        assert_eq!(alle(2026, 10, 26, 9, 30).utc().hour(), 8);
    }

    #[test]
    fn the_doubled_hour_is_the_first_and_the_missing_hour_is_moved() {
        // 25 October 2026, 02:30 comes twice: the first is summer time, 00:30 UTC.
        assert_eq!(alle(2026, 10, 25, 2, 30).utc().hour(), 0);
        // 28 March 2027, 02:30 does not exist: one hour on is 03:30 summer time, 01:30 UTC.
        assert_eq!(alle(2027, 3, 28, 2, 30).utc().hour(), 1);
        assert_eq!(alle(2027, 3, 28, 2, 30).ora_locale().hour(), 3);
    }
}
