//! The text of the Data Matrix on a notice that can be paid at a post office counter.

use std::fmt;

use campanella_kernel::Importo;

use super::NumeroAvviso;
use crate::{CodiceFiscaleEnte, Dovuto};

/// A postal current account, at most twelve digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContoPostale(u64);

/// Why a text is not a postal account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il numero di conto corrente postale ha al massimo 12 cifre")]
pub struct ContoPostaleError;

impl ContoPostale {
    /// Reads one to twelve digits.
    ///
    /// # Errors
    /// When the text is anything else, or only zeros.
    pub fn parse(text: &str) -> Result<Self, ContoPostaleError> {
        let valid = (1..=12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(conto) if valid && conto > 0 => Ok(Self(conto)),
            _ => Err(ContoPostaleError),
        }
    }
}

impl fmt::Display for ContoPostale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

/// The 256 characters of the postal Data Matrix: `codfase=NBPA;`, code line, creditor, debtor,
/// name, reason, filler. There is no public specification of it; several implementers, and a
/// decoder, agree on these positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestoDataMatrix {
    numero: NumeroAvviso,
    conto: ContoPostale,
    importo: Dovuto,
    ente: CodiceFiscaleEnte,
    debitore: String,
    nome: String,
    causale: String,
}

/// Why there is no Data Matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TestoDataMatrixError {
    /// The code has ten digits for the cents.
    #[error("il bollettino postale non può superare 99.999.999,99 €")]
    Importo,
    /// The tax code of the debtor is longer than sixteen characters, or not of letters and digits.
    #[error("il codice fiscale del debitore non è valido per il bollettino postale")]
    Debitore,
    /// A text that was read has not the form of a Data Matrix.
    #[error("il codice Data Matrix non è quello di un avviso di pagamento pagoPA")]
    Forma,
}

const FASE: &str = "codfase=NBPA;";
const FILLER: &str = "            A";
const MASSIMO: i64 = 9_999_999_999;

impl TestoDataMatrix {
    /// The text for that notice. Name and reason are written in the characters that post offices
    /// read, upper case without accents, and cut where they do not fit.
    ///
    /// # Errors
    /// [`TestoDataMatrixError`] when the amount or the debtor's tax code do not fit.
    pub fn new(
        numero: NumeroAvviso,
        conto: ContoPostale,
        importo: Dovuto,
        ente: CodiceFiscaleEnte,
        debitore: (&str, &str),
        causale: &str,
    ) -> Result<Self, TestoDataMatrixError> {
        let (codice_fiscale, nome) = debitore;
        if importo.cents() > MASSIMO {
            return Err(TestoDataMatrixError::Importo);
        }
        let alphanumeric = codice_fiscale.bytes().all(|b| b.is_ascii_alphanumeric());
        if codice_fiscale.len() > 16 || !alphanumeric {
            return Err(TestoDataMatrixError::Debitore);
        }
        Ok(Self {
            numero,
            conto,
            importo,
            ente,
            debitore: codice_fiscale.to_ascii_uppercase(),
            nome: ammessi(nome, 40),
            causale: ammessi(causale, 110),
        })
    }

    /// The code line, which the counter can also type: lengths and values of number, account
    /// and amount, and the document type 896.
    #[must_use]
    pub fn codeline(&self) -> String {
        let cents = self.importo.cents();
        format!("18{}12{}10{cents:010}3896", self.numero, self.conto)
    }

    /// Reads what a Data Matrix reader gave.
    ///
    /// # Errors
    /// [`TestoDataMatrixError::Forma`] when the text is of something else.
    pub fn parse(text: &str) -> Result<Self, TestoDataMatrixError> {
        let forma = TestoDataMatrixError::Forma;
        if text.len() != 256 || !text.is_ascii() {
            return Err(forma);
        }
        let field = |from: usize, to: usize| text[from..to].trim_end();
        let importo = text[49..59].parse().map_err(|_| forma)?;
        let read = Self {
            numero: NumeroAvviso::parse(&text[15..33]).map_err(|_| forma)?,
            conto: ContoPostale::parse(&text[35..47]).map_err(|_| forma)?,
            importo: Dovuto::new(Importo::from_cents(importo)).map_err(|_| forma)?,
            ente: CodiceFiscaleEnte::parse(&text[66..77]).map_err(|_| forma)?,
            debitore: field(77, 93).to_owned(),
            nome: field(93, 133).to_owned(),
            causale: field(133, 243).to_owned(),
        };
        // Whatever else there is must be what we would have written.
        if read.to_string() == text {
            Ok(read)
        } else {
            Err(forma)
        }
    }
}

/// Letters of Europe that are written without their marks.
const SENZA_SEGNI: [(char, &str); 17] = [
    ('A', "ÀÁÂÃÄÅĀĂĄ"),
    ('C', "ÇĆĈĊČ"),
    ('D', "ĎĐÐ"),
    ('E', "ÈÉÊËĒĔĖĘĚ"),
    ('G', "ĜĞĠĢ"),
    ('H', "ĤĦ"),
    ('I', "ÌÍÎÏĨĪĬĮİ"),
    ('K', "Ķ"),
    ('L', "ĹĻĽĿŁ"),
    ('N', "ÑŃŅŇ"),
    ('O', "ÒÓÔÕÖØŌŎŐ"),
    ('R', "ŔŖŘ"),
    ('S', "ŚŜŞŠȘ"),
    ('T', "ŢŤŦȚ"),
    ('U', "ÙÚÛÜŨŪŬŮŰŲ"),
    ('Y', "ÝŶŸ"),
    ('Z', "ŹŻŽ"),
];

/// Upper case ASCII of the length that fits; marks dropped, other characters made blanks.
fn ammessi(text: &str, length: usize) -> String {
    let upper = text.chars().flat_map(char::to_uppercase);
    let ascii: String = upper.map(ammesso).take(length).collect();
    ascii.trim_end().to_owned()
}

fn ammesso(c: char) -> char {
    if c.is_ascii_alphanumeric() || ".,-/'".contains(c) {
        return c;
    }
    let plain = SENZA_SEGNI.iter().find(|(_, marked)| marked.contains(c));
    plain.map_or(' ', |(plain, _)| *plain)
}

impl fmt::Display for TestoDataMatrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            ente,
            debitore,
            nome,
            causale,
            ..
        } = self;
        write!(
            f,
            "{FASE}{}1P1{ente}{debitore:<16}{nome:<40}{causale:<110}{FILLER}",
            self.codeline()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn testo() -> TestoDataMatrix {
        TestoDataMatrix::new(
            NumeroAvviso::parse("302012387654312386").expect("a vector"),
            ContoPostale::parse("10019").expect("an account"),
            Dovuto::new(Importo::from_cents(12_345)).expect("an amount"),
            CodiceFiscaleEnte::parse("77777777777").expect("eleven digits"),
            ("RSSMRA80A01H501U", "Łucja Rossi è lei"),
            "Refezione 2026/2027 «ottobre»",
        )
        .expect("it fits")
    }

    #[test]
    fn every_field_is_where_readers_look_for_it() {
        let text = testo().to_string();
        assert_eq!(text.len(), 256);
        for (from, to, atteso) in [
            (0, 15, "codfase=NBPA;18"),
            (15, 33, "302012387654312386"),
            (33, 47, "12000000010019"),
            (47, 59, "100000012345"),
            (59, 66, "38961P1"),
            (66, 77, "77777777777"),
            (77, 93, "RSSMRA80A01H501U"),
            (93, 110, "LUCJA ROSSI E LEI"),
            (133, 161, "REFEZIONE 2026/2027  OTTOBRE"),
            (243, 256, "            A"),
        ] {
            assert_eq!(&text[from..to], atteso);
        }
    }

    #[test]
    fn is_read_back() {
        let text = testo().to_string();
        assert_eq!(TestoDataMatrix::parse(&text), Ok(testo()));
        for wrong in [
            String::new(),
            text.replace("codfase", "CODFASE"),
            text.replace("12386", "12384"),
            text[..255].to_owned(),
            text.replace("3896", "3897"),
        ] {
            let refused = TestoDataMatrix::parse(&wrong);
            assert_eq!(refused, Err(TestoDataMatrixError::Forma), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_or_cut() {
        let new = |cents, debitore| {
            TestoDataMatrix::new(
                testo().numero,
                testo().conto,
                Dovuto::new(Importo::from_cents(cents)).expect("an amount"),
                testo().ente,
                (debitore, &"n".repeat(90)),
                &"c".repeat(200),
            )
        };
        assert_eq!(new(MASSIMO + 1, ""), Err(TestoDataMatrixError::Importo));
        assert_eq!(
            new(1, "RSSMRA80A01H501UX"),
            Err(TestoDataMatrixError::Debitore)
        );
        assert_eq!(new(1, "").map(|t| t.to_string().len()), Ok(256));
    }

    #[test]
    fn accounts_have_at_most_twelve_digits() {
        for text in ["", "0", "1234567890123", "12a", "-1"] {
            assert!(ContoPostale::parse(text).is_err(), "{text}");
        }
    }
}
