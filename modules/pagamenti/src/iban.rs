//! An account of a bank.

use crate::errore::Errore;

/// Reads an IBAN, blanks allowed; its check digits must fit (ISO 13616, modulo 97 of ISO 7064).
///
/// # Errors
/// [`Errore::IbanNonValido`].
pub(crate) fn leggi_iban(testo: &str) -> Result<String, Errore> {
    let iban: String = testo
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let letters = iban.bytes().take(2).all(|b| b.is_ascii_uppercase());
    let rest = iban.bytes().skip(2).all(|b| b.is_ascii_alphanumeric());
    // An Italian one has 27 characters, that of another country from 15 to 34.
    let length = if iban.starts_with("IT") {
        27..=27
    } else {
        15..=34
    };
    if !letters || !rest || !length.contains(&iban.len()) || resto(&iban) != 1 {
        return Err(Errore::IbanNonValido);
    }
    Ok(iban)
}

/// The remainder by 97 of the number that it stands for: first four characters last, letters as
/// 10 to 35.
fn resto(iban: &str) -> u32 {
    let (first, rest) = iban.split_at(4);
    rest.chars().chain(first.chars()).fold(0, |resto, c| {
        let value = c.to_digit(36).unwrap_or(0);
        let shift = if value > 9 { 100 } else { 10 };
        (resto * shift + value) % 97
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_tell_a_typing_error() {
        // The examples of the registry of IBANs (SWIFT).
        for good in ["IT60X0542811101000000123456", "SM86U0322509800000000270100"] {
            assert_eq!(leggi_iban(good).expect("valid"), good);
        }
        let blanks = leggi_iban("it60 x054 2811 1010 0000 0123 456").expect("valid");
        assert_eq!(blanks, "IT60X0542811101000000123456");
        for bad in [
            "",
            "IT6",
            "IT61X0542811101000000123456",
            "IT60X0542811101000000123465",
            "IT60X054281110100000012345",
            "IT60X05428111010000001234è6",
        ] {
            assert!(leggi_iban(bad).is_err(), "{bad}");
        }
    }
}
