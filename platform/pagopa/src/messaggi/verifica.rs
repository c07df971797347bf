//! `paVerifyPaymentNotice`: can this notice be paid, and for how much?

use campanella_kernel::Giorno;

use super::risposta::{ErroreRisposta, leggi_risposta};
use super::{CodiceQr, Instradamento, Primitiva};
use crate::busta::imbusta;
use crate::dovuto::decimale;
use crate::xml::{Scrittore, Sequenza, Sintassi};
use crate::{Causale, CodiceFiscaleEnte, Dovuto, Testo};

/// The request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichiestaVerifica {
    /// Through whom.
    pub instradamento: Instradamento,
    /// Which notice.
    pub qr: CodiceQr,
}

/// What can be paid: one option, for exactly the amount that is due now. The creditor computes it
/// anew each time it is asked, and is the one that refuses what is expired: the node does not
/// (SANP, «Best practice»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offerta {
    /// How much is due now.
    pub importo: Dovuto,
    /// Last day without consequences.
    pub scadenza: Option<Giorno>,
    /// Whether it may only be credited on a postal account (allCCP).
    pub solo_postale: bool,
    /// What for.
    pub causale: Causale,
    /// The creditor.
    pub ente: CodiceFiscaleEnte,
    /// Its name.
    pub denominazione: Testo<140>,
    /// Its office.
    pub ufficio: Option<Testo<140>>,
}

impl RichiestaVerifica {
    pub(crate) fn leggi(
        mut seq: Sequenza<'_>,
        instradamento: Instradamento,
    ) -> Result<Self, Sintassi> {
        let qr = CodiceQr::leggi(&mut seq)?;
        seq.fine()?;
        Ok(Self { instradamento, qr })
    }

    /// The envelope of the request.
    #[must_use]
    pub fn busta(&self) -> Vec<u8> {
        imbusta(Primitiva::Verifica.richiesta(), |w| {
            self.instradamento.scrivi(w);
            self.qr.scrivi(w);
        })
    }

    /// Reads the envelope of the response.
    ///
    /// # Errors
    /// [`ErroreRisposta`]: the station refused, or what it wrote cannot be read.
    pub fn risposta(bytes: &[u8]) -> Result<Offerta, ErroreRisposta> {
        leggi_risposta(Primitiva::Verifica, bytes, Offerta::leggi)
    }
}

impl Offerta {
    pub(crate) fn leggi(seq: &mut Sequenza<'_>) -> Result<Self, Sintassi> {
        let mut lista = Sequenza::di(seq.elemento("paymentList")?)?;
        let mut opzione = Sequenza::di(lista.elemento("paymentOptionDescription")?)?;
        lista.fine()?;
        let importo = opzione.leggi("amount")?;
        let options: Testo<3> = opzione.leggi("options")?;
        if options.as_str() != ESATTO {
            return Err(Sintassi::Valore {
                elemento: "options".to_owned(),
            });
        }
        let scadenza = opzione.leggi_se_c_e("dueDate")?;
        opzione.leggi_se_c_e::<Testo<140>>("detailDescription")?;
        let solo_postale = opzione.leggi("allCCP")?;
        opzione.fine()?;
        Ok(Self {
            importo,
            scadenza,
            solo_postale,
            causale: Causale::letta(seq.leggi("paymentDescription")?),
            ente: seq.leggi("fiscalCodePA")?,
            denominazione: seq.leggi("companyName")?,
            ufficio: seq.leggi_se_c_e("officeName")?,
        })
    }

    pub(crate) fn scrivi(&self, w: &mut Scrittore) {
        w.elemento("paymentList", |w| {
            w.elemento("paymentOptionDescription", |w| {
                w.campo("amount", decimale(self.importo.importo()));
                w.campo("options", ESATTO);
                w.campo_se_c_e("dueDate", self.scadenza.map(Giorno::date).as_ref());
                w.campo("allCCP", self.solo_postale);
            });
        });
        w.campo("paymentDescription", &self.causale);
        w.campo("fiscalCodePA", self.ente);
        w.campo("companyName", &self.denominazione);
        w.campo_se_c_e("officeName", self.ufficio.as_ref());
    }
}

/// Exactly the amount: the only option that the platform serves today.
const ESATTO: &str = "EQ";
