//! What a password must be.

use std::fmt;

/// Characters of a password at the least (the portal asks for no other composition: length is
/// what resists guessing, NIST SP 800-63B 5.1.1).
const MINIMO: usize = 10;
/// Bytes of a password at the most, so that hashing one costs the same whoever typed it.
const MASSIMO: usize = 256;
/// Passwords that are tried first; of ten characters or more, lower case.
const COMUNI: &str = include_str!("password/comuni.txt");

/// A password as typed. It is never shown, not even in logs.
#[derive(Clone)]
pub struct Password(String);

/// Whose password it is: what it must not contain.
#[derive(Debug, Clone, Copy)]
pub struct DiChi<'a> {
    /// Codice fiscale, if there is one.
    pub codice_fiscale: Option<&'a str>,
    /// Name.
    pub nome: &'a str,
    /// Surname.
    pub cognome: &'a str,
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordDebole {
    /// Too short.
    #[error("la password deve avere almeno {MINIMO} caratteri")]
    Corta,
    /// Too long.
    #[error("la password è troppo lunga")]
    Lunga,
    /// It says who the person is.
    #[error("la password non deve contenere il codice fiscale, il nome o il cognome")]
    Personale,
    /// Everybody has it.
    #[error(
        "questa password è tra le più usate e quindi tra le prime a \
         essere provate: sceglierne un'altra"
    )]
    Comune,
}

impl Password {
    /// A password as somebody typed it, good or not: to be compared with the stored one.
    #[must_use]
    pub fn digitata(text: String) -> Self {
        Self(text)
    }

    /// A new password, if it is good enough for `chi`.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn nuova(text: String, chi: DiChi<'_>) -> Result<Self, PasswordDebole> {
        if text.chars().count() < MINIMO {
            return Err(PasswordDebole::Corta);
        }
        if text.len() > MASSIMO {
            return Err(PasswordDebole::Lunga);
        }
        let lower = text.to_lowercase();
        let personal = [chi.codice_fiscale, Some(chi.nome), Some(chi.cognome)];
        if personal.into_iter().flatten().any(|p| contains(&lower, p)) {
            return Err(PasswordDebole::Personale);
        }
        let uniform = lower.chars().all(|c| lower.starts_with(c));
        if uniform || COMUNI.lines().any(|common| common == lower) {
            return Err(PasswordDebole::Comune);
        }
        Ok(Self(text))
    }

    /// True when it is longer than any password that was ever accepted.
    pub(crate) fn impossibile(&self) -> bool {
        self.0.len() > MASSIMO
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// True when `password`, lower case, contains a word of `personal`; words of one to three letters
/// are in everything.
fn contains(password: &str, personal: &str) -> bool {
    personal
        .to_lowercase()
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .any(|word| password.contains(word))
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARIA: DiChi<'static> = DiChi {
        codice_fiscale: Some("RSSMRA80A41H501Y"),
        nome: "Maria Lea",
        cognome: "De Rossi",
    };

    fn check(text: &str) -> Result<(), PasswordDebole> {
        Password::nuova(text.to_owned(), MARIA).map(|_| ())
    }

    #[test]
    fn a_password_is_long_unusual_and_not_ones_name() {
        for (text, expected) in [
            ("mela verde fritta", Ok(())),
            ("leale e schietta", Ok(())),
            ("èèè ààà ùùù", Ok(())),
            ("novecarat", Err(PasswordDebole::Corta)),
            ("dieci-cara", Ok(())),
            ("rssMRA80a41h501y!", Err(PasswordDebole::Personale)),
            ("ciao-maria-ciao", Err(PasswordDebole::Personale)),
            ("ROSSI-2026-mensa", Err(PasswordDebole::Personale)),
            ("1234567890", Err(PasswordDebole::Comune)),
            ("Forzajuventus", Err(PasswordDebole::Comune)),
            ("aaaaaaaaaaaaaa", Err(PasswordDebole::Comune)),
        ] {
            assert_eq!(check(text), expected, "{text}");
        }
        assert_eq!(check(&"ab".repeat(129)), Err(PasswordDebole::Lunga));
    }

    #[test]
    fn the_list_can_match() {
        for line in COMUNI.lines() {
            assert!(line.chars().count() >= MINIMO, "{line} is refused anyway");
            assert_eq!(line, line.to_lowercase());
        }
    }

    #[test]
    fn a_password_does_not_show_itself() {
        let shown = format!("{:?}", Password::digitata("segretissima".to_owned()));
        assert!(!shown.contains("segreti"));
    }
}
