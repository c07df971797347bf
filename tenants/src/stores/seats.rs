//! How many stores may be open.

use std::sync::Arc;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// The right of one store to keep its connections open.
pub(super) struct Seat(
    #[expect(dead_code, reason = "held until it is dropped")] OwnedSemaphorePermit,
);

/// All such rights, given in the order in which they were asked for. Cheap to clone.
#[derive(Clone)]
pub(super) struct Seats {
    free: Arc<Semaphore>,
    returned: Arc<Notify>,
}

impl Seats {
    pub(super) fn new(number: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(number)),
            returned: Arc::default(),
        }
    }

    /// Waits for a seat.
    pub(super) async fn take(&self) -> Seat {
        match Arc::clone(&self.free).acquire_owned().await {
            Ok(permit) => Seat(permit),
            // Nobody closes the semaphore.
            Err(_) => std::future::pending().await,
        }
    }

    /// Tells one who waits that a store is held by nobody any more.
    pub(super) fn tell(&self) {
        self.returned.notify_one();
    }

    /// Waits until a store is held by nobody any more.
    pub(super) async fn returned(&self) {
        self.returned.notified().await;
    }
}
