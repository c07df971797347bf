//! A notice number that we give.

use std::fmt;

use super::{CodiceAvviso, CodiceSegregazione, Iuv};

/// A notice number with aux digit 3: `3`, segregation code (2), base of the IUV (13), check
/// digits (2); eighteen digits in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumeroAvviso {
    segregazione: CodiceSegregazione,
    base: u64,
}

/// Why a number is not one that we gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumeroAvvisoError {
    /// Not eighteen digits with aux digit 3 and a segregation code.
    #[error("il numero di avviso ha 18 cifre e comincia con 3: controllare quello scritto")]
    Forma,
    /// The last two digits do not follow from the others.
    #[error("il numero di avviso contiene un errore: controllare le cifre scritte")]
    Controllo,
    /// The base has more than thirteen digits: the numbers of this segregation code are finished.
    #[error("i numeri di avviso con questo codice di segregazione sono esauriti")]
    Esauriti,
}

/// One more than the largest base, thirteen digits.
const BASI: u64 = 10_000_000_000_000;

impl NumeroAvviso {
    /// The number with that base, which the caller never gives twice within a creditor and a
    /// segregation code.
    ///
    /// # Errors
    /// When the base has more than thirteen digits.
    pub const fn new(
        segregazione: CodiceSegregazione,
        base: u64,
    ) -> Result<Self, NumeroAvvisoError> {
        if base >= BASI {
            return Err(NumeroAvvisoError::Esauriti);
        }
        Ok(Self { segregazione, base })
    }

    /// Reads eighteen digits, blanks between them forgiven, and checks the last two.
    ///
    /// # Errors
    /// [`NumeroAvvisoError`] says what is wrong, in words for whoever typed it.
    pub fn parse(text: &str) -> Result<Self, NumeroAvvisoError> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let forma = NumeroAvvisoError::Forma;
        if digits.len() != 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(forma);
        }
        if !digits.starts_with('3') {
            return Err(forma);
        }
        let segregazione = CodiceSegregazione::parse(&digits[1..3]).map_err(|_| forma)?;
        let base = digits[3..16].parse().map_err(|_| forma)?;
        let numero = Self::new(segregazione, base)?;
        if numero.to_string() != digits {
            return Err(NumeroAvvisoError::Controllo);
        }
        Ok(numero)
    }

    /// The segregation code.
    #[must_use]
    pub const fn segregazione(self) -> CodiceSegregazione {
        self.segregazione
    }

    /// The base of the IUV, below 10¹³.
    #[must_use]
    pub const fn base(self) -> u64 {
        self.base
    }

    /// The IUV: the number without its aux digit.
    #[must_use]
    pub const fn iuv(self) -> Iuv {
        Iuv::di(self)
    }

    /// The number as the printed notice shows it, in groups of four:
    /// `3020 0000 0000 0001 23` («Avviso di pagamento» 3.5.1, AVVISO.CODICE).
    #[must_use]
    pub fn a_gruppi(self) -> String {
        CodiceAvviso::from(self).a_gruppi()
    }

    /// (`3` ‖ segregation ‖ base) mod 93.
    fn controllo(self) -> u64 {
        let prefisso = 300 + u64::from(self.segregazione.codice());
        (prefisso * BASI + self.base) % 93
    }
}

impl fmt::Display for NumeroAvviso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let controllo = self.controllo();
        write!(f, "3{}{:013}{controllo:02}", self.segregazione, self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_the_specification() {
        for (segregazione, base, atteso) in [
            (22, 2_011_513_985_741, "322201151398574181"),
            (0, 7_157_000_000_000, "300715700000000032"),
            (0, 1, "300000000000000104"),
            (1, 1, "301000000000000144"),
            (2, 123_876_543_123, "302012387654312386"),
            (45, 9_999_999_999_999, "345999999999999975"),
        ] {
            let segregazione = CodiceSegregazione::new(segregazione).expect("a code");
            let numero = NumeroAvviso::new(segregazione, base).expect("thirteen digits");
            assert_eq!(numero.to_string(), atteso);
            assert_eq!(NumeroAvviso::parse(atteso), Ok(numero));
            assert_eq!(numero.base(), base);
        }
    }

    #[test]
    fn a_wrong_check_is_told_from_a_wrong_form() {
        // Samples of the documentation whose check digits are wrong.
        for text in [
            "302012387654312384",
            "302012387654312385",
            "311111111112222222",
        ] {
            assert_eq!(
                NumeroAvviso::parse(text),
                Err(NumeroAvvisoError::Controllo),
                "{text}"
            );
        }
        for text in [
            "",
            "3000000000000001",
            "000000000000000000",
            "347000000000000100",
            "3000000000000001O4",
        ] {
            assert_eq!(
                NumeroAvviso::parse(text),
                Err(NumeroAvvisoError::Forma),
                "{text}"
            );
        }
    }

    #[test]
    fn any_single_wrong_digit_is_found() {
        let numero = "302012387654312386";
        for at in 0..18 {
            for digit in '0'..='9' {
                let mut wrong = numero.to_owned();
                wrong.replace_range(at..=at, &digit.to_string());
                if wrong != numero {
                    assert!(NumeroAvviso::parse(&wrong).is_err(), "{wrong}");
                }
            }
        }
    }

    #[test]
    fn numbers_end_with_the_thirteenth_digit() {
        let segregazione = CodiceSegregazione::new(1).expect("a code");
        assert!(NumeroAvviso::new(segregazione, BASI - 1).is_ok());
        assert_eq!(
            NumeroAvviso::new(segregazione, BASI),
            Err(NumeroAvvisoError::Esauriti)
        );
    }

    #[test]
    fn the_printed_number_is_read_back() {
        let numero = NumeroAvviso::parse("302012387654312386").expect("a vector");
        assert_eq!(numero.a_gruppi(), "3020 1238 7654 3123 86");
        assert_eq!(NumeroAvviso::parse(&numero.a_gruppi()), Ok(numero));
    }
}
