//! What the platform tells of itself: logs for people, traces and metrics over OTLP for machines.
//!
//! Nothing personal leaves in traces and metrics: only the attributes of a closed list are sent
//! (`exporter.rs`), and no events, which may carry the cause of a failure and with it data of a
//! family. Logs stay with whoever runs the node.

mod exporter;
mod metrics;
mod pool_waits;
mod request;

use std::time::Duration;

use opentelemetry::trace::{Link, SpanKind, TraceId, TracerProvider};
use opentelemetry::{Context, KeyValue, global};
use opentelemetry_otlp::{ExporterBuildError, MetricExporter, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::metrics::{Instrument, InstrumentKind, SdkMeterProvider, Stream};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SamplingResult, SdkTracerProvider, ShouldSample};
use tracing::level_filters::LevelFilter;
use tracing_opentelemetry::{MetricsLayer, OpenTelemetryLayer};
use tracing_subscriber::filter::{EnvFilter, FilterExt, Targets, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};
use tracing_subscriber::{Layer, Registry};

pub use metrics::{count_job, observe_open_stores};
pub use request::{Observation, Trace};

use exporter::AllowList;
use metrics::METRICS;
use pool_waits::PoolWaits;

/// Longest wait for the collector.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is logged when the configuration does not say.
const DEFAULT_LOG: &str = "info,opentelemetry=warn,sea_orm=warn,sea_orm_migration=warn,sqlx=warn";

/// Where traces, metrics and logs go.
#[derive(Debug, Clone)]
pub struct TelemetrySettings {
    /// Logs as JSON lines, for production; else for reading in a terminal.
    pub json_logs: bool,
    /// Directives of `tracing-subscriber`, e.g. `info,campanella=debug`; none for the default.
    pub log: Option<String>,
    /// Base address of an OTLP collector over HTTP, e.g. `http://collector:4318`; none switches
    /// traces and metrics off.
    pub otlp: Option<String>,
    /// Share of the traces that are kept, from 0 to 1.
    pub sampling: f64,
}

/// Why telemetry could not be started.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The node has no TLS towards the collector: one stands beside the nodes.
    #[error("l'indirizzo OTLP deve iniziare con http:// (il collettore sta nella rete dei nodi)")]
    Address,
    /// The log directives cannot be read.
    #[error("direttive di log non valide: {0}")]
    Directives(#[from] tracing_subscriber::filter::ParseError),
    /// The exporter refuses its configuration.
    #[error("esportazione OTLP: {0}")]
    Exporter(#[from] ExporterBuildError),
    /// Something else installed a subscriber first.
    #[error("telemetria già avviata: {0}")]
    Started(#[from] TryInitError),
}

/// Telemetry at work. Call [`Telemetry::shutdown`] at the end, or the last traces are lost.
pub struct Telemetry {
    exports: Option<(SdkTracerProvider, SdkMeterProvider)>,
}

/// Begins to log, and to export when a collector is named.
///
/// # Errors
/// When the settings cannot be followed.
pub fn start(settings: &TelemetrySettings) -> Result<Telemetry, TelemetryError> {
    let directives = settings.log.as_deref().unwrap_or(DEFAULT_LOG);
    // Measurements are events too: they are for the collector alone.
    let logged = EnvFilter::try_new(directives)?.and(filter_fn(|of| of.target() != METRICS));
    let format = tracing_subscriber::fmt::layer();
    let logs: Box<dyn Layer<Registry> + Send + Sync> = if settings.json_logs {
        format
            .json()
            .flatten_event(true)
            .with_filter(logged)
            .boxed()
    } else {
        format.with_filter(logged).boxed()
    };
    let registry = tracing_subscriber::registry().with(logs);
    let Some(base) = &settings.otlp else {
        registry.try_init()?;
        return Ok(Telemetry { exports: None });
    };
    let (traces, meters) = exports(base, settings.sampling)?;
    let spans = OpenTelemetryLayer::new(traces.tracer("campanella"))
        .with_location(false)
        .with_threads(false)
        .with_target(false)
        .with_tracked_inactivity(false)
        .with_filter(exported());
    let measurements = MetricsLayer::new(meters.clone())
        .with_filter(Targets::new().with_target(METRICS, LevelFilter::INFO));
    registry
        .with(spans)
        .with(measurements)
        .with(PoolWaits::layer(&meters))
        .try_init()?;
    global::set_text_map_propagator(TraceContextPropagator::new());
    global::set_meter_provider(meters.clone());
    Ok(Telemetry {
        exports: Some((traces, meters)),
    })
}

/// Spans of ours and of the store; no events.
fn exported<S>() -> impl tracing_subscriber::layer::Filter<S> {
    let targets = Targets::new()
        .with_target("campanella", LevelFilter::INFO)
        .with_target("sea_orm", LevelFilter::INFO);
    FilterExt::and(targets, filter_fn(|of| of.is_span()))
}

fn exports(
    base: &str,
    sampling: f64,
) -> Result<(SdkTracerProvider, SdkMeterProvider), TelemetryError> {
    if !base.starts_with("http://") {
        return Err(TelemetryError::Address);
    }
    let base = base.trim_end_matches('/');
    let resource = Resource::builder_empty()
        .with_attribute(KeyValue::new("service.name", "campanella"))
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .build();
    let spans = SpanExporter::builder()
        .with_http()
        .with_endpoint(format!("{base}/v1/traces"))
        .with_timeout(PATIENCE)
        .build()?;
    let measurements = MetricExporter::builder()
        .with_http()
        .with_endpoint(format!("{base}/v1/metrics"))
        .with_timeout(PATIENCE)
        .build()?;
    let traces = SdkTracerProvider::builder()
        .with_batch_exporter(AllowList(spans))
        .with_sampler(sampler(sampling))
        .with_resource(resource.clone())
        .build();
    let meters = SdkMeterProvider::builder()
        .with_periodic_exporter(measurements)
        .with_view(per_comune)
        .with_resource(resource)
        .build();
    Ok((traces, meters))
}

/// Series of one counter at most. Those per comune and rule are some thousands with a thousand
/// comuni; beyond the limit of the SDK itself all others would be one.
const SERIES: usize = 10_000;

/// Counters may be per comune; how values are spread is measured over all comuni.
fn per_comune(instrument: &Instrument) -> Option<Stream> {
    let counter = matches!(instrument.kind(), InstrumentKind::Counter);
    let stream = || Stream::builder().with_cardinality_limit(SERIES).build();
    counter.then(stream)?.ok()
}

/// A share of all traces. A caller's `traceparent` joins our spans to its trace but does not
/// choose what we keep: else a stranger could make us keep everything.
fn sampler(share: f64) -> impl ShouldSample + 'static {
    let share = Sampler::TraceIdRatioBased(share);
    Sampler::parent_based(Purposeful(share.clone()))
        .with_remote_parent_sampled(share.clone())
        .with_remote_parent_not_sampled(share)
}

/// Keeps no trace that is one statement of the store by itself: a node asks its catalog every
/// second whether there is work, and that is no story worth telling.
#[derive(Debug, Clone)]
struct Purposeful(Sampler);

impl ShouldSample for Purposeful {
    fn should_sample(
        &self,
        parent: Option<&Context>,
        trace: TraceId,
        name: &str,
        kind: &SpanKind,
        attributes: &[KeyValue],
        links: &[Link],
    ) -> SamplingResult {
        let sampler = if name.starts_with("sea_orm.") {
            &Sampler::AlwaysOff
        } else {
            &self.0
        };
        sampler.should_sample(parent, trace, name, kind, attributes, links)
    }
}

impl Telemetry {
    /// Sends what has not been sent yet and stops.
    pub async fn shutdown(self) {
        let Some((traces, meters)) = self.exports else {
            return;
        };
        let stopped = tokio::task::spawn_blocking(move || {
            let traces = traces.shutdown_with_timeout(PATIENCE);
            traces.and(meters.shutdown_with_timeout(PATIENCE))
        });
        match stopped.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the last telemetry was not sent"),
            Err(error) => tracing::warn!(%error, "telemetry did not stop"),
        }
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceState};
    use opentelemetry_sdk::trace::SamplingDecision;

    use super::*;

    fn kept(share: f64, parent: Option<&Context>, name: &str) -> bool {
        let trace = TraceId::from(1_u128 << 63);
        let sampled =
            sampler(share).should_sample(parent, trace, name, &SpanKind::Server, &[], &[]);
        sampled.decision == SamplingDecision::RecordAndSample
    }

    fn parent(remote: bool) -> Context {
        let (trace, span) = (TraceId::from(1_u128 << 63), SpanId::from(1_u64));
        let state = TraceState::default();
        let parent = SpanContext::new(trace, span, TraceFlags::SAMPLED, remote, state);
        Context::new().with_remote_span_context(parent)
    }

    #[test]
    fn a_stranger_does_not_choose_what_is_kept() {
        assert!(kept(1.0, None, "http"));
        assert!(!kept(0.0, Some(&parent(true)), "http"));
        assert!(
            kept(0.0, Some(&parent(false)), "sea_orm.execute"),
            "ours goes on"
        );
    }

    #[test]
    fn a_statement_by_itself_is_no_trace() {
        assert!(!kept(1.0, None, "sea_orm.query_all"));
    }

    #[test]
    fn a_collector_over_tls_is_refused_in_words() {
        let refused = exports("https://collector:4318", 1.0).map(|_| ());
        assert!(matches!(refused, Err(TelemetryError::Address)));
    }
}
