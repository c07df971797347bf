//! What is answered where no comune can be served: a page for people, a problem for programs.

use campanella_kernel::DomainError;
use campanella_tenants::StoreError;
use poem::http::{StatusCode, header};
use poem::web::Html;
use poem::{IntoResponse, Request, Response};

use crate::rest::Problema;

/// Seconds after which trying again makes sense.
const RETRY_AFTER: &str = "60";

/// The answer to `request` when `error` keeps its comune from being served.
pub fn risposta(request: &Request, error: &StoreError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("text/html"));
    let mut response = if wants_page {
        Html(pagina(&error.to_string())).into_response()
    } else {
        Problema::new(error.code(), error.to_string()).into_response()
    };
    response.set_status(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        let value = header::HeaderValue::from_static(RETRY_AFTER);
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// A page that needs no file: the portal may be what is missing.
fn pagina(message: &str) -> String {
    let message = message.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Servizio non disponibile</title></head>\
         <body><main><h1>Servizio non disponibile</h1><p>{message}</p></main></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn people_get_a_page_and_programs_a_code() {
        let error = StoreError::HostSconosciuto("<b>.example".to_owned());
        let person = Request::builder()
            .header(header::ACCEPT, "text/html")
            .finish();
        let page = risposta(&person, &error);
        assert_eq!(page.status(), StatusCode::NOT_FOUND);
        let body = page.into_body().into_string().await.expect("a body");
        assert!(body.contains("&lt;b>"), "{body}");

        let suspended = StoreError::Sospeso {
            nome: "Comune di Prova".to_owned(),
        };
        let answer = risposta(&Request::default(), &suspended);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.headers().contains_key(header::RETRY_AFTER));
        let body = answer.into_body().into_string().await.expect("a body");
        assert!(body.contains("COMUNE_SOSPESO"), "{body}");
    }
}
