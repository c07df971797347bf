//! The REST services of pagoPA that a creditor calls: Checkout, receipts, events, flows.

use std::sync::Arc;

use campanella_pagopa::CodiceFiscaleEnte;
use campanella_pagopa::cliente::{Carrello, ElencoFlussi, Flusso, Pagina, VoceElenco};
use poem::http::{StatusCode, header};
use poem::web::{Data, Path, Query};
use poem::{IntoResponse, Request, Response, Route, get, handler, post};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::nodo::Nodo;
use crate::rendiconto::PSP;

/// How many flows or payments a page has.
const PER_PAGINA: usize = 1000;

pub(crate) fn rotte() -> Route {
    let fdr = "/fdr/organizations/:ente/fdrs";
    let flusso = format!("{fdr}/:flusso/revisions/:revisione/psps/:psp");
    Route::new()
        .at("/checkout/ec/v1/carts", post(carts))
        .at("/checkout/ec/v2/carts", post(carts))
        .at("/bizevents/organizations/:ente/receipts/:iur", get(evento))
        .at(fdr, get(flussi))
        .at(format!("{flusso}/payments"), get(righe))
        .at(flusso, get(testata))
}

/// RFC 7807, as the services of pagoPA answer.
fn problema(stato: StatusCode, dettaglio: &str) -> Response {
    #[derive(Serialize)]
    struct ProblemJson<'a> {
        title: &'a str,
        status: u16,
        detail: &'a str,
    }
    json(
        stato,
        &ProblemJson {
            title: stato.canonical_reason().unwrap_or_default(),
            status: stato.as_u16(),
            detail: dettaglio,
        },
    )
}

fn json(stato: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => Response::builder()
            .status(stato)
            .content_type("application/json")
            .body(body),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn non_trovato() -> Response {
    problema(StatusCode::NOT_FOUND, "non trovato")
}

#[handler]
fn carts(nodo: Data<&Arc<Nodo>>, request: &Request, body: Vec<u8>) -> Response {
    let carrello = match Carrello::da_json(&body) {
        Ok(carrello) => carrello,
        Err(e) => return problema(StatusCode::BAD_REQUEST, &e.to_string()),
    };
    let Some(host) = request.header(header::HOST) else {
        return problema(StatusCode::BAD_REQUEST, "manca l'intestazione Host");
    };
    let id = Uuid::new_v4().simple().to_string();
    let pagina = format!("http://{host}/checkout/{id}");
    nodo.stato().carrelli.insert(id, carrello);
    Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, pagina)
        .finish()
}

#[handler]
fn evento(nodo: Data<&Arc<Nodo>>, Path((ente, iur)): Path<(String, String)>) -> Response {
    let Ok(ente) = CodiceFiscaleEnte::parse(&ente) else {
        return non_trovato();
    };
    let evento = nodo
        .ricevuta_per_iur(ente, &iur)
        .map(|invio| invio.ricevuta.evento());
    match evento {
        Some(Ok(body)) => Response::builder()
            .content_type("application/json")
            .body(body),
        Some(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        None => non_trovato(),
    }
}

#[derive(Deserialize)]
struct Cerca {
    #[serde(default = "prima")]
    page: usize,
}

const fn prima() -> usize {
    1
}

#[handler]
fn flussi(
    nodo: Data<&Arc<Nodo>>,
    Path(ente): Path<String>,
    Query(cerca): Query<Cerca>,
) -> Response {
    let stato = nodo.stato();
    let suoi: Vec<&Flusso> = stato
        .flussi
        .iter()
        .filter(|f| f.ricevente.as_str() == ente)
        .collect();
    let skipped = cerca.page.saturating_sub(1).saturating_mul(PER_PAGINA);
    let data: Vec<VoceElenco> = suoi
        .iter()
        .skip(skipped)
        .take(PER_PAGINA)
        .map(|flusso| VoceElenco {
            fdr: flusso.id.to_string(),
            psp_id: PSP.to_owned(),
            revision: 1,
        })
        .collect();
    json(
        StatusCode::OK,
        &ElencoFlussi {
            metadata: Pagina {
                page_size: PER_PAGINA as u64,
                page_number: cerca.page as u64,
                tot_page: suoi.len().div_ceil(PER_PAGINA) as u64,
            },
            count: data.len() as u64,
            data,
        },
    )
}

#[derive(Deserialize)]
struct QualeFlusso {
    ente: String,
    flusso: String,
    revisione: u64,
    psp: String,
}

impl QualeFlusso {
    fn trova(&self, nodo: &Nodo) -> Option<Flusso> {
        if self.revisione != 1 || self.psp != PSP {
            return None;
        }
        let stato = nodo.stato();
        let mut suoi = stato
            .flussi
            .iter()
            .filter(|f| f.ricevente.as_str() == self.ente);
        suoi.find(|f| f.id.as_str() == self.flusso).cloned()
    }
}

#[handler]
fn testata(nodo: Data<&Arc<Nodo>>, Path(quale): Path<QualeFlusso>) -> Response {
    quale
        .trova(&nodo)
        .map_or_else(non_trovato, |f| json(StatusCode::OK, &f.testata()))
}

#[handler]
fn righe(
    nodo: Data<&Arc<Nodo>>,
    Path(quale): Path<QualeFlusso>,
    Query(cerca): Query<Cerca>,
) -> Response {
    quale.trova(&nodo).map_or_else(non_trovato, |flusso| {
        json(StatusCode::OK, &flusso.pagina(cerca.page, PER_PAGINA))
    })
}
