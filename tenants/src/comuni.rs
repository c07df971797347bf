//! Comuni: making, listing, changing, suspending, migrating and removing them.

mod cambia;
mod crea;
mod elimina;
mod impostazioni;
mod migra;
mod registra;
mod sospendi;

use std::path::Path;
use std::sync::Arc;

use campanella_kernel::bus::Bus;
use campanella_kernel::clock::Clock;
use campanella_kernel::{Comune, ComuneId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseConnection, DatabaseTransaction, EntityTrait,
};

pub use crea::NuovoComune;
pub use migra::{EsitoMigrazione, Migrato, Quali, Rapporto};

use crate::address::StoreAddress;
use crate::catalogo::entities::comune;
use crate::catalogo::{Catalogo, Scheda, Stato};
use crate::config::Config;
use crate::connect::Place;
use crate::errore::Errore;
use crate::esporta::Esportazione;
use crate::store_error::StoreError;
use crate::stores::Stores;
use crate::sveglia::Sveglie;

/// The comuni that are hosted here. Cheap to clone.
///
/// Whatever changes one takes `chi`, who of the vendor does it, for the vendor's log.
#[derive(Clone)]
pub struct Comuni {
    catalogo: Arc<Catalogo>,
    config: Config,
    stores: Stores,
}

impl Comuni {
    /// Opens the catalog, making it when there is none.
    ///
    /// # Errors
    /// When it cannot be reached, or a newer program has changed it.
    pub async fn open(
        config: Config,
        clock: Arc<dyn Clock>,
        bus: Arc<dyn Bus>,
    ) -> Result<Self, Errore> {
        let catalogo = Arc::new(Catalogo::open(&config, clock, bus).await?);
        Ok(Self {
            stores: Stores::new(Arc::clone(&catalogo), config.clone()),
            catalogo,
            config,
        })
    }

    /// The stores.
    #[must_use]
    pub const fn stores(&self) -> &Stores {
        &self.stores
    }

    /// When each comune next has work.
    #[must_use]
    pub fn sveglie(&self) -> Sveglie {
        Sveglie::new(Arc::clone(&self.catalogo))
    }

    /// The comune that answers on `host` (a port is ignored), whose store is not opened.
    ///
    /// # Errors
    /// When none does, or it is not served now.
    pub async fn comune_di(&self, host: &str) -> Result<Arc<Comune>, StoreError> {
        let id = self.catalogo.comune_di(host).await?;
        let (comune, _) = self.catalogo.servito(&id).await?;
        Ok(comune)
    }

    /// The comune whose codice fiscale is `codice`, open; none when no comune is, or more than one:
    /// whose a payment is must not be guessed.
    ///
    /// # Errors
    /// When it is not served now, or its store cannot be opened.
    pub async fn dell_ente(
        &self,
        codice: &str,
    ) -> Result<Option<(Arc<Comune>, DatabaseConnection)>, StoreError> {
        match self.catalogo.dell_ente(codice).await?.as_slice() {
            [id] => Ok(Some(self.stores.open(id).await?)),
            [] => Ok(None),
            altri => {
                tracing::error!(
                    comuni = altri.len(),
                    codice,
                    "one codice fiscale of many comuni"
                );
                Ok(None)
            }
        }
    }

    /// Every comune, in whatever state, in the order of their ids.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn elenco(&self) -> Result<Vec<Scheda>, Errore> {
        self.catalogo.schede().await
    }

    /// What the catalog says of one comune.
    ///
    /// # Errors
    /// When there is no such comune, or the catalog cannot be read.
    pub async fn scheda(&self, id: &ComuneId) -> Result<Scheda, Errore> {
        self.catalogo.scheda(id).await
    }

    /// Whether the catalog answers: for the readiness probe.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), Errore> {
        Ok(self.catalogo.db().ping().await?)
    }

    /// Writes what the store of `id` holds into a new folder within `cartella`.
    ///
    /// # Errors
    /// When the store cannot be read or the files cannot be written.
    pub async fn esporta(&self, id: &ComuneId, cartella: &Path) -> Result<Esportazione, Errore> {
        let scheda = self.catalogo.scheda(id).await?;
        crate::esporta::esporta(self, &scheda, cartella).await
    }

    /// Closes every store and the catalog, at the end of the program.
    pub async fn close(self) {
        self.stores.close_all().await;
        if let Err(cause) = self.catalogo.db().close_by_ref().await {
            tracing::warn!(%cause, "the catalog did not close well");
        }
    }

    /// The row of `id`, to be changed in `txn`.
    async fn row(&self, txn: &DatabaseTransaction, id: &ComuneId) -> Result<comune::Model, Errore> {
        comune::Entity::find_by_id(id.as_str())
            .one(txn)
            .await?
            .ok_or_else(|| Errore::ComuneSconosciuto(id.clone()))
    }

    /// Puts `id` from one of the states `da` into `a`; returns the state in which it was.
    async fn cambia_stato(
        &self,
        id: &ComuneId,
        da: &[Stato],
        a: Stato,
        azione: &str,
        chi: &str,
    ) -> Result<Stato, Errore> {
        let txn = self.catalogo.begin().await?;
        let row = self.row(&txn, id).await?;
        let era = row.stato;
        if !da.contains(&era) {
            return Err(Errore::StatoNonAdatto {
                id: id.clone(),
                stato: era,
            });
        }
        let mut row: comune::ActiveModel = row.into();
        row.stato = Set(a);
        row.update(&txn).await?;
        let dettaglio = serde_json::json!({ "da": era, "a": a });
        self.catalogo
            .commit(txn, chi, azione, id, dettaglio)
            .await?;
        Ok(era)
    }

    /// Where the store at the catalog's address `archivio` is.
    pub(crate) fn place(&self, archivio: &str) -> Result<Place, Errore> {
        StoreAddress::parse(archivio)
            .and_then(|address| address.place(&self.config))
            .ok_or_else(|| Errore::IndirizzoArchivio(archivio.to_owned()))
    }

    pub(crate) fn catalogo(&self) -> &Catalogo {
        &self.catalogo
    }
}
