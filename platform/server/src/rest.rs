//! REST, where GraphQL does not fit: files, the vendor's provisioning, probes.

mod accesso;
mod attestazioni;
mod carta;
mod conteggi;
mod documenti;
mod estratti;
mod file;
mod fornitore;
mod importa;
mod metodi;
mod misura;
mod pacchetti;
mod problema;
mod riepiloghi;
mod salute;
mod simulazioni;
mod stampa;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Response, Route};
use poem_openapi::{OpenApi, OpenApiService};
use serde_json::{Map, Value};

pub use problema::Problema;

use crate::app::App;
use attestazioni::Attestazioni;
use carta::Carta;
use conteggi::Conteggi;
use documenti::Documenti;
use estratti::Estratti;
use fornitore::Fornitore;
use importa::Importa;
use metodi::Metodi;
use misura::Massimo;
use pacchetti::Pacchetti;
use problema::as_problem;
use riepiloghi::Riepiloghi;
use salute::Salute;
use simulazioni::Simulazioni;

/// Bytes of a request of the vendor.
const RICHIESTA_MASSIMA: u64 = 64 * 1024;

/// What a comune has: its offices, and the families of it.
fn files() -> impl OpenApi + use<> {
    (
        Importa,
        Conteggi,
        Pacchetti,
        Simulazioni,
        Documenti,
        Estratti,
        Riepiloghi,
        Attestazioni,
        Carta,
    )
}

/// Bytes of an upload: the largest file, which is one to import, and what surrounds it in a form.
const IMPORT_MASSIMO: u64 = campanella_anagrafe::importa::BYTE_MAX as u64 + 64 * 1024;

/// The probes, below `/health`.
pub fn salute(app: &Arc<App>) -> impl Endpoint + use<> {
    service(Salute)
        .with(Massimo(RICHIESTA_MASSIMA))
        .catch_all_error(as_problem)
        .data(Arc::clone(app))
}

/// The vendor's interface, below `/fornitore/v1`.
pub fn fornitore(app: &Arc<App>) -> impl Endpoint + use<> {
    service(Fornitore)
        .with(Massimo(RICHIESTA_MASSIMA))
        .catch_all_error(as_problem)
        .data(Arc::clone(app))
}

/// What is done with files, below `/api`. Expects the scope of the request, and its
/// context if somebody is logged in.
pub fn comune() -> impl Endpoint {
    service(files())
        .with(Massimo(IMPORT_MASSIMO))
        .catch_all_error(as_problem)
}

fn service<T: OpenApi + 'static>(api: T) -> impl Endpoint<Output = Response> {
    let service = document(api);
    let metodi = Metodi::del_documento(&service.spec());
    Route::new().nest("/", service).with(metodi)
}

fn document<T: OpenApi>(api: T) -> OpenApiService<T, ()> {
    OpenApiService::new(api, "Campanella", env!("CARGO_PKG_VERSION"))
}

/// The OpenAPI document of all of it.
///
/// # Errors
/// When the framework wrote something else than JSON.
pub fn openapi_json() -> serde_json::Result<String> {
    let mut whole = serde_json::from_str(&document(files()).spec())?;
    prefix_paths(&mut whole, "/api");
    for (prefix, spec) in [
        ("/health", document(Salute).spec()),
        ("/fornitore/v1", document(Fornitore).spec()),
    ] {
        let mut part = serde_json::from_str(&spec)?;
        prefix_paths(&mut part, prefix);
        merge(&mut whole, part);
    }
    let mut text = serde_json::to_string_pretty(&whole)?;
    text.push('\n');
    Ok(text)
}

fn prefix_paths(document: &mut Value, prefix: &str) {
    let Some(Value::Object(paths)) = document.get_mut("paths") else {
        return;
    };
    let prefixed = std::mem::take(paths).into_iter();
    *paths = prefixed
        .map(|(path, item)| (format!("{prefix}{path}"), item))
        .collect();
}

/// Adds the paths and components of `part`; what both have is the same.
fn merge(whole: &mut Value, part: Value) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (key, value) in part {
                merge_entry(whole, key, value);
            }
        }
        (whole @ Value::Null, part) => *whole = part,
        _ => {}
    }
}

fn merge_entry(whole: &mut Map<String, Value>, key: String, value: Value) {
    merge(whole.entry(key).or_insert(Value::Null), value);
}

#[cfg(test)]
mod tests;
