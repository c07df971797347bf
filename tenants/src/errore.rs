//! What the vendor is told when a comune cannot be made, changed or removed.

use std::path::PathBuf;

use campanella_kernel::ComuneId;
use campanella_migrations::MigrationError;
use sea_orm::DbErr;

use crate::catalogo::Stato;
use crate::host::{NomeHost, NomeHostError};
use crate::template::TemplateError;

/// What the vendor is told when a comune cannot be made, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// There is no such comune.
    #[error("il comune «{0}» non esiste")]
    ComuneSconosciuto(ComuneId),
    /// It exists already.
    #[error("il comune «{0}» esiste già")]
    ComuneEsistente(ComuneId),
    /// The name of its database would be longer than PostgreSQL allows.
    #[error("l'identificativo «{0}» è troppo lungo per questa base dati: sceglierne uno più breve")]
    NomeTroppoLungo(ComuneId),
    /// Another comune answers there.
    #[error("l'host {host} è già del comune «{comune}»")]
    HostInUso {
        /// The host.
        host: NomeHost,
        /// Whose it is.
        comune: String,
    },
    /// A name is not a host's.
    #[error(transparent)]
    Host(#[from] NomeHostError),
    /// A comune must answer somewhere.
    #[error("indicare almeno un host")]
    SenzaHost,
    /// No module has that name.
    #[error("il modulo «{nome}» non esiste: quelli disponibili sono {disponibili}")]
    ModuloSconosciuto {
        /// The name.
        nome: String,
        /// The modules that there are.
        disponibili: String,
    },
    /// The comune is in a state in which that cannot be done.
    #[error("il comune «{id}» è {stato}: l'operazione non è possibile")]
    StatoNonAdatto {
        /// The comune.
        id: ComuneId,
        /// Its state.
        stato: Stato,
    },
    /// Somebody else changed the settings meanwhile.
    #[error("le impostazioni del comune «{0}» sono appena state cambiate: rileggerle e riprovare")]
    ImpostazioniCambiate(ComuneId),
    /// Something lies already where the store would go; it may hold data.
    #[error("esiste già un archivio {0} che non è nel catalogo: spostarlo o eliminarlo prima")]
    ArchivioEsistente(String),
    /// The export failed, so nothing was removed.
    #[error("l'esportazione in {cartella} non è riuscita, quindi nulla è stato eliminato: {causa}")]
    EsportazioneFallita {
        /// Where it was to go.
        cartella: PathBuf,
        /// Why.
        causa: String,
    },
    /// The store cannot be brought forward.
    #[error(transparent)]
    Migrazione(#[from] MigrationError),
    /// The catalog's address of a store cannot be understood, or names no configured server.
    #[error("l'indirizzo dell'archivio «{0}» non è utilizzabile con questa configurazione")]
    IndirizzoArchivio(String),
    /// The catalog or the store cannot be reached.
    #[error("la base dati non risponde: {0}")]
    Archivio(#[from] DbErr),
    /// A file cannot be read or written.
    #[error("errore sui file: {0}")]
    File(#[from] std::io::Error),
}

impl From<TemplateError> for Errore {
    fn from(e: TemplateError) -> Self {
        match e {
            TemplateError::Store(e) => Self::Archivio(e),
            TemplateError::Migration(e) => Self::Migrazione(e),
            TemplateError::File(e) => Self::File(e),
        }
    }
}
