//! Who holds a store.

use std::sync::Arc;

use sea_orm::DatabaseConnection;

use super::seats::Seats;
use super::slot::Slot;

/// A hold on a store, counted from its making to its dropping.
pub(super) struct Lease {
    slot: Arc<Slot>,
    seats: Seats,
}

impl Lease {
    pub(super) fn of(slot: &Arc<Slot>, seats: &Seats) -> Self {
        slot.hold();
        Self {
            slot: Arc::clone(slot),
            seats: seats.clone(),
        }
    }

    /// Makes `db` carry the hold: it ends when the last clone of the connection, or transaction
    /// begun on it, is dropped. sea-orm shares a connection's metric callback among exactly
    /// those, so the callback carries it; it also tells when the store was last used.
    pub(super) fn tie(self, mut db: DatabaseConnection) -> DatabaseConnection {
        self.slot.touch();
        db.set_metric_callback(move |info| {
            self.slot.touch();
            if info.failed {
                self.slot.suspect();
            }
        });
        db
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.slot.release();
        self.seats.tell();
    }
}
