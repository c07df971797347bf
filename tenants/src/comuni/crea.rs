//! Making a comune.

use std::collections::BTreeSet;

use campanella_kernel::{ComuneId, Impostazioni};
use campanella_migrations::STORE;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::Comuni;
use crate::address::StoreAddress;
use crate::catalogo::entities::{comune, host};
use crate::catalogo::{Scheda, Stato};
use crate::connect::{Place, Pool, connect};
use crate::errore::Errore;
use crate::host::NomeHost;
use crate::template;

/// A comune to be made.
#[derive(Debug, Clone)]
pub struct NuovoComune {
    /// Its short name.
    pub id: ComuneId,
    /// Its settings.
    pub impostazioni: Impostazioni,
    /// Where it will answer.
    pub host: Vec<NomeHost>,
    /// Names of the modules that it will have enabled.
    pub moduli: BTreeSet<String>,
}

impl Comuni {
    /// Makes a comune: its store, migrated and empty, and its entry in the catalog. A comune that
    /// a crash left half made is made anew by asking again.
    ///
    /// # Errors
    /// When it exists, a host is another's, a module is unknown, something lies where its store
    /// would go, or the store cannot be made.
    pub async fn crea(&self, nuovo: NuovoComune, chi: &str) -> Result<Scheda, Errore> {
        let id = nuovo.id.clone();
        if nuovo.host.is_empty() {
            return Err(Errore::SenzaHost);
        }
        self.check_moduli(&nuovo.moduli)?;
        let archivio = self.annota(nuovo, chi).await?;
        self.make_store(&self.place(&archivio)?).await?;
        self.cambia_stato(&id, &[Stato::InCreazione], Stato::Attivo, "crea", chi)
            .await?;
        self.catalogo.scheda(&id).await
    }

    /// Enters the comune into the catalog, not yet served; returns the address of its store.
    pub(crate) async fn annota(&self, nuovo: NuovoComune, chi: &str) -> Result<String, Errore> {
        let id = &nuovo.id;
        let archivio = StoreAddress::of_new(id, self.catalogo.database())
            .ok_or_else(|| Errore::NomeTroppoLungo(id.clone()))?
            .to_string();
        let txn = self.catalogo.begin().await?;
        let known = comune::Entity::find_by_id(id.as_str()).one(&txn).await?;
        match known.as_ref().map(|row| row.stato) {
            // What lies there is what the last try left, or what a removal did not finish.
            Some(Stato::InCreazione) => {}
            None | Some(Stato::Eliminato) => {
                if self.store_exists(&self.place(&archivio)?).await? {
                    return Err(Errore::ArchivioEsistente(archivio));
                }
            }
            Some(_) => return Err(Errore::ComuneEsistente(id.clone())),
        }
        let row = comune::ActiveModel {
            id: Set(id.to_string()),
            nome: Set(nuovo.impostazioni.nome.clone()),
            stato: Set(Stato::InCreazione),
            store_url: Set(archivio.clone()),
            moduli: Set(serde_json::json!(nuovo.moduli)),
            impostazioni: Set(serde_json::json!(nuovo.impostazioni)),
            versione_impostazioni: Set(1),
            versione_schema: Set(STORE.version()),
            creato_il: Set(self.catalogo.now()),
        };
        if known.is_some() {
            row.update(&txn).await?;
        } else {
            row.insert(&txn).await?;
        }
        self.set_host(&txn, id, &nuovo.host).await?;
        let dettaglio = serde_json::json!({ "host": nuovo.host, "moduli": nuovo.moduli });
        self.catalogo
            .commit(txn, chi, "annota", id, dettaglio)
            .await?;
        Ok(archivio)
    }

    /// Makes the hosts of `id` be `hosts`.
    pub(super) async fn set_host(
        &self,
        txn: &DatabaseTransaction,
        id: &ComuneId,
        hosts: &[NomeHost],
    ) -> Result<(), Errore> {
        host::Entity::delete_many()
            .filter(host::Column::ComuneId.eq(id.as_str()))
            .exec(txn)
            .await?;
        let unique: BTreeSet<&NomeHost> = hosts.iter().collect();
        for name in unique {
            if let Some(taken) = host::Entity::find_by_id(name.as_str()).one(txn).await? {
                return Err(Errore::HostInUso {
                    host: name.clone(),
                    comune: taken.comune_id,
                });
            }
            let row = host::ActiveModel {
                nome: Set(name.to_string()),
                comune_id: Set(id.to_string()),
            };
            row.insert(txn).await?;
        }
        Ok(())
    }

    /// Refuses a module that this program does not have.
    pub(super) fn check_moduli(&self, moduli: &BTreeSet<String>) -> Result<(), Errore> {
        let known = self.config.moduli;
        match moduli.iter().find(|m| !known.contains(&m.as_str())) {
            None => Ok(()),
            Some(nome) => Err(Errore::ModuloSconosciuto {
                nome: nome.clone(),
                disponibili: known.join(", "),
            }),
        }
    }

    /// Makes the store from the template, unless a crash came after that; then brings it forward.
    pub(crate) async fn make_store(&self, place: &Place) -> Result<(), Errore> {
        if !self.store_exists(place).await? {
            match place {
                Place::Sqlite(file) => template::copy_to_file(file).await?,
                Place::Postgres {
                    url,
                    database: Some(name),
                } => template::copy_to_database(url, name).await?,
                // A new comune never goes to a server of another address.
                Place::Postgres { database: None, .. } => {}
            }
        }
        let db = connect(place, &Pool::of(1, STORE)).await?;
        let migrated = STORE.migrate(&db).await;
        db.close().await?;
        migrated?;
        Ok(())
    }

    pub(super) async fn store_exists(&self, place: &Place) -> Result<bool, Errore> {
        match place {
            Place::Sqlite(file) => Ok(tokio::fs::try_exists(file).await?),
            Place::Postgres { url, database } => {
                let Some(name) = database else {
                    return Ok(true);
                };
                let admin = connect(&Place::server(url), &Pool::of(1, STORE)).await?;
                let exists = template::exists(&admin, name).await;
                admin.close().await?;
                Ok(exists?)
            }
        }
    }
}
