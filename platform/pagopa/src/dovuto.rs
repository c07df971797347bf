//! An amount that can be asked through pagoPA, and amounts as the SOAP messages write them.

use std::fmt;

use campanella_kernel::Importo;

/// What can be asked through pagoPA: from 0,01 € to 999.999.999,99 €
/// (`stAmountNotZero` of paForNode.xsd).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dovuto(Importo);

/// Why an amount cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("l'importo deve essere compreso tra 0,01 € e 999.999.999,99 €")]
pub struct DovutoError;

const MASSIMO_CENTESIMI: i64 = 99_999_999_999;

impl Dovuto {
    /// The amount, if pagoPA can ask it.
    ///
    /// # Errors
    /// When it is zero, negative, or has more than nine digits of euros.
    pub const fn new(importo: Importo) -> Result<Self, DovutoError> {
        if importo.cents() < 1 || importo.cents() > MASSIMO_CENTESIMI {
            return Err(DovutoError);
        }
        Ok(Self(importo))
    }

    /// The amount.
    #[must_use]
    pub const fn importo(self) -> Importo {
        self.0
    }

    /// The amount in euro cents, as QR, Data Matrix, Checkout and the REST services want it.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0.cents()
    }
}

impl fmt::Display for Dovuto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Euros with exactly two decimals, `1234.50`: the SOAP messages' way (`stAmount`). Messages carry
/// no negative amounts, and callers have none: theirs were read from a message, or are a
/// [`Dovuto`].
pub(crate) fn decimale(importo: Importo) -> String {
    let cents = importo.cents();
    format!("{}.{:02}", cents / 100, (cents % 100).abs())
}

/// Reads [`decimale`] back, digit by digit: never through a float.
pub(crate) fn da_decimale(text: &str) -> Option<Importo> {
    let (euros, cents) = text.split_once('.')?;
    if cents.len() != 2 {
        return None;
    }
    in_centesimi(euros, cents)
}

/// Reads a JSON number of euros (`12`, `12.5`, `12.50`), as the REST services write it.
pub(crate) fn da_numero(text: &str) -> Option<Importo> {
    let (euros, cents) = text.split_once('.').unwrap_or((text, "00"));
    match cents.len() {
        1 => in_centesimi(euros, &format!("{cents}0")),
        2 => in_centesimi(euros, cents),
        _ => None,
    }
}

fn in_centesimi(euros: &str, cents: &str) -> Option<Importo> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(euros) || !digits(cents) {
        return None;
    }
    let cents = euros
        .parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(cents.parse().ok()?)?;
    (cents <= MASSIMO_CENTESIMI).then(|| Importo::from_cents(cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_decimal_text() {
        for (text, cents) in [
            ("0.01", 1),
            ("4.80", 480),
            ("999999999.99", MASSIMO_CENTESIMI),
        ] {
            assert_eq!(
                da_decimale(text),
                Some(Importo::from_cents(cents)),
                "{text}"
            );
            assert_eq!(decimale(Importo::from_cents(cents)), text);
        }
        for text in [
            "",
            "1",
            "1.5",
            "1.555",
            "-1.00",
            "+1.00",
            "1,00",
            "1e2.00",
            " 1.00",
            ".50",
            "1000000000.00",
            "99999999999999999999.00",
        ] {
            assert_eq!(da_decimale(text), None, "{text}");
        }
    }

    #[test]
    fn json_numbers_are_read_without_a_float() {
        for (text, cents) in [("0", 0), ("12", 1200), ("12.5", 1250), ("100.95", 10_095)] {
            assert_eq!(da_numero(text), Some(Importo::from_cents(cents)), "{text}");
        }
        for text in ["", "-1", "1e3", "1.005", "\"1\"", "1."] {
            assert_eq!(da_numero(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_and_too_much_cannot_be_asked() {
        for cents in [0, -1, MASSIMO_CENTESIMI + 1] {
            assert_eq!(Dovuto::new(Importo::from_cents(cents)), Err(DovutoError));
        }
        assert!(Dovuto::new(Importo::from_cents(1)).is_ok());
    }
}
