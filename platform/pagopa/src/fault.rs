//! The refusals that a creditor's station can give.

use campanella_kernel::InternalError;

use crate::Testo;
use crate::xml::{Scrittore, Sequenza, Sintassi};

/// Why a station refuses (`faultCode`), with the words of pagoPA (`faultString`).
/// Source: docs.pagopa.it, «Gestione degli errori», dominio EC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodiceFault {
    /// No notice with that number, or its check digits are wrong.
    PagamentoSconosciuto,
    /// Already paid.
    PagamentoDuplicato,
    /// Somebody is paying it now.
    PagamentoInCorso,
    /// Its last day is past, and the creditor does not accept it any more.
    PagamentoScaduto,
    /// Cancelled by the creditor.
    PagamentoAnnullato,
    /// The amount is not the one that is due.
    ImportoNonValido,
    /// The creditor is not served by this station.
    IdDominioErrato,
    /// The intermediary is not the one of this station.
    IdIntermediarioErrato,
    /// The station is not this one.
    StazioneErrata,
    /// The message is not what the XSD says.
    SintassiXsd,
    /// The message is what the XSD says, but breaks a rule that an XSD cannot say.
    SintassiExtraXsd,
    /// The message contradicts itself or what it refers to.
    Semantica,
    /// The receipt was accepted before.
    RtDuplicata,
    /// A failure of ours.
    SystemError,
}

impl CodiceFault {
    /// The code as messages write it.
    #[must_use]
    pub const fn codice(self) -> &'static str {
        match self {
            Self::PagamentoSconosciuto => "PAA_PAGAMENTO_SCONOSCIUTO",
            Self::PagamentoDuplicato => "PAA_PAGAMENTO_DUPLICATO",
            Self::PagamentoInCorso => "PAA_PAGAMENTO_IN_CORSO",
            Self::PagamentoScaduto => "PAA_PAGAMENTO_SCADUTO",
            Self::PagamentoAnnullato => "PAA_PAGAMENTO_ANNULLATO",
            Self::ImportoNonValido => "PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO",
            Self::IdDominioErrato => "PAA_ID_DOMINIO_ERRATO",
            Self::IdIntermediarioErrato => "PAA_ID_INTERMEDIARIO_ERRATO",
            Self::StazioneErrata => "PAA_STAZIONE_INT_ERRATA",
            Self::SintassiXsd => "PAA_SINTASSI_XSD",
            Self::SintassiExtraXsd => "PAA_SINTASSI_EXTRAXSD",
            Self::Semantica => "PAA_SEMANTICA",
            Self::RtDuplicata => "PAA_RT_DUPLICATA",
            Self::SystemError => "PAA_SYSTEM_ERROR",
        }
    }

    /// The words of pagoPA.
    #[must_use]
    pub const fn testo(self) -> &'static str {
        match self {
            Self::PagamentoSconosciuto => {
                "Pagamento in attesa risulta sconosciuto all'Ente Creditore"
            }
            Self::PagamentoDuplicato => "Pagamento in attesa risulta concluso all'Ente Creditore",
            Self::PagamentoInCorso => "Pagamento in attesa risulta in corso all'Ente Creditore",
            Self::PagamentoScaduto => "Pagamento in attesa risulta scaduto all'Ente Creditore",
            Self::PagamentoAnnullato => "Pagamento in attesa risulta annullato all'Ente Creditore",
            Self::ImportoNonValido => {
                "L'importo del pagamento in attesa non è congruente con il dato indicato dal PSP"
            }
            Self::IdDominioErrato => "La PAA non corrisponde al Dominio indicato",
            Self::IdIntermediarioErrato => "Identificativo intermediario non corrispondente",
            Self::StazioneErrata => "Stazione intermediario non corrispondente",
            Self::SintassiXsd => "Errore di sintassi XSD",
            Self::SintassiExtraXsd => "Errore di sintassi extra XSD",
            Self::Semantica => "Errore semantico",
            Self::RtDuplicata => "La RT è già stata accettata",
            Self::SystemError => "Errore generico",
        }
    }
}

/// What a creditor answers instead of what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Diniego {
    /// A refusal, with words for whoever operates the payment, never with personal data.
    #[error("{}", codice.testo())]
    Fault {
        /// Why.
        codice: CodiceFault,
        /// More words, if they help.
        descrizione: Option<Testo<140>>,
    },
    /// A failure of ours: the node hears `PAA_SYSTEM_ERROR` and tries again.
    #[error(transparent)]
    Interno(#[from] InternalError),
}

impl From<CodiceFault> for Diniego {
    fn from(codice: CodiceFault) -> Self {
        Self::Fault {
            codice,
            descrizione: None,
        }
    }
}

impl Diniego {
    /// A refusal with more words, cut where they do not fit.
    #[must_use]
    pub fn spiegato(codice: CodiceFault, descrizione: &str) -> Self {
        Self::Fault {
            codice,
            descrizione: Testo::tronca(descrizione).ok(),
        }
    }

    /// The code that the node hears.
    #[must_use]
    pub const fn codice(&self) -> CodiceFault {
        match self {
            Self::Fault { codice, .. } => *codice,
            Self::Interno(_) => CodiceFault::SystemError,
        }
    }

    /// Writes the `fault` of a response; `id` is the creditor (idPA) as the request named it.
    pub(crate) fn scrivi(&self, id: &str, w: &mut Scrittore) {
        let descrizione = match self {
            Self::Fault { descrizione, .. } => descrizione.as_ref(),
            Self::Interno(_) => None,
        };
        w.elemento("fault", |w| {
            w.campo("faultCode", self.codice().codice());
            w.campo("faultString", self.codice().testo());
            w.campo("id", id);
            w.campo_se_c_e("description", descrizione);
        });
    }
}

/// A refusal as the node reads it: the code may be one that we do not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{codice}: {}", .descrizione.as_deref().unwrap_or(.testo))]
pub struct FaultLetto {
    /// `faultCode`.
    pub codice: String,
    /// `faultString`.
    pub testo: String,
    /// Who refuses.
    pub id: String,
    /// `description`.
    pub descrizione: Option<String>,
}

impl FaultLetto {
    pub(crate) fn leggi(mut seq: Sequenza<'_>) -> Result<Self, Sintassi> {
        let letto = Self {
            codice: seq.elemento("faultCode")?.testo.clone(),
            testo: seq.elemento("faultString")?.testo.clone(),
            id: seq.elemento("id")?.testo.clone(),
            descrizione: seq.se_c_e("description").map(|e| e.testo.clone()),
        };
        for altro in [
            "serial",
            "originalFaultCode",
            "originalFaultString",
            "originalDescription",
        ] {
            seq.se_c_e(altro);
        }
        seq.fine()?;
        Ok(letto)
    }
}
