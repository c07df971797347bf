//! `paDemandPaymentNotice`: somebody at a counter wants to pay without a notice.

use super::risposta::{ErroreRisposta, leggi_risposta};
use super::versamento::base64;
use super::{CodiceQr, Instradamento, Offerta, Primitiva};
use crate::Testo;
use crate::busta::imbusta;
use crate::xml::{Scrittore, Sequenza, Sintassi};

/// The request. For school meals the catalogue of pagoPA has service 00009, with which a family
/// tops up its account at a counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichiestaAvviso {
    /// Through whom.
    pub instradamento: Instradamento,
    /// The service in the catalogue (idServizio), five characters.
    pub servizio: Testo<5>,
    /// Who offers it (idSoggettoServizio), five characters.
    pub soggetto: Testo<5>,
    /// What the service wants to know, as its catalogue entry says (decoded).
    pub dati: Vec<u8>,
}

/// The notice that was made, and what can be paid on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvvisoSpontaneo {
    /// The notice.
    pub qr: CodiceQr,
    /// What can be paid.
    pub offerta: Offerta,
}

impl RichiestaAvviso {
    pub(crate) fn leggi(
        mut seq: Sequenza<'_>,
        instradamento: Instradamento,
    ) -> Result<Self, Sintassi> {
        let letta = Self {
            instradamento,
            servizio: cinque("idServizio", &mut seq)?,
            soggetto: cinque("idSoggettoServizio", &mut seq)?,
            dati: seq.leggi("datiSpecificiServizioRequest")?,
        };
        seq.fine()?;
        Ok(letta)
    }

    /// The envelope of the request.
    #[must_use]
    pub fn busta(&self) -> Vec<u8> {
        imbusta(Primitiva::AvvisoSpontaneo.richiesta(), |w| {
            self.instradamento.scrivi(w);
            w.campo("idServizio", &self.servizio);
            w.campo("idSoggettoServizio", &self.soggetto);
            w.campo("datiSpecificiServizioRequest", base64(&self.dati));
        })
    }

    /// Reads the envelope of the response.
    ///
    /// # Errors
    /// [`ErroreRisposta`]: the station refused, or what it wrote cannot be read.
    pub fn risposta(bytes: &[u8]) -> Result<AvvisoSpontaneo, ErroreRisposta> {
        leggi_risposta(Primitiva::AvvisoSpontaneo, bytes, |seq| {
            Ok(AvvisoSpontaneo {
                qr: CodiceQr::leggi(seq)?,
                offerta: Offerta::leggi(seq)?,
            })
        })
    }
}

impl AvvisoSpontaneo {
    pub(crate) fn scrivi(&self, w: &mut Scrittore) {
        self.qr.scrivi(w);
        self.offerta.scrivi(w);
    }
}

fn cinque(nome: &'static str, seq: &mut Sequenza<'_>) -> Result<Testo<5>, Sintassi> {
    let testo: Testo<5> = seq.leggi(nome)?;
    if testo.as_str().chars().count() == 5 {
        Ok(testo)
    } else {
        Err(Sintassi::Valore {
            elemento: nome.to_owned(),
        })
    }
}
