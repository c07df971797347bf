//! The catalog: which comuni there are, where they answer, where their stores are.
//!
//! It is small, so the whole of it is kept in memory, and read anew when its number of changes
//! has moved: at once for a change made here or told by the bus, within a second for one that
//! another process made in silence.

pub(crate) mod entities;
pub(crate) mod migrations;
mod snapshot;

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use campanella_kernel::bus::{Bus, Topic};
use campanella_kernel::clock::Clock;
use campanella_kernel::{Comune, ComuneId, Istante};
use campanella_migrations::History;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, ExprTrait, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::Mutex;

use crate::address::StoreAddress;
use crate::config::Config;
use crate::connect::{Place, Pool, connect};
use crate::errore::Errore;
use crate::host::NomeHost;
use crate::store_error::StoreError;
pub use entities::comune::Stato;
use entities::{cambiamento, comune, registro_fornitore};
pub use snapshot::Scheda;
use snapshot::{Snapshot, Voce};

/// The bus topic, of each comune, that tells that its entry in the catalog changed.
pub const TOPIC: &str = "comune";

/// The tables of the catalog.
pub(crate) const HISTORY: History = History::new(migrations::MODULES);

/// How old what is in memory may be when nobody told of a change.
const CHECK_EVERY: Duration = Duration::from_secs(1);

/// Connections to the catalog at most.
const CONNECTIONS: u32 = 3;

/// The catalog.
pub(crate) struct Catalogo {
    db: DatabaseConnection,
    /// The name of its PostgreSQL database, if it is one.
    database: Option<String>,
    clock: Arc<dyn Clock>,
    bus: Arc<dyn Bus>,
    snapshot: ArcSwap<Snapshot>,
    /// When the number of changes was last looked at.
    checked: Mutex<Instant>,
}

impl Catalogo {
    /// Opens the catalog, makes it when there is none, and brings it forward.
    ///
    /// # Errors
    /// When it cannot be reached, or a newer program has changed it.
    pub(crate) async fn open(
        config: &Config,
        clock: Arc<dyn Clock>,
        bus: Arc<dyn Bus>,
    ) -> Result<Self, Errore> {
        let place = config.catalog_place();
        if let Place::Sqlite(file) = &place {
            tokio::fs::create_dir_all(crate::address::folder(&config.dati)).await?;
            // The catalog, and only it, is made when it is not there.
            let mut file_options = tokio::fs::OpenOptions::new();
            file_options.append(true).create(true).open(file).await?;
        }
        let pool = Pool::of(CONNECTIONS, HISTORY);
        let db = connect(&place, &pool).await?;
        HISTORY.migrate(&db).await?;
        let snapshot = Snapshot::read(&db).await?;
        Ok(Self {
            database: database_name(&db).await?,
            db,
            clock,
            bus,
            snapshot: ArcSwap::from_pointee(snapshot),
            checked: Mutex::new(Instant::now()),
        })
    }

    pub(crate) fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    /// The name of its PostgreSQL database; none on SQLite.
    pub(crate) fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    pub(crate) fn now(&self) -> Istante {
        self.clock.now()
    }

    pub(crate) fn bus(&self) -> &dyn Bus {
        &*self.bus
    }

    /// The comune that answers on `host`, in whatever state.
    pub(crate) async fn comune_di(&self, host: &str) -> Result<ComuneId, StoreError> {
        let unknown = || StoreError::HostSconosciuto(host.to_owned());
        let name = NomeHost::parse(host).map_err(|_| unknown())?;
        let snapshot = self.recent().await;
        snapshot.host(&name).cloned().ok_or_else(unknown)
    }

    /// The comuni whose codice fiscale is `codice`.
    pub(crate) async fn dell_ente(&self, codice: &str) -> Result<Vec<ComuneId>, StoreError> {
        let snapshot = self.recent().await;
        let suo = |voce: &&Voce| {
            let comune = voce.comune.as_ref();
            comune.is_ok_and(|c| c.impostazioni.codice_fiscale == codice)
        };
        let trovati = snapshot.voci().filter(suo);
        Ok(trovati.map(|voce| voce.scheda.id.clone()).collect())
    }

    /// The comune, when it may be served, and where its store is.
    pub(crate) async fn servito(
        &self,
        id: &ComuneId,
    ) -> Result<(Arc<Comune>, StoreAddress), StoreError> {
        let snapshot = self.recent().await;
        let voce = snapshot
            .voce(id)
            .ok_or_else(|| StoreError::ComuneSconosciuto(id.clone()))?;
        let nome = || voce.scheda.nome.clone();
        match voce.scheda.stato {
            Stato::Attivo => {}
            Stato::Sospeso => return Err(StoreError::Sospeso { nome: nome() }),
            _ => return Err(StoreError::NonAttivo { nome: nome() }),
        }
        match (&voce.comune, StoreAddress::parse(&voce.scheda.archivio)) {
            (Ok(comune), Some(address)) => Ok((Arc::clone(comune), address)),
            (Err(cause), _) => {
                tracing::error!(comune = %id, %cause, "settings in the catalog are not valid");
                Err(StoreError::NonDisponibile { nome: nome() })
            }
            (_, None) => {
                tracing::error!(comune = %id, "address of the store in the catalog is not valid");
                Err(StoreError::NonDisponibile { nome: nome() })
            }
        }
    }

    /// What the catalog says of `id` now.
    pub(crate) async fn scheda(&self, id: &ComuneId) -> Result<Scheda, Errore> {
        self.changed().await?;
        let snapshot = self.snapshot.load();
        snapshot
            .voce(id)
            .map(|v| v.scheda.clone())
            .ok_or_else(|| Errore::ComuneSconosciuto(id.clone()))
    }

    /// The row of `id` as it is stored now.
    pub(crate) async fn row(&self, id: &ComuneId) -> Result<comune::Model, Errore> {
        comune::Entity::find_by_id(id.as_str())
            .one(&self.db)
            .await?
            .ok_or_else(|| Errore::ComuneSconosciuto(id.clone()))
    }

    /// What the catalog says of every comune now, in the order of their ids.
    pub(crate) async fn schede(&self) -> Result<Vec<Scheda>, Errore> {
        self.changed().await?;
        let snapshot = self.snapshot.load();
        Ok(snapshot.voci().map(|v: &Voce| v.scheda.clone()).collect())
    }

    /// What is in memory, looked after at most [`CHECK_EVERY`] ago. A catalog that cannot be
    /// reached does not stop the comuni: what was last known holds.
    async fn recent(&self) -> Arc<Snapshot> {
        // Whoever finds somebody at it goes on with what is there.
        if let Ok(mut checked) = self.checked.try_lock()
            && checked.elapsed() >= CHECK_EVERY
        {
            if let Err(cause) = self.refresh().await {
                tracing::error!(%cause, "the catalog cannot be read");
            }
            *checked = Instant::now();
        }
        self.snapshot.load_full()
    }

    /// Reads the catalog anew when it has changed.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) async fn changed(&self) -> Result<(), DbErr> {
        let mut checked = self.checked.lock().await;
        self.refresh().await?;
        *checked = Instant::now();
        Ok(())
    }

    async fn refresh(&self) -> Result<(), DbErr> {
        let number = cambiamento::Entity::find_by_id(cambiamento::ONLY)
            .one(&self.db)
            .await?
            .map(|row| row.numero);
        if number != Some(self.snapshot.load().number) {
            self.snapshot
                .store(Arc::new(Snapshot::read(&self.db).await?));
        }
        Ok(())
    }

    /// Begins a change of the catalog; end it with [`Catalogo::commit`].
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        self.db.begin_with_options(options).await
    }

    /// Notes in the vendor's log what `chi` did to `comune`.
    pub(crate) async fn registra(
        &self,
        db: &impl ConnectionTrait,
        chi: &str,
        azione: &str,
        comune: &ComuneId,
        dettaglio: serde_json::Value,
    ) -> Result<(), DbErr> {
        let row = registro_fornitore::ActiveModel {
            quando: Set(self.now()),
            chi: Set(chi.to_owned()),
            azione: Set(azione.to_owned()),
            comune_id: Set(Some(comune.to_string())),
            dettaglio: Set(dettaglio),
            ..Default::default()
        };
        registro_fornitore::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
        Ok(())
    }

    /// Notes in the vendor's log what `chi` did to `comune`, commits, and tells everybody.
    pub(crate) async fn commit(
        &self,
        txn: DatabaseTransaction,
        chi: &str,
        azione: &str,
        comune: &ComuneId,
        dettaglio: serde_json::Value,
    ) -> Result<(), DbErr> {
        self.registra(&txn, chi, azione, comune, dettaglio).await?;
        cambiamento::Entity::update_many()
            .col_expr(
                cambiamento::Column::Numero,
                Expr::col(cambiamento::Column::Numero).add(1),
            )
            .exec(&txn)
            .await?;
        txn.commit().await?;
        self.changed().await?;
        let topic = Topic::new(comune.clone(), TOPIC);
        self.bus.publish(&topic, azione.to_owned()).await;
        Ok(())
    }
}

async fn database_name(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(None);
    }
    let sql = "SELECT current_database()::text AS nome";
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await?;
    row.map(|row| row.try_get("", "nome")).transpose()
}
