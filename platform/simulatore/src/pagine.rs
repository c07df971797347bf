//! The pages of the payer: Checkout, the counter, and what the node did.

mod checkout;
mod registro;
mod ricarica;
mod sportello;

use campanella_pagopa::{Dovuto, Offerta};
use poem::http::{StatusCode, header};
use poem::{Response, Route, get, handler};

use crate::Comportamento;

/// Adds the pages to the routes of the services.
pub(crate) fn rotte(servizi: Route) -> Route {
    servizi
        .at("/", get(registro::mostra))
        .at("/consegna", poem::post(registro::consegna))
        .at("/rendiconta", poem::post(registro::rendiconta))
        .at("/checkout/:id", get(checkout::mostra).post(checkout::paga))
        .at("/sportello", get(sportello::mostra))
        .at("/sportello/verifica", poem::post(sportello::verifica))
        .at("/sportello/ricarica", poem::post(ricarica::chiedi))
        .at("/sportello/paga", poem::post(sportello::paga))
        .at("/stile.css", get(stile))
}

#[handler]
fn stile() -> Response {
    Response::builder()
        .content_type("text/css; charset=utf-8")
        .body(include_str!("pagine/stile.css"))
}

/// A whole page. It loads nothing but its own style.
fn pagina(stato: StatusCode, titolo: &str, contenuto: &str) -> Response {
    let titolo = escape(titolo);
    Response::builder()
        .status(stato)
        .content_type("text/html; charset=utf-8")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
        )
        .header(header::CACHE_CONTROL, "no-store")
        .body(format!(
            "<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{titolo} – Simulatore pagoPA</title>\
             <link rel=\"stylesheet\" href=\"/stile.css\"></head><body>\
             <header><p><strong>Simulatore pagoPA</strong>: per prove, senza denaro</p>\
             <nav aria-label=\"Pagine\"><ul><li><a href=\"/\">Ricevute</a></li>\
             <li><a href=\"/sportello\">Sportello</a></li></ul></nav></header>\
             <main><h1>{titolo}</h1>{contenuto}</main></body></html>"
        ))
}

/// A page that says why something was not done.
fn errore(stato: StatusCode, titolo: &str, perche: &str) -> Response {
    let perche = escape(perche);
    pagina(
        stato,
        titolo,
        &format!("<p class=\"errore\" role=\"alert\">{perche}</p>"),
    )
}

/// Sends the browser elsewhere after a form.
fn vai(dove: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, dove)
        .finish()
}

/// The choice of how the node behaves.
fn scelta_comportamento() -> String {
    let option = |(comportamento, codice, nome): &(Comportamento, &str, &str)| {
        let selected = if *comportamento == Comportamento::default() {
            " selected"
        } else {
            ""
        };
        format!(
            "<option value=\"{codice}\"{selected}>{}</option>",
            escape(nome)
        )
    };
    let options: String = Comportamento::TUTTI.iter().map(option).collect();
    format!(
        "<p><label for=\"comportamento\">Comportamento del nodo</label>\
         <select id=\"comportamento\" name=\"comportamento\">{options}</select></p>"
    )
}

/// What is due, as a list of terms.
fn dati_offerta(offerta: &Offerta) -> String {
    let scadenza = offerta.scadenza.map_or_else(String::new, |giorno| {
        format!("<dt>Scadenza</dt><dd>{giorno}</dd>")
    });
    format!(
        "<dl><dt>Ente creditore</dt><dd>{}</dd><dt>Causale</dt><dd>{}</dd>\
         <dt>Importo dovuto ora</dt><dd>{}</dd>{scadenza}</dl>",
        escape(offerta.denominazione.as_str()),
        escape(offerta.causale.as_str()),
        offerta.importo
    )
}

/// An amount in a hidden field: euro cents.
fn campo_nascosto(nome: &str, importo: Dovuto) -> String {
    format!(
        "<input type=\"hidden\" name=\"{nome}\" value=\"{}\">",
        importo.cents()
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
