//! One comune's store on this node: closed, open with a seat, or open without one.

use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use campanella_kernel::{Comune, ComuneId};
use campanella_migrations::STORE;
use sea_orm::{DatabaseConnection, DbBackend, DbErr};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::task::JoinHandle;

use super::seats::Seat;
use crate::config::Config;
use crate::connect::{Place, Pool, connect};
use crate::store_error::StoreError;

/// Connections to one SQLite file: readers beside the one that writes.
const SQLITE_CONNECTIONS: u32 = 4;

pub(super) type StateGuard = OwnedMutexGuard<State>;

/// A comune's store on this node.
pub(super) struct Slot {
    pub(super) id: ComuneId,
    pub(super) place: Place,
    /// Whoever opens or closes the store holds this lock: it is done once, others wait.
    pub(super) state: Arc<Mutex<State>>,
    started: Instant,
    /// Milliseconds from `started`.
    last_use: AtomicU64,
    holders: AtomicUsize,
    seated: AtomicBool,
    /// A statement failed: look at the store before it is given out again.
    suspect: AtomicBool,
    watch: JoinHandle<()>,
}

/// What is open.
#[derive(Default)]
pub(super) struct State(Option<Open>);

struct Open {
    db: DatabaseConnection,
    pool: Pool,
    seat: Option<Seat>,
    /// Device and number of the SQLite file.
    file: Option<(u64, u64)>,
}

/// Why a store is not given out.
pub(super) enum Refusal {
    /// Missing, damaged, or not reached; the cause is in the log.
    Unavailable,
    /// So many migrations behind.
    Behind(usize),
}

impl Refusal {
    pub(super) fn told(self, comune: &Comune) -> StoreError {
        let nome = comune.impostazioni.nome.clone();
        match self {
            Self::Unavailable => StoreError::NonDisponibile { nome },
            Self::Behind(mancanti) => StoreError::SchemaArretrato { nome, mancanti },
        }
    }
}

impl State {
    /// A connection to the store, when it is open.
    pub(super) fn connection(&self) -> Option<DatabaseConnection> {
        self.0.as_ref().map(|open| open.db.clone())
    }

    /// Whether no statement is running.
    pub(super) fn is_idle(&self) -> bool {
        self.0.as_ref().is_none_or(|open| open.is_idle())
    }
}

impl Slot {
    pub(super) fn new(id: ComuneId, place: Place, started: Instant, watch: JoinHandle<()>) -> Self {
        Self {
            id,
            place,
            state: Arc::default(),
            started,
            last_use: AtomicU64::new(0),
            holders: AtomicUsize::new(0),
            seated: AtomicBool::new(false),
            suspect: AtomicBool::new(false),
            watch,
        }
    }

    pub(super) fn hold(&self) {
        self.holders.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn release(&self) {
        self.holders.fetch_sub(1, Ordering::AcqRel);
    }

    pub(super) fn held(&self) -> bool {
        self.holders.load(Ordering::Acquire) > 0
    }

    pub(super) fn seated(&self) -> bool {
        self.seated.load(Ordering::Acquire)
    }

    pub(super) fn touch(&self) {
        self.last_use.store(self.millis(), Ordering::Relaxed);
    }

    pub(super) fn suspect(&self) {
        self.suspect.store(true, Ordering::Release);
    }

    pub(super) fn last_use(&self) -> u64 {
        self.last_use.load(Ordering::Relaxed)
    }

    pub(super) fn quiet_for(&self) -> Duration {
        Duration::from_millis(self.millis().saturating_sub(self.last_use()))
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Before an open store is given out once more: closes it when its file is gone or another,
    /// and looks at it when a statement failed since.
    pub(super) async fn settle(&self, state: &mut State) -> Result<(), Refusal> {
        let Some(open) = &state.0 else {
            return Ok(());
        };
        if open.file.is_some() && open.file != self.file() {
            tracing::warn!(comune = %self.id, "the store's file is gone or was replaced");
            self.shut(state).await;
            return Ok(());
        }
        if self.suspect.swap(false, Ordering::AcqRel)
            && let Err(refusal) = self.examine(&open.db).await
        {
            self.suspect();
            // Others may have better luck with it; alone, start afresh the next time.
            if self.holders.load(Ordering::Acquire) <= 1 {
                self.shut(state).await;
            }
            return Err(refusal);
        }
        Ok(())
    }

    /// Opens the store, or gives it back its seat.
    pub(super) async fn wake(
        &self,
        state: &mut State,
        seat: Seat,
        config: &Config,
    ) -> Result<(), Refusal> {
        if let Some(open) = &mut state.0 {
            open.pool.keep.store(true, Ordering::Release);
            open.seat = Some(seat);
        } else {
            state.0 = Some(self.open(seat, config).await?);
        }
        self.seated.store(true, Ordering::Release);
        Ok(())
    }

    async fn open(&self, seat: Seat, config: &Config) -> Result<Open, Refusal> {
        let connections = match &self.place {
            Place::Sqlite(_) => SQLITE_CONNECTIONS,
            Place::Postgres { .. } => config.connessioni_per_comune.max(1),
        };
        let pool = Pool::of(connections, STORE);
        let file = self.file();
        let db = connect(&self.place, &pool)
            .await
            .map_err(|cause| self.unavailable(&cause))?;
        if let Err(refusal) = self.examine(&db).await {
            self.close(db).await;
            return Err(refusal);
        }
        Ok(Open {
            db,
            pool,
            seat: Some(seat),
            file,
        })
    }

    /// Looks whether the store has the tables that this program needs.
    async fn examine(&self, db: &DatabaseConnection) -> Result<(), Refusal> {
        let pending = STORE
            .pending(db)
            .await
            .map_err(|cause| self.unavailable(&cause))?;
        if pending.is_empty() {
            return Ok(());
        }
        if pending.len() == STORE.steps().len() {
            tracing::error!(comune = %self.id, "the store has none of our tables");
            return Err(Refusal::Unavailable);
        }
        tracing::error!(
            comune = %self.id,
            missing = pending.len(),
            "the store is behind this program: migrate it"
        );
        Err(Refusal::Behind(pending.len()))
    }

    fn unavailable(&self, cause: &DbErr) -> Refusal {
        tracing::error!(comune = %self.id, %cause, "the store cannot be read");
        Refusal::Unavailable
    }

    /// Gives up the seat: closes the store, or, when somebody holds it, only its connections.
    pub(super) async fn leave(&self, state: &mut State) {
        if !self.held() {
            self.shut(state).await;
            return;
        }
        self.seated.store(false, Ordering::Release);
        if let Some(open) = &mut state.0 {
            open.pool.keep.store(false, Ordering::Release);
            open.close_idle().await;
            open.seat = None;
        }
    }

    /// Closes the store, whoever holds it.
    pub(super) async fn shut(&self, state: &mut State) {
        self.seated.store(false, Ordering::Release);
        if let Some(open) = state.0.take() {
            self.close(open.db).await;
        }
    }

    async fn close(&self, db: DatabaseConnection) {
        if let Err(cause) = db.close().await {
            tracing::warn!(comune = %self.id, %cause, "a store did not close well");
        }
    }

    /// Device and number of the SQLite file, if there is one.
    fn file(&self) -> Option<(u64, u64)> {
        let Place::Sqlite(path) = &self.place else {
            return None;
        };
        // A look at a directory entry: far cheaper than the query that follows.
        let metadata = std::fs::metadata(path).ok()?;
        Some((metadata.dev(), metadata.ino()))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.watch.abort();
    }
}

impl Open {
    fn is_idle(&self) -> bool {
        let (size, idle) = match self.db.get_database_backend() {
            DbBackend::Postgres => {
                let pool = self.db.get_postgres_connection_pool();
                (pool.size(), pool.num_idle())
            }
            _ => {
                let pool = self.db.get_sqlite_connection_pool();
                (pool.size(), pool.num_idle())
            }
        };
        usize::try_from(size).is_ok_and(|size| size <= idle)
    }

    async fn close_idle(&self) {
        match self.db.get_database_backend() {
            DbBackend::Postgres => {
                while let Some(connection) = self.db.get_postgres_connection_pool().try_acquire() {
                    // A connection that does not say goodbye is closed all the same.
                    let _ = connection.close().await;
                }
            }
            _ => {
                while let Some(connection) = self.db.get_sqlite_connection_pool().try_acquire() {
                    let _ = connection.close().await;
                }
            }
        }
    }
}
