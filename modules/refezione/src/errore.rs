//! What this module refuses, in words for the office, the school and the family.

use campanella_kernel::{DomainError, Giorno, InternalError, Rifiuto};
use serde_json::{Map, Value, json};

use crate::stato::StatoPresenza;

/// A refusal of `refezione`.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// There is no service on that day.
    #[error("Il {giorno} il servizio non c'è: {motivo}.")]
    GiornoChiuso {
        /// The day.
        giorno: Giorno,
        /// Why.
        motivo: String,
    },
    /// A day that has not come yet.
    #[error("Il {0} non è ancora arrivato.")]
    GiornoFuturo(Giorno),
    /// A correction of what was not registered yet.
    #[error(
        "Le presenze del {0} non sono ancora state registrate: finché sono aperte si cambia la \
         prenotazione."
    )]
    PresenzeNonRegistrate(Giorno),
    /// Somebody else changed the presence after the tablet read it.
    #[error(
        "La presenza di {chi} è stata cambiata nel frattempo: ora è «{stato}». Aggiornare \
         l'appello e riprovare."
    )]
    Conflitto {
        /// The child.
        chi: String,
        /// What holds.
        stato: StatoPresenza,
        /// Its version.
        versione: i32,
    },
    /// The child has that diet already.
    #[error("Questa dieta è già concessa per il periodo indicato.")]
    DietaGiaConcessa,
    /// A diet for health without a certificate.
    #[error("Una dieta per motivi di salute richiede il certificato medico.")]
    CertificatoMancante,
    /// What `anagrafe` refuses.
    #[error(transparent)]
    Anagrafe(#[from] campanella_anagrafe::Errore),
    /// What `prenotazioni` refuses.
    #[error(transparent)]
    Prenotazioni(#[from] campanella_prenotazioni::Errore),
    /// A regulation that could not be put in force cannot be tried either.
    #[error(transparent)]
    Regolamento(#[from] campanella_plugins_host::AttivazioneRifiutata),
    /// What every module refuses.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

impl Errore {
    /// The refusal of another module, if it is one.
    fn altrui(&self) -> Option<&dyn DomainError> {
        match self {
            Self::Anagrafe(e) => Some(e),
            Self::Prenotazioni(e) => Some(e),
            Self::Regolamento(e) => Some(e),
            Self::Comune(e) => Some(e),
            _ => None,
        }
    }
}

impl DomainError for Errore {
    fn code(&self) -> &'static str {
        match self {
            Self::GiornoChiuso { .. } => "GIORNO_CHIUSO",
            Self::GiornoFuturo(_) => "GIORNO_FUTURO",
            Self::PresenzeNonRegistrate(_) => "PRESENZE_NON_REGISTRATE",
            Self::Conflitto { .. } => "CONFLITTO",
            Self::DietaGiaConcessa => "DIETA_GIA_CONCESSA",
            Self::CertificatoMancante => "CERTIFICATO_MANCANTE",
            Self::Anagrafe(e) => e.code(),
            Self::Prenotazioni(e) => e.code(),
            Self::Regolamento(e) => e.code(),
            Self::Comune(e) => e.code(),
        }
    }

    fn campo(&self) -> Option<&str> {
        self.altrui()?.campo()
    }

    fn internal(&self) -> Option<&InternalError> {
        self.altrui()?.internal()
    }

    fn dettagli(&self) -> Map<String, Value> {
        match self {
            Self::Conflitto { versione, .. } => {
                Map::from_iter([("versione".to_owned(), json!(versione))])
            }
            _ => self.altrui().map(DomainError::dettagli).unwrap_or_default(),
        }
    }
}

/// For jobs, which have nobody to refuse anything to: the cause of a failure is not hidden behind
/// the words for people.
impl From<Errore> for InternalError {
    fn from(errore: Errore) -> Self {
        match errore {
            Errore::Comune(Rifiuto::Interno(e))
            | Errore::Anagrafe(campanella_anagrafe::Errore::Comune(Rifiuto::Interno(e)))
            | Errore::Prenotazioni(campanella_prenotazioni::Errore::Comune(Rifiuto::Interno(e))) => {
                e
            }
            altro => Self::new(altro),
        }
    }
}

impl From<sea_orm::DbErr> for Errore {
    fn from(e: sea_orm::DbErr) -> Self {
        Self::Comune(e.into())
    }
}

impl From<InternalError> for Errore {
    fn from(e: InternalError) -> Self {
        Self::Comune(e.into())
    }
}
