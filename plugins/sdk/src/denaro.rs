//! Exact money: whole numbers, one named rounding, and the Italian way to write it.

use crate::tariffa::Arrotondamento;

/// Rounding by a rule that has a name.
pub trait Arrotonda {
    /// `numeratore / denominatore`, rounded to a multiple of `passo`.
    ///
    /// `None` for a negative numerator, a denominator or step that is not positive, or a product
    /// that does not fit 64 bits.
    fn frazione(self, numeratore: i64, denominatore: i64, passo: i64) -> Option<i64>;
}

impl Arrotonda for Arrotondamento {
    fn frazione(self, numeratore: i64, denominatore: i64, passo: i64) -> Option<i64> {
        if numeratore < 0 || denominatore <= 0 || passo <= 0 {
            return None;
        }
        let divisore = denominatore.checked_mul(passo)?;
        let intero = numeratore / divisore;
        let resto = numeratore % divisore;
        let in_su = match self {
            Arrotondamento::PerDifetto => false,
            Arrotondamento::PerEccesso => resto > 0,
            Arrotondamento::Commerciale => resto >= divisore - resto,
        };
        intero.checked_add(i64::from(in_su))?.checked_mul(passo)
    }
}

fn migliaia(euro: i64) -> String {
    let cifre = euro.to_string();
    let mut testo = String::with_capacity(cifre.len() + cifre.len() / 3);
    for (i, cifra) in cifre.chars().enumerate() {
        if i > 0 && (cifre.len() - i).is_multiple_of(3) {
            testo.push('.');
        }
        testo.push(cifra);
    }
    testo
}

/// Cents as people read them: `1.234,56 €`.
#[must_use]
pub fn euro(centesimi: i64) -> String {
    let segno = if centesimi < 0 { "-" } else { "" };
    let assoluto = i64::try_from(centesimi.unsigned_abs()).unwrap_or(i64::MAX);
    format!(
        "{segno}{},{:02} €",
        migliaia(assoluto / 100),
        assoluto % 100
    )
}

/// Ten-thousandths of a euro as people read them: `4,50 €`, `1,055 €`.
#[must_use]
pub fn prezzo_in_euro(decimillesimi: i64) -> String {
    let segno = if decimillesimi < 0 { "-" } else { "" };
    let assoluto = i64::try_from(decimillesimi.unsigned_abs()).unwrap_or(i64::MAX);
    let decimali = format!("{:04}", assoluto % 10_000);
    let lunghezza = decimali.trim_end_matches('0').len().max(2);
    format!(
        "{segno}{},{} €",
        migliaia(assoluto / 10_000),
        &decimali[..lunghezza]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_goes_up_and_less_stays() {
        let c = Arrotondamento::Commerciale;
        assert_eq!(c.frazione(39_450, 1, 100), Some(39_500));
        assert_eq!(c.frazione(39_449, 1, 100), Some(39_400));
        assert_eq!(c.frazione(1, 2, 1), Some(1));
        assert_eq!(c.frazione(1, 3, 1), Some(0));
        assert_eq!(Arrotondamento::PerDifetto.frazione(199, 100, 1), Some(1));
        assert_eq!(Arrotondamento::PerEccesso.frazione(101, 100, 1), Some(2));
        assert_eq!(Arrotondamento::PerEccesso.frazione(200, 100, 1), Some(2));
    }

    #[test]
    fn what_cannot_be_rounded_is_refused() {
        let c = Arrotondamento::Commerciale;
        assert_eq!(c.frazione(-1, 1, 1), None);
        assert_eq!(c.frazione(1, 0, 1), None);
        assert_eq!(c.frazione(1, i64::MAX, 2), None);
    }

    #[test]
    fn amounts_are_written_as_in_italy() {
        assert_eq!(euro(123_456), "1.234,56 €");
        assert_eq!(euro(-5), "-0,05 €");
        assert_eq!(euro(100_000_000), "1.000.000,00 €");
        assert_eq!(prezzo_in_euro(10_550), "1,055 €");
        assert_eq!(prezzo_in_euro(45_000), "4,50 €");
        assert_eq!(prezzo_in_euro(0), "0,00 €");
        assert_eq!(prezzo_in_euro(12_345), "1,2345 €");
    }
}
