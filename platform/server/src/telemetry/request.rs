//! The span of a request, its line in the log, its measurements, its correlation id.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use campanella_kernel::ComuneId;
use opentelemetry::global;
use opentelemetry::propagation::Extractor;
use opentelemetry::trace::TraceContextExt;
use poem::http::{HeaderMap, HeaderName, HeaderValue, Method};
use poem::{Endpoint, IntoResponse, Middleware, PathPattern, Request, Response};
use tracing::{Instrument, Span, field};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use super::metrics::count_request;

/// The header of the answer with the id that logs and the audit log carry too.
const CORRELATION: HeaderName = HeaderName::from_static("x-correlation-id");

/// What is learnt of a request while it is being answered. It is in the request's extensions.
#[derive(Clone)]
pub struct Observation(Arc<Facts>);

struct Facts {
    correlation: String,
    span: Span,
    comune: OnceLock<ComuneId>,
}

impl Observation {
    fn new(correlation: String, span: Span) -> Self {
        Self(Arc::new(Facts {
            correlation,
            span,
            comune: OnceLock::new(),
        }))
    }

    /// The correlation id, made here: callers do not choose what the audit log carries.
    #[must_use]
    pub fn correlation(&self) -> &str {
        &self.0.correlation
    }

    /// Tells which comune the request is for; the first answer stays.
    pub fn comune(&self, comune: &ComuneId) {
        if self.0.comune.set(comune.clone()).is_ok() {
            self.0.span.record("comune", comune.as_str());
        }
    }
}

/// Traces each request. It stands outside of everything else.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trace;

impl<E: Endpoint> Middleware<E> for Trace {
    type Output = TraceEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        TraceEndpoint { inner }
    }
}

/// The endpoint of [`Trace`].
pub struct TraceEndpoint<E> {
    inner: E,
}

impl<E: Endpoint> Endpoint for TraceEndpoint<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let started = Instant::now();
        let method = known_method(request.method());
        let observation = begin(&request, method);
        request.extensions_mut().insert(observation.clone());

        let answer = self.inner.call(request);
        let (mut response, route) = match answer.instrument(observation.0.span.clone()).await {
            Ok(answer) => {
                let response = answer.into_response();
                let route = response.data::<PathPattern>().cloned();
                (response, route)
            }
            Err(error) => {
                let route = error.data::<PathPattern>().cloned();
                (error.into_response(), route)
            }
        };
        if let Ok(value) = HeaderValue::from_str(observation.correlation()) {
            response.headers_mut().insert(CORRELATION, value);
        }
        let route = route.as_ref().map_or("", |pattern| &*pattern.0);
        finish(&observation, method, route, &response, started);
        Ok(response)
    }
}

fn begin(request: &Request, method: &'static str) -> Observation {
    let correlation = format!("{:032x}", rand::random::<u128>());
    let span = tracing::info_span!(
        target: "campanella::http",
        "http",
        otel.kind = "server",
        otel.status_code = field::Empty,
        http.request.method = method,
        http.route = field::Empty,
        http.response.status_code = field::Empty,
        comune = field::Empty,
        correlazione = correlation,
    );
    let caller = global::get_text_map_propagator(|p| p.extract(&Headers(request.headers())));
    // Without a collector there is nothing to join, and that is no failure.
    let _ = span.set_parent(caller);
    Observation::new(correlation, span)
}

fn finish(
    observation: &Observation,
    method: &'static str,
    route: &str,
    response: &Response,
    started: Instant,
) {
    let facts = &observation.0;
    let (status, took) = (response.status(), started.elapsed());
    // The route is known at the end only, when the bridge reads `otel.name` no more.
    let name = format!("{method} {route}");
    facts
        .span
        .context()
        .span()
        .update_name(name.trim_end().to_owned());
    facts.span.record("http.route", route);
    facts
        .span
        .record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        facts.span.record("otel.status_code", "ERROR");
    }
    let esito = match status.as_u16() / 100 {
        5 => "5xx",
        4 => "4xx",
        3 => "3xx",
        _ => "ok",
    };
    count_request(facts.comune.get(), route, esito, took);
    tracing::info!(
        target: "campanella::http",
        comune = facts.comune.get().map(ComuneId::as_str),
        correlazione = facts.correlation,
        stato = status.as_u16(),
        ms = took.as_millis(),
        "{method} {route} answered"
    );
}

/// The method, if HTTP knows it: a stranger's word does not become a label.
fn known_method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"];
    KNOWN
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("_OTHER")
}

/// Reads `traceparent` and `tracestate`.
struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use poem::test::TestClient;
    use poem::web::Data;
    use poem::{EndpointExt, Route, get, handler};

    use super::*;

    #[handler]
    fn echo(observation: Data<&Observation>) -> String {
        observation.correlation().to_owned()
    }

    #[tokio::test]
    async fn the_answer_carries_the_id_of_the_request_and_not_the_callers() {
        let app = Route::new().at("/eco", get(echo)).with(Trace);
        let client = TestClient::new(app);
        let answer = client
            .get("/eco")
            .header("x-correlation-id", "forged")
            .send()
            .await;
        let header = answer.0.headers().get(CORRELATION).cloned();
        let body = answer.0.into_body().into_string().await.expect("a body");
        assert_eq!(header.expect("a header"), body.as_str());
        assert_eq!(body.len(), 32);

        let missing = client.get("/no").send().await;
        missing.assert_status(poem::http::StatusCode::NOT_FOUND);
        missing.assert_header_exist("x-correlation-id");
    }

    #[test]
    fn a_strange_method_is_no_label() {
        let strange = Method::from_bytes(b"RSSMRA").expect("a token");
        assert_eq!(known_method(&strange), "_OTHER");
        assert_eq!(known_method(&Method::PATCH), "PATCH");
    }
}
