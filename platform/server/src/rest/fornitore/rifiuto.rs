//! What the vendor is told when something cannot be done. To the vendor causes are shown: whoever
//! has this token runs the system.

use campanella_kernel::DomainError;
use campanella_tenants::{Errore, EsitoMigrazione, Migrato, StoreError};

use super::dati::Migrazione;
use crate::rest::problema::{Problema, Rifiutata};

/// A refusal of the catalog.
pub(super) fn del_fornitore(error: Errore) -> Rifiutata {
    let message = error.to_string();
    match error {
        Errore::ComuneSconosciuto(_) => {
            Rifiutata::NonTrovata(Problema::new("COMUNE_SCONOSCIUTO", message))
        }
        Errore::ComuneEsistente(_) => {
            Rifiutata::Conflitto(Problema::new("COMUNE_ESISTENTE", message))
        }
        Errore::HostInUso { .. } => Rifiutata::Conflitto(Problema::new("HOST_IN_USO", message)),
        Errore::StatoNonAdatto { .. } => {
            Rifiutata::Conflitto(Problema::new("STATO_NON_ADATTO", message))
        }
        Errore::ImpostazioniCambiate(_) => {
            Rifiutata::Conflitto(Problema::new("IMPOSTAZIONI_CAMBIATE", message))
        }
        Errore::ArchivioEsistente(_) => {
            Rifiutata::Conflitto(Problema::new("ARCHIVIO_ESISTENTE", message))
        }
        Errore::NomeTroppoLungo(_) => {
            Rifiutata::NonValida(Problema::new("NOME_TROPPO_LUNGO", message))
        }
        Errore::Host(_) | Errore::SenzaHost => {
            Rifiutata::NonValida(Problema::new("HOST_NON_VALIDO", message))
        }
        Errore::ModuloSconosciuto { .. } => {
            Rifiutata::NonValida(Problema::new("MODULO_SCONOSCIUTO", message))
        }
        Errore::EsportazioneFallita { .. }
        | Errore::Migrazione(_)
        | Errore::IndirizzoArchivio(_)
        | Errore::Archivio(_)
        | Errore::File(_) => {
            tracing::error!(causa = %error, "the vendor's request failed");
            Rifiutata::Errore(Problema::new("ERRORE_INTERNO", message))
        }
    }
}

/// A comune that cannot be entered.
pub(super) fn dello_store(error: StoreError) -> Rifiutata {
    let problem = Problema::new(error.code(), error.to_string());
    match error.status() {
        404 => Rifiutata::NonTrovata(problem),
        _ => Rifiutata::Conflitto(problem),
    }
}

/// What became of a store.
pub(super) fn riferisci(migrato: Migrato) -> Migrazione {
    let (esito, migrazioni, errore) = match migrato.esito {
        EsitoMigrazione::GiaAggiornato => ("già aggiornato", Vec::new(), None),
        EsitoMigrazione::Aggiornato(steps) => {
            let steps = steps.iter().map(ToString::to_string).collect();
            ("aggiornato", steps, None)
        }
        EsitoMigrazione::Fallito(error) => ("fallito", Vec::new(), Some(error.to_string())),
    };
    Migrazione {
        comune: migrato.comune.to_string(),
        esito: esito.to_owned(),
        migrazioni,
        errore,
    }
}
