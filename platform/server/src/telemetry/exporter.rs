//! What of a span leaves the node: a closed list of attributes.

use std::time::Duration;

use opentelemetry::trace::Status;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{SpanData, SpanEvents, SpanExporter};

/// Attributes that tell what was done, never to whom. What is not here is not sent.
const ALLOWED: &[&str] = &[
    "campo",
    "comune",
    "correlazione",
    "db.operation",
    "db.system",
    "error.type",
    "esito",
    "estensione",
    "graphql.operation.type",
    "http.request.method",
    "http.response.status_code",
    "http.route",
    "lavoro",
    "punto",
    "regola",
    "servizio",
    "tentativo",
    "voci",
];

/// An exporter that sends the attributes of the list and nothing that was said in passing.
#[derive(Debug)]
pub(super) struct AllowList<E>(pub(super) E);

impl<E: SpanExporter> SpanExporter for AllowList<E> {
    async fn export(&self, mut batch: Vec<SpanData>) -> OTelSdkResult {
        batch.iter_mut().for_each(strip);
        self.0.export(batch).await
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.0.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.0.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.0.set_resource(resource);
    }
}

fn strip(span: &mut SpanData) {
    span.attributes
        .retain(|attribute| ALLOWED.contains(&attribute.key.as_str()));
    span.events = SpanEvents::default();
    if matches!(span.status, Status::Error { .. }) {
        // The description is the text of an error, which may quote a value.
        span.status = Status::error("");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use opentelemetry::trace::TracerProvider;
    use opentelemetry_sdk::trace::SdkTracerProvider;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[derive(Debug, Clone, Default)]
    struct Collected(Arc<Mutex<Vec<SpanData>>>);

    impl SpanExporter for Collected {
        async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
            self.0.lock().expect("a lock").extend(batch);
            Ok(())
        }
    }

    #[test]
    fn what_was_said_of_a_person_stays_here() {
        let collected = Collected::default();
        let provider = SdkTracerProvider::builder()
            .with_simple_exporter(AllowList(collected.clone()))
            .build();
        let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!(
                "sea_orm.query_one",
                comune = "aulla",
                db.system = "postgresql",
                db.statement = "SELECT 'RSSMRA80A01H501U'",
                exception.message = tracing::field::Empty,
                otel.status_code = tracing::field::Empty,
            );
            span.record("exception.message", "invalid input: RSSMRA80A01H501U");
            span.record("otel.status_code", "ERROR");
            span.in_scope(|| tracing::error!(causa = "RSSMRA80A01H501U", "it failed"));
        });
        let spans = collected.0.lock().expect("a lock");
        let seen = format!("{:?}", spans.as_slice());
        assert!(!seen.contains("RSSMRA"), "{seen}");
        let keys: Vec<&str> = spans[0].attributes.iter().map(|a| a.key.as_str()).collect();
        assert_eq!(keys, ["comune", "db.system"]);
        assert!(matches!(spans[0].status, Status::Error { .. }));
    }
}
