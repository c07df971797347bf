//! Counts the times that a store's pool had no connection ready for too long: the first sign that
//! a comune, or the server, needs more of them. sqlx tells by an event.

use opentelemetry::metrics::{Counter, MeterProvider};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// The target of sqlx's event, which also the log shows.
const SLOW_ACQUIRE: &str = "sqlx::pool::acquire";

pub(super) struct PoolWaits(Counter<u64>);

impl PoolWaits {
    pub(super) fn layer<S>(meters: &impl MeterProvider) -> impl Layer<S>
    where
        S: Subscriber + for<'a> LookupSpan<'a>,
    {
        let counter = meters
            .meter("campanella")
            .u64_counter("campanella.pool.attese")
            .with_description("Waits for a connection to a store longer than the threshold")
            .build();
        Self(counter).with_filter(Targets::new().with_target(SLOW_ACQUIRE, LevelFilter::WARN))
    }
}

impl<S: Subscriber> Layer<S> for PoolWaits {
    fn on_event(&self, _event: &Event<'_>, _ctx: Context<'_, S>) {
        self.0.add(1, &[]);
    }
}
