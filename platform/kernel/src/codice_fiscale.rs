//! The Italian tax code, which names a person for the public administration.

use std::fmt;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

use crate::Giorno;

/// A formally valid codice fiscale, upper case: sixteen characters with the right check character
/// (letters in place of digits, «omocodia», included), or the provisional one of eleven digits.
/// Rules: D.M. 23 December 1976, with the tables of D.M. 345/1998 for omocodia.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, DeriveValueType)]
#[serde(transparent)]
pub struct CodiceFiscale(String);

/// Why a text is not a codice fiscale.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodiceFiscaleError {
    /// Wrong length or a character out of place.
    #[error("il codice fiscale ha 16 caratteri (lettere e numeri): controllare quello scritto")]
    Forma,
    /// The last character does not follow from the others.
    #[error("il codice fiscale contiene un errore: l'ultimo carattere non corrisponde agli altri")]
    Controllo,
}

/// Sex as the codice fiscale records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sesso {
    /// Female: the day of birth is increased by 40.
    Femmina,
    /// Male.
    Maschio,
}

/// Positions (from 0) that hold digits and may hold the letters of omocodia.
const CIFRE: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
const LETTERE_OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";
const MESI: &[u8; 12] = b"ABCDEHLMPRST";
/// Values of `0`..`9` (and of `A`..`J`) and then of `K`..`Z` in odd positions.
const DISPARI: [u32; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

impl CodiceFiscale {
    /// Reads a codice fiscale; lower case and blanks around or inside are forgiven.
    ///
    /// # Errors
    /// [`CodiceFiscaleError`] says what is wrong, in words for the person who typed it.
    pub fn parse(text: &str) -> Result<Self, CodiceFiscaleError> {
        let clean: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = clean.as_bytes();
        if !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(CodiceFiscaleError::Forma);
        }
        match bytes.len() {
            16 => check_person(bytes)?,
            11 => check_provisional(bytes)?,
            _ => return Err(CodiceFiscaleError::Forma),
        }
        Ok(Self(clean))
    }

    /// The code as written, upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code with the letters of omocodia turned back into digits, its check character
    /// computed anew: the same for all forms of one person's code, so the key for matching.
    #[must_use]
    pub fn senza_omocodia(&self) -> String {
        let mut bytes = self.0.clone().into_bytes();
        if bytes.len() != 16 {
            return self.0.clone();
        }
        for i in CIFRE {
            bytes[i] = cifra(bytes[i]).map_or(bytes[i], |d| b'0' + d);
        }
        bytes[15] = check_character(&bytes[..15]);
        bytes.into_iter().map(char::from).collect()
    }

    /// Day of birth, the century being the latest that is not after `oggi`;
    /// none for a provisional code.
    #[must_use]
    pub fn data_nascita(&self, oggi: Giorno) -> Option<Giorno> {
        let b = self.0.as_bytes();
        if b.len() != 16 {
            return None;
        }
        let two = |i: usize| Some(u32::from(cifra(b[i])? * 10 + cifra(b[i + 1])?));
        let (year, day) = (two(6)?, two(9)? % 40);
        let month = u32::try_from(MESI.iter().position(|m| *m == b[8])?).ok()? + 1;
        let year = i32::try_from(year).ok()?;
        [2100, 2000, 1900]
            .into_iter()
            .filter_map(|century| Giorno::new(century + year, month, day).ok())
            .find(|g| *g <= oggi)
    }

    /// Sex; none for a provisional code.
    #[must_use]
    pub fn sesso(&self) -> Option<Sesso> {
        let b = self.0.as_bytes();
        (b.len() == 16).then(|| match cifra(b[9]) {
            Some(4..) => Sesso::Femmina,
            _ => Sesso::Maschio,
        })
    }

    /// Belfiore code of the comune of birth, or `Z…` for a foreign state; none when provisional.
    #[must_use]
    pub fn luogo_nascita(&self) -> Option<String> {
        let clean = self.senza_omocodia();
        (clean.len() == 16).then(|| clean[11..15].to_owned())
    }
}

/// The digit that `b` stands for, itself or as a letter of omocodia.
fn cifra(b: u8) -> Option<u8> {
    if b.is_ascii_digit() {
        return Some(b - b'0');
    }
    let at = LETTERE_OMOCODIA.iter().position(|l| *l == b)?;
    u8::try_from(at).ok()
}

fn check_person(b: &[u8]) -> Result<(), CodiceFiscaleError> {
    let letters = [0, 1, 2, 3, 4, 5, 8, 11, 15];
    let well_formed = letters.iter().all(|i| b[*i].is_ascii_uppercase())
        && CIFRE.iter().all(|i| cifra(b[*i]).is_some())
        && MESI.contains(&b[8]);
    let day = cifra(b[9]).unwrap_or(0) * 10 + cifra(b[10]).unwrap_or(0);
    if !well_formed || !(matches!(day, 1..=31 | 41..=71)) {
        return Err(CodiceFiscaleError::Forma);
    }
    if check_character(&b[..15]) == b[15] {
        Ok(())
    } else {
        Err(CodiceFiscaleError::Controllo)
    }
}

/// The sixteenth character, from the first fifteen as written.
fn check_character(b: &[u8]) -> u8 {
    let sum: u32 = b
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let index = if c.is_ascii_digit() {
                c - b'0'
            } else {
                c.saturating_sub(b'A')
            };
            // The first character has position 1: even indexes are odd positions.
            if i % 2 == 0 {
                DISPARI[usize::from(index.min(25))]
            } else {
                u32::from(index)
            }
        })
        .sum();
    b'A' + u8::try_from(sum % 26).unwrap_or(0)
}

/// Provisional codes have the digits and the check of a partita IVA.
fn check_provisional(b: &[u8]) -> Result<(), CodiceFiscaleError> {
    if !b.iter().all(u8::is_ascii_digit) {
        return Err(CodiceFiscaleError::Forma);
    }
    let sum: u32 = b
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let d = u32::from(c - b'0') * if i % 2 == 0 { 1 } else { 2 };
            if d > 9 { d - 9 } else { d }
        })
        .sum();
    if sum.is_multiple_of(10) {
        Ok(())
    } else {
        Err(CodiceFiscaleError::Controllo)
    }
}

impl fmt::Display for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Shows only that there is one: logs carry no personal data.
impl fmt::Debug for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodiceFiscale(…)")
    }
}

impl<'de> Deserialize<'de> for CodiceFiscale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_real_forms() {
        for text in [
            "RSSMRA80A01H501U",
            "rss mra 80a01 h501u",
            "RSSMRA80A01H50MM",
            "RSSMRA80A01H5LMX",
            "GDASDV00A01H501J",
            "BSCMTT83A12L719R",
            "00316820547",
        ] {
            assert!(CodiceFiscale::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn tells_a_typo_from_a_wrong_shape() {
        assert_eq!(
            CodiceFiscale::parse("RSSMRA80A01H501V"),
            Err(CodiceFiscaleError::Controllo)
        );
        assert_eq!(
            CodiceFiscale::parse("MHASDV02A31H671H"),
            Err(CodiceFiscaleError::Controllo)
        );
        assert_eq!(
            CodiceFiscale::parse("77777777777"),
            Err(CodiceFiscaleError::Controllo)
        );
        for text in [
            "",
            "RSSMRA80A01H501",
            "RSSMRA80A32H501U",
            "RSSMRA80F01H501U",
            "RSSMRÀ80A01H501",
        ] {
            assert_eq!(
                CodiceFiscale::parse(text),
                Err(CodiceFiscaleError::Forma),
                "{text}"
            );
        }
    }

    #[test]
    fn omocodia_is_one_person() {
        let plain = CodiceFiscale::parse("RSSMRA80A01H501U").expect("valid");
        for text in ["RSSMRA80A01H50MM", "RSSMRA80A01H5LMX"] {
            let omocode = CodiceFiscale::parse(text).expect("valid");
            assert_ne!(omocode, plain);
            assert_eq!(omocode.senza_omocodia(), plain.as_str());
            assert_eq!(omocode.luogo_nascita().as_deref(), Some("H501"));
        }
    }

    #[test]
    fn birth_and_sex_are_read_from_it() {
        let oggi = Giorno::new(2026, 11, 23).expect("a day");
        let cf = CodiceFiscale::parse("RSSMRA80A01H501U").expect("valid");
        assert_eq!(cf.data_nascita(oggi), Giorno::new(1980, 1, 1).ok());
        assert_eq!(cf.sesso(), Some(Sesso::Maschio));
        let bambino = CodiceFiscale::parse("GDASDV00A01H501J").expect("valid");
        assert_eq!(bambino.data_nascita(oggi), Giorno::new(2000, 1, 1).ok());
    }
}
