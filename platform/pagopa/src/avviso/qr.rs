//! The text of a notice's QR code.

use std::fmt;

use campanella_kernel::Importo;

use super::{CodiceAvviso, NumeroAvviso};
use crate::{CodiceFiscaleEnte, Dovuto};

/// What the QR code of a notice says: `PAGOPA|002|<numero>|<ente>|<euro cents>`
/// («Avviso di pagamento», allegato 2, codice QR).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestoQr {
    avviso: CodiceAvviso,
    ente: CodiceFiscaleEnte,
    importo: Dovuto,
}

/// Why a text is not that of a notice's QR code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il codice QR non è quello di un avviso di pagamento pagoPA")]
pub struct TestoQrError;

impl TestoQr {
    /// The text of the notice with that number.
    #[must_use]
    pub fn new(numero: NumeroAvviso, ente: CodiceFiscaleEnte, importo: Dovuto) -> Self {
        Self {
            avviso: numero.into(),
            ente,
            importo,
        }
    }

    /// Reads what a QR reader gave. An amount padded with zeros, which some readers give, is
    /// the same amount.
    ///
    /// # Errors
    /// When the text is of something else.
    pub fn parse(text: &str) -> Result<Self, TestoQrError> {
        let mut fields = text.split('|');
        let (Some("PAGOPA"), Some("002"), Some(avviso), Some(ente), Some(cents), None) = (
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
        ) else {
            return Err(TestoQrError);
        };
        if cents.is_empty() || !cents.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TestoQrError);
        }
        let cents = cents.parse().map_err(|_| TestoQrError)?;
        Ok(Self {
            avviso: CodiceAvviso::parse(avviso).map_err(|_| TestoQrError)?,
            ente: CodiceFiscaleEnte::parse(ente).map_err(|_| TestoQrError)?,
            importo: Dovuto::new(Importo::from_cents(cents)).map_err(|_| TestoQrError)?,
        })
    }

    /// The notice number.
    #[must_use]
    pub const fn avviso(self) -> CodiceAvviso {
        self.avviso
    }

    /// The creditor.
    #[must_use]
    pub const fn ente(self) -> CodiceFiscaleEnte {
        self.ente
    }

    /// The amount when the notice was printed: what is due now is what the creditor answers.
    #[must_use]
    pub const fn importo(self) -> Dovuto {
        self.importo
    }
}

impl fmt::Display for TestoQr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.importo.cents();
        write!(f, "PAGOPA|002|{}|{}|{cents}", self.avviso, self.ente)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_the_guide_says() {
        let testo = TestoQr::new(
            NumeroAvviso::parse("302012387654312386").expect("a vector"),
            CodiceFiscaleEnte::parse("77777777777").expect("eleven digits"),
            Dovuto::new(Importo::from_cents(9999)).expect("an amount"),
        );
        let atteso = "PAGOPA|002|302012387654312386|77777777777|9999";
        assert_eq!(testo.to_string(), atteso);
        assert_eq!(TestoQr::parse(atteso), Ok(testo));
    }

    #[test]
    fn the_example_of_the_guide_is_read() {
        let testo = TestoQr::parse("PAGOPA|002|000000000000000000|00000000000|9999");
        assert_eq!(testo.map(|t| t.importo().cents()), Ok(9999));
        let padded = TestoQr::parse("PAGOPA|002|322201151398574181|81005750021|0000000100");
        assert_eq!(padded.map(|t| t.importo().cents()), Ok(100));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "PAGOPA|001|302012387654312386|77777777777|9999",
            "PAGOPA|002|302012387654312386|77777777777",
            "PAGOPA|002|302012387654312386|77777777777|9999|",
            "PAGOPA|002|30201238765431238|77777777777|9999",
            "PAGOPA|002|302012387654312386|77777777777|0",
            "PAGOPA|002|302012387654312386|77777777777|+99",
            "PAGOPA|002|302012387654312386|77777777777|99999999999999999999",
        ] {
            assert!(TestoQr::parse(text).is_err(), "{text}");
        }
    }
}
