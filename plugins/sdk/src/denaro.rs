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

/// Cents as people read them: `1.234,56 €`.
#[must_use]
pub fn euro(centesimi: i64) -> String {
    scrivi(centesimi, 2, 2)
}

/// Ten-thousandths of a euro as people read them: `4,50 €`, `1,055 €`.
#[must_use]
pub fn prezzo_in_euro(decimillesimi: i64) -> String {
    scrivi(decimillesimi, 4, 2)
}

/// Writes from the last digit to the first, into a buffer that holds any number: explanations are
/// full of amounts, and a string for each part of one would cost more than the tariff.
fn scrivi(valore: i64, decimali: usize, decimali_minimi: usize) -> String {
    const EURO: &[u8] = " €".as_bytes();
    let mut testo = [0_u8; 40];
    let mut inizio = testo.len() - EURO.len();
    testo[inizio..].copy_from_slice(EURO);
    let mut resto = valore.unsigned_abs();
    let mut scritti = 0;
    let mut premetti = |byte: u8| {
        inizio -= 1;
        testo[inizio] = byte;
    };
    for posto in (0..decimali).rev() {
        let cifra = cifra(resto);
        resto /= 10;
        // Zeros at the end are left out, down to the cents.
        if cifra != b'0' || scritti > 0 || posto < decimali_minimi {
            premetti(cifra);
            scritti += 1;
        }
    }
    premetti(b',');
    for posto in 0.. {
        if posto > 0 && posto % 3 == 0 {
            premetti(b'.');
        }
        premetti(cifra(resto));
        resto /= 10;
        if resto == 0 {
            break;
        }
    }
    if valore < 0 {
        premetti(b'-');
    }
    // Digits and signs.
    str::from_utf8(&testo[inizio..])
        .unwrap_or_default()
        .to_owned()
}

fn cifra(numero: u64) -> u8 {
    // A digit fits.
    b'0' + u8::try_from(numero % 10).unwrap_or_default()
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
        assert_eq!(prezzo_in_euro(10_001), "1,0001 €");
        assert_eq!(euro(i64::MIN), "-92.233.720.368.547.758,08 €");
        assert_eq!(prezzo_in_euro(i64::MAX), "922.337.203.685.477,5807 €");
    }
}
