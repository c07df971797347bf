//! Through whom a request comes, and about which notice.

use crate::xml::{Scrittore, Sequenza, Sintassi};
use crate::{CodiceAvviso, CodiceFiscaleEnte, Testo};

/// The three fields with which every request begins. One endpoint serves all comuni: who is asked
/// is said here alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instradamento {
    /// The creditor (idPA), as written: whether it is a creditor, and one of ours, is for the
    /// station to say.
    pub ente: Testo<35>,
    /// The intermediary (idBrokerPA): the vendor.
    pub intermediario: Testo<35>,
    /// The station of the intermediary (idStation).
    pub stazione: Testo<35>,
}

impl Instradamento {
    pub(crate) fn leggi(seq: &mut Sequenza<'_>) -> Result<Self, Sintassi> {
        Ok(Self {
            ente: seq.leggi("idPA")?,
            intermediario: seq.leggi("idBrokerPA")?,
            stazione: seq.leggi("idStation")?,
        })
    }

    pub(crate) fn scrivi(&self, w: &mut Scrittore) {
        w.campo("idPA", &self.ente);
        w.campo("idBrokerPA", &self.intermediario);
        w.campo("idStation", &self.stazione);
    }

    /// The creditor, if idPA has the form of one.
    #[must_use]
    pub fn codice_fiscale(&self) -> Option<CodiceFiscaleEnte> {
        CodiceFiscaleEnte::parse(self.ente.as_str()).ok()
    }
}

/// A notice, as a QR code names it: creditor and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceQr {
    /// The creditor.
    pub ente: CodiceFiscaleEnte,
    /// The number.
    pub avviso: CodiceAvviso,
}

impl CodiceQr {
    pub(crate) fn leggi(seq: &mut Sequenza<'_>) -> Result<Self, Sintassi> {
        let mut dentro = Sequenza::di(seq.elemento("qrCode")?)?;
        let letto = Self {
            ente: dentro.leggi("fiscalCode")?,
            avviso: dentro.leggi("noticeNumber")?,
        };
        dentro.fine()?;
        Ok(letto)
    }

    pub(crate) fn scrivi(&self, w: &mut Scrittore) {
        w.elemento("qrCode", |w| {
            w.campo("fiscalCode", self.ente);
            w.campo("noticeNumber", self.avviso);
        });
    }
}
