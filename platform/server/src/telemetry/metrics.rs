//! What is counted. A measurement is an event of the target [`METRICS`] with a field
//! `monotonic_counter.…` or `histogram.…`, so that a crate that knows nothing of OpenTelemetry
//! (the host of the rules, say) counts in the same way. Labels stand before the measurement: the
//! macro cannot read an event that begins with a dotted name.
//!
//! Labels come from closed lists: comuni, routes, root fields, codes. A text that a stranger
//! chooses is never one.

use std::time::Duration;

use campanella_kernel::ComuneId;
use opentelemetry::global;

/// The target of measurements.
pub(super) const METRICS: &str = "campanella::metriche";

/// Counts a request that was answered: `route` as the router knows it, `esito` a class of status.
/// What was asked over GraphQL is counted by its own crate.
pub(super) fn count_request(comune: Option<&ComuneId>, route: &str, esito: &str, took: Duration) {
    tracing::info!(
        target: METRICS,
        comune = comune.map_or("", ComuneId::as_str),
        route,
        esito,
        monotonic_counter.campanella.richieste = 1_u64,
    );
    // Without the comune: its buckets times a thousand comuni would be too many series.
    tracing::info!(
        target: METRICS,
        route,
        histogram.campanella.richieste.durata_ms = milliseconds(took),
    );
}

/// Counts a try of a job. `esito` is `fatto`, `riprova`, `fallito` or, when another node took the
/// job over, `ceduto`.
pub fn count_job(tipo: &str, esito: &str, took: Duration) {
    tracing::info!(
        target: METRICS,
        tipo,
        esito,
        monotonic_counter.campanella.lavori = 1_u64,
    );
    tracing::info!(
        target: METRICS,
        tipo,
        histogram.campanella.lavori.durata_ms = milliseconds(took),
    );
}

fn milliseconds(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}

/// Reports how many stores are open, each time that metrics are collected.
pub fn observe_open_stores(count: impl Fn() -> u64 + Send + Sync + 'static) {
    global::meter("campanella")
        .u64_observable_gauge("campanella.store.aperti")
        .with_description("Stores of comuni that this node keeps open")
        .with_callback(move |observer| observer.observe(count(), &[]))
        .build();
}
