//! The price of one meal or one ride.

use std::fmt;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

use crate::Importo;
use crate::importo::migliaia;

/// A unit price in ten-thousandths of a euro: real regulations have meals at 1,055 €.
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
pub struct PrezzoUnitario(i64);

/// How a line is rounded to the cent; the regulation of the comune says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrotondamento {
    /// Half a cent goes away from zero, the usual commercial rounding.
    MezzoInSu,
    /// Fractions of a cent are dropped.
    PerDifetto,
    /// Any fraction of a cent becomes a cent.
    PerEccesso,
}

/// Ten-thousandths of a euro in a cent.
const PER_CENT: i128 = 100;

impl PrezzoUnitario {
    /// A price of `n` ten-thousandths of a euro.
    #[must_use]
    pub const fn from_decimillesimi(n: i64) -> Self {
        Self(n)
    }

    /// The price in ten-thousandths of a euro.
    #[must_use]
    pub const fn decimillesimi(self) -> i64 {
        self.0
    }

    /// The amount of a line of `quantita` units, rounded once, on the line.
    /// Saturates at the bounds of [`Importo`], which no real line reaches.
    #[must_use]
    pub fn riga(self, quantita: u32, come: Arrotondamento) -> Importo {
        let total = i128::from(self.0) * i128::from(quantita);
        let cents = match come {
            Arrotondamento::PerDifetto => total.div_euclid(PER_CENT),
            Arrotondamento::PerEccesso => -(-total).div_euclid(PER_CENT),
            Arrotondamento::MezzoInSu => {
                let half = PER_CENT / 2;
                total.signum() * ((total.abs() + half) / PER_CENT)
            }
        };
        let limit = if cents < 0 { i64::MIN } else { i64::MAX };
        Importo::from_cents(i64::try_from(cents).unwrap_or(limit))
    }
}

impl fmt::Display for PrezzoUnitario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        let decimals = format!("{:04}", abs % 10_000);
        let shown = decimals.trim_end_matches('0');
        write!(f, "{sign}{},{shown:0<2} €", migliaia(abs / 10_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_two_decimals_or_as_many_as_it_has() {
        assert_eq!(
            PrezzoUnitario::from_decimillesimi(10_550).to_string(),
            "1,055 €"
        );
        assert_eq!(
            PrezzoUnitario::from_decimillesimi(48_000).to_string(),
            "4,80 €"
        );
    }

    #[test]
    fn a_line_is_rounded_once() {
        let prezzo = PrezzoUnitario::from_decimillesimi(10_550);
        assert_eq!(
            prezzo.riga(1, Arrotondamento::MezzoInSu),
            Importo::from_cents(106)
        );
        assert_eq!(
            prezzo.riga(20, Arrotondamento::MezzoInSu),
            Importo::from_cents(2110)
        );
        assert_eq!(
            prezzo.riga(1, Arrotondamento::PerDifetto),
            Importo::from_cents(105)
        );
        assert_eq!(
            prezzo.riga(1, Arrotondamento::PerEccesso),
            Importo::from_cents(106)
        );
    }
}
