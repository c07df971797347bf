//! `/posta-locale`: what a demo or a developer would find in the mail. Not in production.

use std::fmt::Write as _;

use campanella_kernel::Scope;
use poem::http::StatusCode;
use poem::web::Html;
use poem::{Endpoint, IntoResponse, Request, Response, endpoint};

use super::casella::{CasellaLocale, Ricevuto};

/// The page of the local mailbox; with none (in production, or with a mail server) there is no
/// such page. Each comune shows its own.
pub fn posta_locale(casella: Option<CasellaLocale>) -> impl Endpoint {
    endpoint::make(move |request: Request| {
        let casella = casella.clone();
        async move { show(casella.as_ref(), &request).await }
    })
}

async fn show(casella: Option<&CasellaLocale>, request: &Request) -> poem::Result<Response> {
    let (Some(casella), Some(scope)) = (casella, request.extensions().get::<Scope>()) else {
        return Err(StatusCode::NOT_FOUND.into());
    };
    let messages = casella
        .messaggi(&scope.comune().id)
        .await
        .map_err(poem::error::InternalServerError)?;
    Ok(Html(page(&scope.comune().impostazioni.nome, &messages)).into_response())
}

fn page(comune: &str, messages: &[Ricevuto]) -> String {
    let comune = escape(comune);
    let mut html = format!(
        "<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Posta locale – {comune}</title></head><body><main>\
         <h1>Posta locale – {comune}</h1>\
         <p>Le e-mail che questo sistema di prova avrebbe spedito.</p>"
    );
    if messages.is_empty() {
        html.push_str("<p>Nessun messaggio.</p>");
    }
    for Ricevuto { quando, messaggio } in messages {
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            "<article><h2>{}</h2><p>A: {}<br>{}</p><p>{}</p></article>",
            escape(&messaggio.oggetto),
            escape(&messaggio.a),
            escape(quando),
            body(&messaggio.testo)
        );
    }
    html.push_str("</main></body></html>");
    html
}

/// The text with its lines, and its addresses as links.
fn body(text: &str) -> String {
    let word = |word: &str| {
        let escaped = escape(word);
        let address = word.trim_end();
        if address.starts_with("https://") || address.starts_with("http://") {
            format!("<a href=\"{}\">{escaped}</a>", escape(address))
        } else {
            escaped
        }
    };
    let line = |line: &str| line.split_inclusive(' ').map(word).collect::<String>();
    text.lines().map(line).collect::<Vec<_>>().join("<br>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
