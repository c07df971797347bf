//! Time, which no code takes from anywhere else: tests and recomputations choose it.

use std::sync::Mutex;

use crate::Istante;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Istante;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> Istante {
        chrono::Utc::now().into()
    }
}

/// A clock that stands until it is moved: for tests and for demonstrations.
#[derive(Debug)]
pub struct FixedClock(Mutex<Istante>);

impl FixedClock {
    /// A clock that shows `now`.
    #[must_use]
    pub const fn new(now: Istante) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the hands.
    pub fn set(&self, now: Istante) {
        *self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Istante {
        *self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
