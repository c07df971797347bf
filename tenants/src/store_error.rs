//! Why a comune cannot be served.

use campanella_kernel::{ComuneId, DomainError, InternalError};

/// Why a comune cannot be served now. Its display is for whoever asked; causes go to the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No comune answers on that host.
    #[error("Nessun comune risponde all'indirizzo «{0}».")]
    HostSconosciuto(String),
    /// There is no such comune.
    #[error("Il comune «{0}» non esiste.")]
    ComuneSconosciuto(ComuneId),
    /// The vendor has suspended it.
    #[error("I servizi online del {nome} sono sospesi. Rivolgersi all'ufficio scuola.")]
    Sospeso {
        /// Full name of the comune.
        nome: String,
    },
    /// It is being made or removed.
    #[error("I servizi online del {nome} non sono ancora, o non sono più, attivi.")]
    NonAttivo {
        /// Full name of the comune.
        nome: String,
    },
    /// Its store lacks tables that this program needs.
    #[error(
        "I servizi online del {nome} sono in aggiornamento. Riprovare tra qualche minuto. \
         (Per il fornitore: mancano {mancanti} migrazioni.)"
    )]
    SchemaArretrato {
        /// Full name of the comune.
        nome: String,
        /// Migrations that it has not gone through.
        mancanti: usize,
    },
    /// Its store is missing, damaged or cannot be reached.
    #[error("I servizi online del {nome} non sono disponibili. Riprovare tra qualche minuto.")]
    NonDisponibile {
        /// Full name of the comune.
        nome: String,
    },
    /// All stores that may be open are in use, and stayed so.
    #[error("Il servizio è molto richiesto in questo momento. Riprovare tra qualche istante.")]
    Occupato,
}

impl StoreError {
    /// The HTTP status that says it.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::HostSconosciuto(_) | Self::ComuneSconosciuto(_) => 404,
            _ => 503,
        }
    }
}

impl DomainError for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::HostSconosciuto(_) => "HOST_SCONOSCIUTO",
            Self::ComuneSconosciuto(_) => "COMUNE_SCONOSCIUTO",
            Self::Sospeso { .. } => "COMUNE_SOSPESO",
            Self::NonAttivo { .. } => "COMUNE_NON_ATTIVO",
            Self::SchemaArretrato { .. } => "ARCHIVIO_IN_AGGIORNAMENTO",
            Self::NonDisponibile { .. } => "ARCHIVIO_NON_DISPONIBILE",
            Self::Occupato => "TROPPE_RICHIESTE",
        }
    }

    fn campo(&self) -> Option<&str> {
        None
    }

    fn internal(&self) -> Option<&InternalError> {
        None
    }
}
