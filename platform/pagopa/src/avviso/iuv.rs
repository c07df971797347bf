//! The IUV, by which node, bank and creditor speak of a payment.

use std::fmt;

use super::{NumeroAvviso, NumeroAvvisoError};

/// Identificativo univoco di versamento of one of our notices: its number without the aux digit,
/// seventeen digits. The messages call it creditorReferenceId.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iuv(NumeroAvviso);

/// Why a text is not the IUV of a notice that we gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("lo IUV ha 17 cifre: {0}")]
pub struct IuvError(NumeroAvvisoError);

impl Iuv {
    pub(super) const fn di(numero: NumeroAvviso) -> Self {
        Self(numero)
    }

    /// Reads seventeen digits and checks the last two.
    ///
    /// # Errors
    /// When the text is no IUV of ours.
    pub fn parse(text: &str) -> Result<Self, IuvError> {
        NumeroAvviso::parse(&format!("3{text}"))
            .map(Self)
            .map_err(IuvError)
    }

    /// The number of the notice.
    #[must_use]
    pub const fn numero(self) -> NumeroAvviso {
        self.0
    }
}

impl fmt::Display for Iuv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string()[1..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_number_without_the_aux_digit() {
        let numero = NumeroAvviso::parse("302012387654312386").expect("a vector");
        assert_eq!(numero.iuv().to_string(), "02012387654312386");
        assert_eq!(Iuv::parse("02012387654312386"), Ok(numero.iuv()));
        assert_eq!(numero.iuv().numero(), numero);
        for text in ["", "302012387654312386", "02012387654312384"] {
            assert!(Iuv::parse(text).is_err(), "{text}");
        }
    }
}
