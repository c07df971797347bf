//! What this module refuses, in words for the family or the clerk.

use campanella_kernel::{DomainError, Giorno, InternalError, Istante, Rifiuto};
use campanella_plugins_host::AttivazioneRifiutata;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::scelta::Scelta;

/// A refusal of a booking.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// The regulation, the calendar or the kitchen does not allow it.
    #[error("{}", .0.perche)]
    NonPermessa(Divieto),
    /// Somebody else changed the day after the device read it.
    #[error(
        "Il {} è stato cambiato nel frattempo {}: ora è segnato «{}». Controllare e riprovare.",
        .0.giorno, .0.da_chi(), .0.scelta
    )]
    Conflitto(Box<StatoAttuale>),
    /// What `anagrafe` refuses.
    #[error(transparent)]
    Anagrafe(#[from] campanella_anagrafe::Errore),
    /// A regulation that could not be put in force cannot be tried either.
    #[error(transparent)]
    Regolamento(#[from] AttivazioneRifiutata),
    /// What every module refuses.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

/// Why a choice is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divieto {
    /// Stable code; that of the regulation when the regulation refuses.
    pub codice: String,
    /// A sentence in Italian.
    pub perche: String,
}

/// What a day holds at present, for the device that lost a race.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatoAttuale {
    /// The day, `2026-11-23`.
    pub giorno: Giorno,
    /// What holds.
    pub scelta: Scelta,
    /// The version to send at the next try.
    pub versione: i32,
    /// Who changed it last.
    pub aggiornata_da: Option<String>,
    /// When.
    pub aggiornata_il: Option<Istante>,
}

impl From<Divieto> for Errore {
    fn from(divieto: Divieto) -> Self {
        Self::NonPermessa(divieto)
    }
}

impl Errore {
    /// The day is not what the device saw, or never stops changing.
    pub(crate) fn conflitto(attuale: StatoAttuale) -> Self {
        Self::Conflitto(Box::new(attuale))
    }
}

impl StatoAttuale {
    fn da_chi(&self) -> String {
        match (&self.aggiornata_da, self.aggiornata_il) {
            (Some(chi), Some(quando)) => format!("da {chi} il {quando}"),
            _ => "da un altro dispositivo".to_owned(),
        }
    }
}

impl Divieto {
    /// The day is not one of service.
    pub(crate) fn giorno_chiuso(giorno: Giorno, motivo: &str) -> Self {
        Self {
            codice: "GIORNO_CHIUSO".to_owned(),
            perche: format!("Il {giorno} il servizio non c'è: {motivo}."),
        }
    }

    /// The presences of the day have been produced.
    pub(crate) fn gia_prodotta(giorno: Giorno) -> Self {
        Self {
            codice: "GIA_PRODOTTA".to_owned(),
            perche: format!(
                "Le presenze del {giorno} sono già state registrate: per una correzione occorre \
                 rivolgersi all'ufficio."
            ),
        }
    }

    /// A day chosen by itself does not follow the weekly pattern.
    pub(crate) fn giorno_scelto(giorno: Giorno, scelta: Scelta) -> Self {
        Self {
            codice: "GIORNO_SCELTO".to_owned(),
            perche: format!("Per il {giorno} resta la scelta fatta per quel giorno: {scelta}."),
        }
    }

    /// The regulation has no such choice.
    pub(crate) fn non_prevista(scelta: Scelta) -> Self {
        let (codice, perche) = match scelta {
            Scelta::PastoBianco => (
                "PASTO_BIANCO_NON_PREVISTO",
                "Il regolamento del comune non prevede il pasto in bianco.".to_owned(),
            ),
            altra => (
                "SCELTA_NON_PREVISTA",
                format!("Il regolamento del comune non prevede la scelta «{altra}»."),
            ),
        };
        Self {
            codice: codice.to_owned(),
            perche,
        }
    }
}

/// Codes that programs may rely on. A component may have reasons of its own: they come as
/// `NON_PERMESSA_DAL_REGOLAMENTO`, with the component's code as `extensions.motivo`.
const CODICI: &[&str] = &[
    "CREDITO_ESAURITO",
    "GIA_PRODOTTA",
    "GIORNO_CHIUSO",
    "GIORNO_SCELTO",
    "GIORNO_SENZA_SERVIZIO",
    "GIORNO_TRASCORSO",
    "OLTRE_ORARIO_LIMITE",
    "PASTO_BIANCO_NON_PREVISTO",
    "SCELTA_NON_PREVISTA",
    "TROPPI_PASTI_BIANCHI",
    "TROPPO_ANTICIPO",
];

impl Errore {
    /// The refusal of another module, if it is one.
    fn altrui(&self) -> Option<&dyn DomainError> {
        match self {
            Self::Anagrafe(e) => Some(e),
            Self::Regolamento(e) => Some(e),
            Self::Comune(e) => Some(e),
            Self::NonPermessa(_) | Self::Conflitto(_) => None,
        }
    }
}

impl DomainError for Errore {
    fn code(&self) -> &'static str {
        match self {
            Self::NonPermessa(divieto) => CODICI
                .iter()
                .find(|c| **c == divieto.codice)
                .unwrap_or(&"NON_PERMESSA_DAL_REGOLAMENTO"),
            Self::Conflitto(_) => "CONFLITTO",
            Self::Anagrafe(e) => e.code(),
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
        let dettaglio = match self {
            Self::NonPermessa(divieto) => ("motivo", json!(divieto.codice)),
            Self::Conflitto(attuale) => ("attuale", json!(attuale)),
            _ => return self.altrui().map(DomainError::dettagli).unwrap_or_default(),
        };
        Map::from_iter([(dettaglio.0.to_owned(), dettaglio.1)])
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
