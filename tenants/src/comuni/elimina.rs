//! Removing a comune.

use std::path::Path;
use std::time::Duration;

use campanella_kernel::ComuneId;
use campanella_migrations::STORE;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::Comuni;
use crate::catalogo::Stato;
use crate::catalogo::entities::{comune, host, sveglia};
use crate::connect::{Place, Pool, connect};
use crate::errore::Errore;
use crate::esporta::{Esportazione, esporta};
use crate::template;

/// Until every node knows that the comune is not served any more: longer than a node trusts what
/// it has in memory.
const FAREWELL: Duration = Duration::from_secs(2);

impl Comuni {
    /// Exports `id` into a new folder within `cartella`, then removes it: its store, its hosts.
    /// The catalog keeps that it was there. When a crash stopped it, ask again.
    ///
    /// # Errors
    /// When there is no such comune, or the export fails: then nothing is removed and the comune
    /// is as it was.
    pub async fn elimina(
        &self,
        id: &ComuneId,
        cartella: &Path,
        chi: &str,
    ) -> Result<Option<Esportazione>, Errore> {
        let scheda = self.catalogo.scheda(id).await?;
        let place = self.place(&scheda.archivio)?;
        let exported = match scheda.stato {
            // Nobody has used it yet, or it was exported before.
            Stato::InCreazione | Stato::Eliminato => None,
            Stato::Attivo | Stato::Sospeso | Stato::InEliminazione => {
                let da = [Stato::Attivo, Stato::Sospeso, Stato::InEliminazione];
                let next = Stato::InEliminazione;
                let era = self.cambia_stato(id, &da, next, "esporta", chi).await?;
                tokio::time::sleep(FAREWELL).await;
                self.stores.close(id).await;
                match esporta(self, &scheda, cartella).await {
                    Ok(esportazione) => Some(esportazione),
                    Err(causa) => {
                        self.cambia_stato(id, &[next], era, "esportazione_fallita", chi)
                            .await?;
                        return Err(Errore::EsportazioneFallita {
                            cartella: cartella.to_owned(),
                            causa: causa.to_string(),
                        });
                    }
                }
            }
        };
        self.congeda(id, exported.as_ref(), chi).await?;
        self.remove_store(&place).await?;
        Ok(exported)
    }

    /// Notes that the comune is gone and frees its hosts, before its store is removed: whatever
    /// happens in between, no store is missed that the catalog still serves.
    async fn congeda(
        &self,
        id: &ComuneId,
        exported: Option<&Esportazione>,
        chi: &str,
    ) -> Result<(), Errore> {
        let txn = self.catalogo.begin().await?;
        host::Entity::delete_many()
            .filter(host::Column::ComuneId.eq(id.as_str()))
            .exec(&txn)
            .await?;
        sveglia::Entity::delete_by_id(id.as_str())
            .exec(&txn)
            .await?;
        let mut row: comune::ActiveModel = self.row(&txn, id).await?.into();
        row.stato = Set(Stato::Eliminato);
        row.update(&txn).await?;
        let dettaglio = serde_json::json!({ "esportazione": exported.map(|e| &e.cartella) });
        self.catalogo
            .commit(txn, chi, "elimina", id, dettaglio)
            .await?;
        Ok(())
    }

    async fn remove_store(&self, place: &Place) -> Result<(), Errore> {
        match place {
            Place::Sqlite(file) => {
                for suffix in ["", "-wal", "-shm"] {
                    let mut name = file.clone().into_os_string();
                    name.push(suffix);
                    match tokio::fs::remove_file(name).await {
                        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
                        _ => {}
                    }
                }
            }
            Place::Postgres {
                url,
                database: Some(name),
            } => {
                let admin = connect(&Place::server(url), &Pool::of(1, STORE)).await?;
                let dropped = template::drop_database(&admin, name).await;
                admin.close().await?;
                dropped?;
            }
            // On a server of its own address: who put it there removes it.
            Place::Postgres { database: None, .. } => {}
        }
        Ok(())
    }
}
