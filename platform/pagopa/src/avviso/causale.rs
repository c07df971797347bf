//! The reason of a payment.

use std::fmt;

use campanella_kernel::CodiceFiscale;

use crate::Testo;

/// The reason of a payment, which node, bank and anyone who sees the notice can read: at most 140
/// characters, without personal data. pagoPA recommends so (SANP, «Best practice»), and here the
/// reason would tell of children: it speaks in codes, names are for the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Causale(Testo<140>);

/// Why a text is no reason of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CausaleError {
    /// Empty, too long, or with control characters.
    #[error("la causale deve avere da 1 a 140 caratteri")]
    Lunghezza,
    /// It names a person.
    #[error(
        "la causale non può contenere nomi, codici fiscali o indirizzi e-mail: usare un codice"
    )]
    DatiPersonali,
}

impl Causale {
    /// The reason, unless it holds a codice fiscale, an e-mail address, or a word of
    /// `riservati`: names and surnames of the family that the payment is about.
    ///
    /// # Errors
    /// [`CausaleError`].
    pub fn new(text: &str, riservati: &[&str]) -> Result<Self, CausaleError> {
        let testo = Testo::new(text).map_err(|_| CausaleError::Lunghezza)?;
        let riservate: Vec<String> = riservati.iter().flat_map(|r| parole(r)).collect();
        let personal = |word: &String| {
            (word.chars().count() == 16 && CodiceFiscale::parse(word).is_ok())
                || riservate.contains(word)
        };
        if text.contains('@') || parole(text).iter().any(personal) {
            return Err(CausaleError::DatiPersonali);
        }
        Ok(Self(testo))
    }

    /// What a message carried: whoever wrote it has answered for it.
    pub(crate) const fn letta(testo: Testo<140>) -> Self {
        Self(testo)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The words of a text in lower case. One letter alone names nobody.
fn parole(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect()
}

impl fmt::Display for Causale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_nobody() {
        let famiglia = ["Rossi", "Anna Maria"];
        for text in [
            "Mensa di ANNA R.",
            "Mensa, rossi",
            "Mensa RSSMRA80A01H501U",
            "Mensa per a.r@example.org",
        ] {
            assert_eq!(
                Causale::new(text, &famiglia),
                Err(CausaleError::DatiPersonali),
                "{text}"
            );
        }
        for text in ["Refezione 2026/2027, tessera 10442", "Rossini 12"] {
            assert!(Causale::new(text, &famiglia).is_ok(), "{text}");
        }
        assert_eq!(Causale::new("", &[]), Err(CausaleError::Lunghezza));
        assert_eq!(
            Causale::new(&"a".repeat(141), &[]),
            Err(CausaleError::Lunghezza)
        );
    }
}
