//! Opening and closing the stores of the comuni.
//!
//! Each comune has a pool of its own. A store that is open holds a *seat*; there are as many
//! seats as stores may be open (on PostgreSQL, as many as the connections allow). When a store
//! needs a seat and none is free, the least recently used of those that nobody holds is closed.
//! When all are held, the one that has been quiet for longest (somebody watches a page) loses its
//! seat: it closes its connections, but whoever holds it may go on, a connection at a time.

mod lease;
mod seats;
mod slot;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use campanella_kernel::bus::Topic;
use campanella_kernel::{Comune, ComuneId};
use futures_util::StreamExt;
use sea_orm::DatabaseConnection;
use tokio::time::sleep;

use crate::catalogo::{Catalogo, TOPIC};
use crate::config::Config;
use crate::connect::Place;
use crate::store_error::StoreError;
use lease::Lease;
use seats::Seats;
use slot::Slot;

/// How long a caller waits for a seat before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a store that is held must have been quiet before it loses its seat.
const QUIET: Duration = Duration::from_millis(500);

/// How often a waiting caller looks again for a store that has become quiet.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The stores of the comuni. Cheap to clone.
#[derive(Clone)]
pub struct Stores {
    inner: Arc<Inner>,
}

struct Inner {
    catalogo: Arc<Catalogo>,
    config: Config,
    started: Instant,
    slots: Mutex<HashMap<ComuneId, Arc<Slot>>>,
    sqlite: Seats,
    postgres: Seats,
}

impl Stores {
    pub(crate) fn new(catalogo: Arc<Catalogo>, config: Config) -> Self {
        let sqlite = Seats::new(config.max_store_aperti.max(1));
        let postgres = Seats::new(config.max_postgres_aperti());
        Self {
            inner: Arc::new(Inner {
                catalogo,
                config,
                started: Instant::now(),
                slots: Mutex::default(),
                sqlite,
                postgres,
            }),
        }
    }

    /// The comune `id` and a connection to its store. The store stays open as long as the
    /// connection, or a clone of it, lives: hold it no longer than a request.
    ///
    /// # Errors
    /// When the comune is unknown or suspended, when its store is missing, damaged or behind this
    /// program, and when no seat came free in time.
    pub async fn open(
        &self,
        id: &ComuneId,
    ) -> Result<(Arc<Comune>, DatabaseConnection), StoreError> {
        let (comune, address) = self.inner.catalogo.servito(id).await?;
        let unavailable = || StoreError::NonDisponibile {
            nome: comune.impostazioni.nome.clone(),
        };
        let place = address.place(&self.inner.config).ok_or_else(|| {
            tracing::error!(comune = %id, %address, "no server is configured for this store");
            unavailable()
        })?;
        let slot = self.slot(id, place);
        // Counted before the lock is taken, so that an eviction that begins now leaves it alone.
        let lease = Lease::of(&slot, self.seats(&slot.place));
        let mut state = slot.state.lock().await;
        slot.settle(&mut state).await.map_err(|e| e.told(&comune))?;
        if !slot.seated() {
            let seat = self.seat(&slot).await?;
            slot.wake(&mut state, seat, &self.inner.config)
                .await
                .map_err(|e| e.told(&comune))?;
        }
        let db = state.connection().ok_or_else(unavailable)?;
        Ok((comune, lease.tie(db)))
    }

    /// Closes the store of `id` for whoever holds it; it is opened again when it is asked for.
    pub async fn close(&self, id: &ComuneId) {
        let slot = self.slots().remove(id);
        if let Some(slot) = slot {
            let mut state = slot.state.lock().await;
            slot.shut(&mut state).await;
        }
    }

    /// Closes every store, at the end of the program.
    pub async fn close_all(&self) {
        let ids: Vec<ComuneId> = self.slots().keys().cloned().collect();
        for id in ids {
            self.close(&id).await;
        }
    }

    /// How many stores hold a seat.
    #[must_use]
    pub fn aperti(&self) -> usize {
        self.slots().values().filter(|s| s.seated()).count()
    }

    /// Whether the store of `id` holds a seat.
    #[cfg(test)]
    pub(crate) fn has_seat(&self, id: &ComuneId) -> bool {
        self.slots().get(id).is_some_and(|slot| slot.seated())
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, HashMap<ComuneId, Arc<Slot>>> {
        self.inner
            .slots
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The slot of `id`; a comune that was moved gets a new one.
    fn slot(&self, id: &ComuneId, place: Place) -> Arc<Slot> {
        let mut slots = self.slots();
        if let Some(slot) = slots.get(id)
            && slot.place == place
        {
            return Arc::clone(slot);
        }
        let watch = watch(Arc::clone(&self.inner.catalogo), id.clone());
        let slot = Arc::new(Slot::new(id.clone(), place, self.inner.started, watch));
        slots.insert(id.clone(), Arc::clone(&slot));
        slot
    }

    fn seats(&self, place: &Place) -> &Seats {
        match place {
            Place::Sqlite(_) => &self.inner.sqlite,
            Place::Postgres { .. } => &self.inner.postgres,
        }
    }

    /// Waits for a seat for `slot`, making room when there is none.
    async fn seat(&self, slot: &Slot) -> Result<seats::Seat, StoreError> {
        let seats = self.seats(&slot.place);
        let mut seat = std::pin::pin!(seats.take());
        let mut patience = std::pin::pin!(sleep(PATIENCE));
        loop {
            tokio::select! {
                biased;
                seat = &mut seat => return Ok(seat),
                () = &mut patience => return Err(StoreError::Occupato),
                () = self.make_room(&slot.place) => {}
            }
        }
    }

    /// Frees the seat that is missed least, or waits a little when all are in use.
    async fn make_room(&self, place: &Place) {
        if let Some((victim, mut state)) = self.victim(place) {
            // On its own, so that a caller that goes away does not leave it half closed.
            let closing = tokio::spawn(async move { victim.leave(&mut state).await });
            if let Err(cause) = closing.await {
                tracing::error!(%cause, "a store could not be closed");
            }
            return;
        }
        tokio::select! {
            () = self.seats(place).returned() => {}
            () = sleep(LOOK_AGAIN) => {}
        }
    }

    /// The store that is to lose its seat: the least recently used that nobody holds, or else the
    /// least recently used of those that are held and quiet.
    fn victim(&self, place: &Place) -> Option<(Arc<Slot>, slot::StateGuard)> {
        let same_kind =
            |s: &&Arc<Slot>| std::mem::discriminant(&s.place) == std::mem::discriminant(place);
        let mut seated: Vec<Arc<Slot>> = self
            .slots()
            .values()
            .filter(|s| s.seated())
            .filter(same_kind)
            .cloned()
            .collect();
        seated.sort_by_key(|s| (s.held(), s.last_use()));
        seated.into_iter().find_map(|slot| {
            // Somebody who holds the lock is opening it, or closing it already.
            let state = Arc::clone(&slot.state).try_lock_owned().ok()?;
            let free = !slot.held() || (slot.quiet_for() >= QUIET && state.is_idle());
            (free && slot.seated()).then_some((slot, state))
        })
    }
}

/// Reads the catalog anew whenever the bus tells that the entry of `id` changed.
fn watch(catalogo: Arc<Catalogo>, id: ComuneId) -> tokio::task::JoinHandle<()> {
    let mut hints = catalogo.bus().subscribe(&Topic::new(id, TOPIC));
    tokio::spawn(async move {
        while hints.next().await.is_some() {
            if let Err(cause) = catalogo.changed().await {
                tracing::error!(%cause, "the catalog cannot be read");
            }
        }
    })
}
