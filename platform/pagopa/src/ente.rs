//! The tax code that names a creditor to pagoPA.

use std::fmt;

/// The tax code of a creditor (`ente creditore`), eleven digits: `stFiscalCodePA`, which the
/// messages call idPA, fiscalCode or dominio.
///
/// The check digit is not a condition: the test creditors of pagoPA (`77777777777`) do not have a
/// valid one. [`Self::controllo_valido`] is for a warning to whoever types it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceFiscaleEnte([u8; 11]);

/// Why a text is not the tax code of a creditor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il codice fiscale dell'ente ha 11 cifre")]
pub struct CodiceFiscaleEnteError;

impl CodiceFiscaleEnte {
    /// Reads eleven digits.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, CodiceFiscaleEnteError> {
        let digits: [u8; 11] = text
            .as_bytes()
            .try_into()
            .map_err(|_| CodiceFiscaleEnteError)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(CodiceFiscaleEnteError);
        }
        Ok(Self(digits))
    }

    /// Whether the last digit follows from the others, as in a partita IVA
    /// (D.P.R. 633/1972; D.M. 23 December 1976).
    #[must_use]
    pub fn controllo_valido(&self) -> bool {
        let sum: u32 = (0..11)
            .map(|i| {
                let digit = u32::from(self.0[i] - b'0');
                match (i % 2, digit) {
                    (0, d) => d,
                    (_, d) if d > 4 => 2 * d - 9,
                    (_, d) => 2 * d,
                }
            })
            .sum();
        sum.is_multiple_of(10)
    }
}

impl fmt::Display for CodiceFiscaleEnte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|b| write!(f, "{}", char::from(*b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_creditor_is_read_though_its_check_fails() {
        let prova = CodiceFiscaleEnte::parse("77777777777").expect("eleven digits");
        assert!(!prova.controllo_valido());
        assert_eq!(prova.to_string(), "77777777777");
        for text in ["00316820547", "97735020584"] {
            let ente = CodiceFiscaleEnte::parse(text).expect("eleven digits");
            assert!(ente.controllo_valido(), "{text}");
        }
        for text in ["", "0031682054", "003168205477", "0031682054A", "٠٠٣١"] {
            assert!(CodiceFiscaleEnte::parse(text).is_err(), "{text}");
        }
    }
}
