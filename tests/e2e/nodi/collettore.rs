//! A collector: what nodes export over OTLP comes here, and is kept as it came and as it reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{KeyValue, any_value};
use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_proto::tonic::metrics::v1::{Metric, number_data_point};
use opentelemetry_proto::tonic::trace::v1::Span;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::Data as Shared;
use poem::{EndpointExt, Route, Server, handler, post};
use prost::Message;
use tokio::task::JoinHandle;

use super::programma::Ambiente;

/// Attributes by name, values as text.
pub type Attributi = BTreeMap<String, String>;

#[derive(Default)]
struct Arrivato {
    /// Every body, as it came.
    corpi: Vec<Vec<u8>>,
    span: Vec<Span>,
    metriche: Vec<Metric>,
}

/// The collector. It ends when it is dropped.
pub struct Collettore {
    arrivato: Arc<Mutex<Arrivato>>,
    indirizzo: String,
    server: JoinHandle<std::io::Result<()>>,
}

impl Drop for Collettore {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn lock(arrivato: &Mutex<Arrivato>) -> MutexGuard<'_, Arrivato> {
    arrivato.lock().expect("a lock")
}

#[handler]
fn traces(body: Vec<u8>, arrivato: Shared<&Arc<Mutex<Arrivato>>>) {
    let request = ExportTraceServiceRequest::decode(body.as_slice()).expect("traces");
    let scopes = request
        .resource_spans
        .into_iter()
        .flat_map(|r| r.scope_spans);
    let mut arrivato = lock(&arrivato);
    arrivato.span.extend(scopes.flat_map(|s| s.spans));
    arrivato.corpi.push(body);
}

#[handler]
fn metrics(body: Vec<u8>, arrivato: Shared<&Arc<Mutex<Arrivato>>>) {
    let request = ExportMetricsServiceRequest::decode(body.as_slice()).expect("metrics");
    let scopes = request
        .resource_metrics
        .into_iter()
        .flat_map(|r| r.scope_metrics);
    let mut arrivato = lock(&arrivato);
    arrivato.metriche.extend(scopes.flat_map(|s| s.metrics));
    arrivato.corpi.push(body);
}

impl Collettore {
    /// Starts it on a port that is free.
    pub async fn avvia() -> Self {
        let arrivato = Arc::<Mutex<Arrivato>>::default();
        let app = Route::new()
            .at("/v1/traces", post(traces))
            .at("/v1/metrics", post(metrics))
            .data(Arc::clone(&arrivato));
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await;
        let acceptor = acceptor.expect("a port");
        let indirizzo = acceptor.local_addr()[0].to_string();
        Self {
            arrivato,
            indirizzo: format!("http://{}", indirizzo.trim_start_matches("socket://")),
            server: tokio::spawn(Server::new_with_acceptor(acceptor).run(app)),
        }
    }

    /// What a node is told so that it exports here, and does not wait long with it.
    pub fn ambiente(&self, di: &Ambiente) -> Ambiente {
        di.con("CAMPANELLA_OTLP", &self.indirizzo)
            .con("OTEL_BSP_SCHEDULE_DELAY", "100")
            .con("OTEL_METRIC_EXPORT_INTERVAL", "500")
    }

    /// Waits until so much time has passed without anything new of the trace, then its spans.
    pub async fn traccia(&self, id: &[u8]) -> Vec<Span> {
        let mut prima = Vec::new();
        loop {
            tokio::time::sleep(Duration::from_millis(700)).await;
            let della_traccia = |s: &&Span| s.trace_id == id;
            let ora: Vec<Span> = {
                let arrivato = lock(&self.arrivato);
                arrivato
                    .span
                    .iter()
                    .filter(della_traccia)
                    .cloned()
                    .collect()
            };
            if !ora.is_empty() && ora.len() == prima.len() {
                return ora;
            }
            prima = ora;
        }
    }

    /// The bodies in which `parola` stands, as text that can be read.
    pub fn con_la_parola(&self, parola: &str) -> Vec<String> {
        let arrivato = lock(&self.arrivato);
        let has = |body: &&Vec<u8>| body.windows(parola.len()).any(|w| w == parola.as_bytes());
        let bodies = arrivato.corpi.iter().filter(has);
        bodies
            .map(|b| String::from_utf8_lossy(b).into_owned())
            .collect()
    }

    /// The last value of each series of the counter `nome`.
    pub fn contatore(&self, nome: &str) -> Vec<(Attributi, i64)> {
        let mut serie = BTreeMap::new();
        for metrica in lock(&self.arrivato)
            .metriche
            .iter()
            .filter(|m| m.name == nome)
        {
            let Some(Data::Sum(somma)) = &metrica.data else {
                panic!("{nome} is no counter: {metrica:?}");
            };
            for punto in &somma.data_points {
                let Some(number_data_point::Value::AsInt(valore)) = punto.value else {
                    panic!("{nome} is no integer: {punto:?}");
                };
                serie.insert(attributi(&punto.attributes), valore);
            }
        }
        serie.into_iter().collect()
    }

    /// The labels of each series of the histogram `nome`.
    pub fn istogramma(&self, nome: &str) -> BTreeSet<Attributi> {
        let arrivato = lock(&self.arrivato);
        let metriche = arrivato.metriche.iter().filter(|m| m.name == nome);
        metriche
            .flat_map(|metrica| match &metrica.data {
                Some(Data::Histogram(i)) => i.data_points.iter().map(|p| attributi(&p.attributes)),
                _ => panic!("{nome} is no histogram: {metrica:?}"),
            })
            .collect()
    }

    /// Every label of every series of every metric, and every attribute of every span.
    pub fn nomi_degli_attributi(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let arrivato = lock(&self.arrivato);
        let delle_metriche = arrivato.metriche.iter().flat_map(etichette);
        let degli_span = arrivato.span.iter().map(|s| &s.attributes);
        let nomi = |kv: &Vec<KeyValue>| kv.iter().map(|kv| kv.key.clone()).collect::<Vec<_>>();
        (
            delle_metriche.flat_map(nomi).collect(),
            degli_span.flat_map(nomi).collect(),
        )
    }

    /// True when some span carries an event, which may quote what failed.
    pub fn ha_eventi(&self) -> bool {
        let arrivato = lock(&self.arrivato);
        arrivato.span.iter().any(|s| !s.events.is_empty())
    }
}

/// The labels of each series.
fn etichette(metrica: &Metric) -> Vec<&Vec<KeyValue>> {
    match &metrica.data {
        Some(Data::Sum(s)) => s.data_points.iter().map(|p| &p.attributes).collect(),
        Some(Data::Gauge(g)) => g.data_points.iter().map(|p| &p.attributes).collect(),
        Some(Data::Histogram(h)) => h.data_points.iter().map(|p| &p.attributes).collect(),
        altro => panic!("another kind of metric: {altro:?}"),
    }
}

/// Attributes, values as text.
pub fn attributi(kv: &[KeyValue]) -> Attributi {
    let valore = |kv: &KeyValue| match kv.value.as_ref().and_then(|v| v.value.as_ref()) {
        Some(any_value::Value::StringValue(text)) => text.clone(),
        Some(any_value::Value::IntValue(number)) => number.to_string(),
        Some(any_value::Value::BoolValue(truth)) => truth.to_string(),
        altro => format!("{altro:?}"),
    };
    kv.iter().map(|kv| (kv.key.clone(), valore(kv))).collect()
}
