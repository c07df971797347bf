//! The account on which a payment is credited.

use std::fmt;

/// An IBAN with valid check digits (ISO 13616: the whole number is 1 mod 97).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Iban(String);

/// Why a text is not an IBAN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IbanError {
    /// Wrong length or a character out of place.
    #[error("l'IBAN italiano ha 27 caratteri e comincia con IT")]
    Forma,
    /// The check digits do not follow from the rest.
    #[error("l'IBAN contiene un errore: controllare quello scritto")]
    Controllo,
}

impl Iban {
    /// Reads an IBAN; blanks and lower case are forgiven.
    ///
    /// # Errors
    /// [`IbanError`].
    pub fn parse(text: &str) -> Result<Self, IbanError> {
        let clean: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = clean.as_bytes();
        let italian = clean.starts_with("IT") || clean.starts_with("SM");
        if !(15..=34).contains(&bytes.len())
            || (italian && bytes.len() != 27)
            || !bytes.iter().all(u8::is_ascii_alphanumeric)
            || !bytes[..2].iter().all(u8::is_ascii_alphabetic)
            || !bytes[2..4].iter().all(u8::is_ascii_digit)
        {
            return Err(IbanError::Forma);
        }
        let rest = bytes[4..].iter().chain(&bytes[..4]);
        let remainder = rest.fold(0_u32, |sum, b| match b {
            b'0'..=b'9' => (sum * 10 + u32::from(b - b'0')) % 97,
            _ => (sum * 100 + u32::from(b - b'A') + 10) % 97,
        });
        if remainder == 1 {
            Ok(Self(clean))
        } else {
            Err(IbanError::Controllo)
        }
    }

    /// The IBAN without blanks.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is of the post (ABI 07601): what `allCCP` tells.
    #[must_use]
    pub fn postale(&self) -> bool {
        self.0.starts_with("IT") && self.0.get(5..10) == Some("07601")
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        let iban = Iban::parse("it60 X054 2811 1010 0000 0123 456").expect("an IBAN");
        assert_eq!(iban.as_str(), "IT60X0542811101000000123456");
        assert!(!iban.postale());
        assert_eq!(
            Iban::parse("IT61X0542811101000000123456"),
            Err(IbanError::Controllo)
        );
        for text in [
            "",
            "IT60X054281110100000012345",
            "60ITX0542811101000000123456",
            "IT60€",
        ] {
            assert_eq!(Iban::parse(text), Err(IbanError::Forma), "{text}");
        }
    }

    #[test]
    fn a_postal_account_is_known_by_its_abi() {
        let iban = Iban::parse("IT26L0760101600000000010019");
        assert!(iban.is_ok_and(|iban| iban.postale()));
    }
}
