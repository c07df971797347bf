//! Bringing stores forward.

use campanella_kernel::ComuneId;
use campanella_migrations::{STORE, Step};
use futures_util::{StreamExt, stream};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use super::Comuni;
use crate::catalogo::entities::comune;
use crate::catalogo::{Scheda, Stato};
use crate::connect::{Pool, connect};
use crate::errore::Errore;

/// Stores that are brought forward at the same time.
const AT_ONCE: usize = 4;

/// Which comuni.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quali {
    /// Every one that was not removed.
    Tutti,
    /// These.
    Solo(Vec<ComuneId>),
}

/// What became of one store.
#[derive(Debug)]
pub enum EsitoMigrazione {
    /// It lacked nothing.
    GiaAggiornato,
    /// It went through these migrations.
    Aggiornato(Vec<Step>),
    /// It is as it was.
    Fallito(Errore),
}

/// A comune, and what became of its store.
#[derive(Debug)]
pub struct Migrato {
    /// The comune.
    pub comune: ComuneId,
    /// What became of its store.
    pub esito: EsitoMigrazione,
}

/// What became of every store, in the order of the comuni's ids.
#[derive(Debug, Default)]
pub struct Rapporto {
    /// Each comune.
    pub comuni: Vec<Migrato>,
}

impl Rapporto {
    /// Those that failed.
    pub fn falliti(&self) -> impl Iterator<Item = (&ComuneId, &Errore)> {
        self.comuni.iter().filter_map(|m| match &m.esito {
            EsitoMigrazione::Fallito(errore) => Some((&m.comune, errore)),
            _ => None,
        })
    }
}

impl Comuni {
    /// Brings the stores of `quali` forward; one that fails stops no other. `progress` is told of
    /// each when it is done: how many are, of how many, and which.
    ///
    /// # Errors
    /// When the catalog cannot be read, or one of those named does not exist.
    pub async fn migra(
        &self,
        quali: &Quali,
        chi: &str,
        mut progress: impl FnMut(usize, usize, &Migrato),
    ) -> Result<Rapporto, Errore> {
        let schede = self.scelti(quali).await?;
        let total = schede.len();
        let mut running = stream::iter(schede)
            .map(|scheda| self.migra_uno(scheda, chi))
            .buffer_unordered(AT_ONCE);
        let mut rapporto = Rapporto::default();
        while let Some(migrato) = running.next().await {
            progress(rapporto.comuni.len() + 1, total, &migrato);
            rapporto.comuni.push(migrato);
        }
        drop(running);
        rapporto.comuni.sort_by(|a, b| a.comune.cmp(&b.comune));
        Ok(rapporto)
    }

    async fn scelti(&self, quali: &Quali) -> Result<Vec<Scheda>, Errore> {
        match quali {
            // A comune that is being made is migrated when it is complete.
            Quali::Tutti => Ok(self
                .elenco()
                .await?
                .into_iter()
                .filter(|s| !matches!(s.stato, Stato::Eliminato | Stato::InCreazione))
                .collect()),
            Quali::Solo(ids) => {
                let mut schede = Vec::new();
                for id in ids {
                    let scheda = self.scheda(id).await?;
                    if matches!(scheda.stato, Stato::Eliminato | Stato::InCreazione) {
                        return Err(Errore::StatoNonAdatto {
                            id: id.clone(),
                            stato: scheda.stato,
                        });
                    }
                    schede.push(scheda);
                }
                Ok(schede)
            }
        }
    }

    async fn migra_uno(&self, scheda: Scheda, chi: &str) -> Migrato {
        let esito = match self.porta_avanti(&scheda, chi).await {
            Ok(steps) if steps.is_empty() => EsitoMigrazione::GiaAggiornato,
            Ok(steps) => EsitoMigrazione::Aggiornato(steps),
            Err(errore) => {
                tracing::error!(comune = %scheda.id, %errore, "a store could not be migrated");
                EsitoMigrazione::Fallito(errore)
            }
        };
        Migrato {
            comune: scheda.id,
            esito,
        }
    }

    async fn porta_avanti(&self, scheda: &Scheda, chi: &str) -> Result<Vec<Step>, Errore> {
        let db = connect(&self.place(&scheda.archivio)?, &Pool::of(1, STORE)).await?;
        let steps = STORE.migrate(&db).await;
        db.close().await?;
        let steps = steps?;
        let version = STORE.version();
        if !steps.is_empty() || scheda.versione_schema != version {
            let txn = self.catalogo.begin().await?;
            let mut row: comune::ActiveModel = self.row(&txn, &scheda.id).await?.into();
            row.versione_schema = Set(version);
            row.update(&txn).await?;
            let names: Vec<String> = steps.iter().map(ToString::to_string).collect();
            let dettaglio = serde_json::json!({ "migrazioni": names });
            self.catalogo
                .commit(txn, chi, "migra", &scheda.id, dettaglio)
                .await?;
        }
        Ok(steps)
    }
}
