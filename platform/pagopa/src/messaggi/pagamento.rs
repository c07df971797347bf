//! `paGetPayment` and `paGetPaymentV2`: somebody pays; what must be credited where?

use campanella_kernel::{Giorno, Importo};

use super::risposta::{ErroreRisposta, leggi_risposta};
use super::{CodiceQr, Instradamento, Primitiva, Soggetto, Versamento, Versione};
use crate::busta::imbusta;
use crate::dovuto::decimale;
use crate::xml::{Scrittore, Sequenza, Sintassi};
use crate::{Causale, Dovuto, Iuv, Testo};

/// On which circuit the payer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TipoTrasferimento {
    /// At a post office: the credit must go to a postal account.
    Postale,
    /// Anywhere else.
    PagoPa,
}

/// The request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichiestaPagamento {
    /// Which form of it.
    pub versione: Versione,
    /// Through whom.
    pub instradamento: Instradamento,
    /// Which notice.
    pub qr: CodiceQr,
    /// How much the payer is about to pay, if the payer's bank says it.
    pub importo: Option<Importo>,
    /// On which circuit.
    pub trasferimento: Option<TipoTrasferimento>,
}

/// What is to be paid: the parts sum to the amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagamento {
    iuv: Iuv,
    importo: Dovuto,
    scadenza: Giorno,
    causale: Causale,
    denominazione: Testo<140>,
    ufficio: Option<Testo<140>>,
    debitore: Soggetto,
    versamenti: Vec<Versamento>,
}

/// Why a payment cannot be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PagamentoError {
    /// A payment has one to five parts.
    #[error("un pagamento ha da 1 a 5 versamenti")]
    Versamenti,
    /// Too much.
    #[error(transparent)]
    Importo(#[from] crate::DovutoError),
}

impl Pagamento {
    /// The payment of a notice: its amount is the sum of its parts.
    ///
    /// # Errors
    /// When there are no parts, or more than five, or their sum is too large.
    pub fn new(
        iuv: Iuv,
        scadenza: Giorno,
        causale: Causale,
        denominazione: Testo<140>,
        debitore: Soggetto,
        versamenti: Vec<Versamento>,
    ) -> Result<Self, PagamentoError> {
        if !(1..=5).contains(&versamenti.len()) {
            return Err(PagamentoError::Versamenti);
        }
        let importo = versamenti.iter().map(|v| v.importo.importo()).sum();
        Ok(Self {
            iuv,
            importo: Dovuto::new(importo)?,
            scadenza,
            causale,
            denominazione,
            ufficio: None,
            debitore,
            versamenti,
        })
    }

    /// The same, by that office of the creditor.
    #[must_use]
    pub fn con_ufficio(self, ufficio: Testo<140>) -> Self {
        Self {
            ufficio: Some(ufficio),
            ..self
        }
    }

    /// The IUV (creditorReferenceId).
    #[must_use]
    pub const fn iuv(&self) -> Iuv {
        self.iuv
    }

    /// The amount.
    #[must_use]
    pub const fn importo(&self) -> Dovuto {
        self.importo
    }

    /// What for.
    #[must_use]
    pub const fn causale(&self) -> &Causale {
        &self.causale
    }

    /// The name of the creditor.
    #[must_use]
    pub const fn denominazione(&self) -> &Testo<140> {
        &self.denominazione
    }

    /// Who owes it.
    #[must_use]
    pub const fn debitore(&self) -> &Soggetto {
        &self.debitore
    }

    /// Its parts.
    #[must_use]
    pub fn versamenti(&self) -> &[Versamento] {
        &self.versamenti
    }

    pub(crate) fn scrivi(&self, w: &mut Scrittore) {
        w.elemento("data", |w| {
            w.campo("creditorReferenceId", self.iuv);
            w.campo("paymentAmount", decimale(self.importo.importo()));
            w.campo("dueDate", self.scadenza.date());
            w.campo("description", &self.causale);
            w.campo("companyName", &self.denominazione);
            w.campo_se_c_e("officeName", self.ufficio.as_ref());
            self.debitore.scrivi("debtor", w);
            w.elemento("transferList", |w| {
                for (n, versamento) in self.versamenti.iter().enumerate() {
                    versamento.scrivi(n + 1, w);
                }
            });
        });
    }

    fn leggi(seq: &mut Sequenza<'_>, versione: Versione) -> Result<Self, Sintassi> {
        let mut seq = Sequenza::di(seq.elemento("data")?)?;
        let iuv = seq.leggi("creditorReferenceId")?;
        let importo: Dovuto = seq.leggi("paymentAmount")?;
        let scadenza = seq.leggi("dueDate")?;
        seq.leggi_se_c_e::<campanella_kernel::Istante>("retentionDate")?;
        seq.leggi_se_c_e::<bool>("lastPayment")?;
        let causale = Causale::letta(seq.leggi("description")?);
        let denominazione = seq.leggi("companyName")?;
        let ufficio = seq.leggi_se_c_e("officeName")?;
        let debitore = Soggetto::leggi(Sequenza::di(seq.elemento("debtor")?)?)?;
        let mut lista = Sequenza::di(seq.elemento("transferList")?)?;
        let versamenti = lista
            .elementi("transfer", 5)?
            .into_iter()
            .map(|e| Versamento::leggi(Sequenza::di(e)?, versione))
            .collect::<Result<_, _>>()?;
        lista.fine()?;
        super::risposta::scarta_metadati(&mut seq)?;
        seq.fine()?;
        let letto = Self::new(iuv, scadenza, causale, denominazione, debitore, versamenti)
            .ok()
            .filter(|p| p.importo == importo)
            .ok_or_else(|| Sintassi::Valore {
                elemento: "paymentAmount".to_owned(),
            })?;
        Ok(Self { ufficio, ..letto })
    }
}

impl RichiestaPagamento {
    pub(crate) fn leggi(
        mut seq: Sequenza<'_>,
        versione: Versione,
        instradamento: Instradamento,
    ) -> Result<Self, Sintassi> {
        let qr = CodiceQr::leggi(&mut seq)?;
        let importo = seq.leggi_se_c_e("amount")?;
        seq.leggi_se_c_e::<Testo<210>>("paymentNote")?;
        let trasferimento = seq.leggi_se_c_e("transferType")?;
        seq.leggi_se_c_e::<Giorno>("dueDate")?;
        seq.fine()?;
        Ok(Self {
            versione,
            instradamento,
            qr,
            importo,
            trasferimento,
        })
    }

    /// The envelope of the request.
    #[must_use]
    pub fn busta(&self) -> Vec<u8> {
        imbusta(Primitiva::Pagamento(self.versione).richiesta(), |w| {
            self.instradamento.scrivi(w);
            self.qr.scrivi(w);
            w.campo_se_c_e("amount", self.importo.map(decimale).as_ref());
            w.campo_se_c_e(
                "transferType",
                self.trasferimento.map(TipoTrasferimento::nome).as_ref(),
            );
        })
    }

    /// Reads the envelope of the response to a request of that form.
    ///
    /// # Errors
    /// [`ErroreRisposta`]: the station refused, or what it wrote cannot be read.
    pub fn risposta(versione: Versione, bytes: &[u8]) -> Result<Pagamento, ErroreRisposta> {
        leggi_risposta(Primitiva::Pagamento(versione), bytes, |seq| {
            Pagamento::leggi(seq, versione)
        })
    }
}

impl TipoTrasferimento {
    const fn nome(self) -> &'static str {
        match self {
            Self::Postale => "POSTAL",
            Self::PagoPa => "PAGOPA",
        }
    }
}

impl crate::xml::Valore for TipoTrasferimento {
    fn da_testo(text: &str) -> Option<Self> {
        [Self::Postale, Self::PagoPa]
            .into_iter()
            .find(|t| t.nome() == text)
    }
}
