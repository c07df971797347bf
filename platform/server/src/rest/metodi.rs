//! Which methods an address has: whoever uses another one is told (RFC 9110, 15.5.6). The
//! framework's routes keep that to themselves, so the document is asked.

use std::sync::Arc;

use poem::http::header::ALLOW;
use poem::http::{HeaderValue, StatusCode};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response};
use serde_json::Value;

use super::problema::as_problem;

/// The methods of each path of an OpenAPI document.
#[derive(Clone)]
pub(super) struct Metodi(Arc<[Indirizzo]>);

struct Indirizzo {
    /// `/comuni/{id}`.
    modello: String,
    metodi: HeaderValue,
}

impl Metodi {
    /// Reads them from the document of a service.
    pub(super) fn del_documento(documento: &str) -> Self {
        let documento: Value = serde_json::from_str(documento).unwrap_or_default();
        let percorsi = documento["paths"].as_object().into_iter().flatten();
        Self(percorsi.filter_map(indirizzo).collect())
    }

    fn di(&self, percorso: &str) -> Option<&HeaderValue> {
        let trovato = self.0.iter().find(|i| corrisponde(&i.modello, percorso));
        trovato.map(|i| &i.metodi)
    }
}

fn indirizzo((modello, operazioni): (&String, &Value)) -> Option<Indirizzo> {
    let metodi: Vec<_> = operazioni
        .as_object()?
        .keys()
        .map(|m| m.to_uppercase())
        .collect();
    Some(Indirizzo {
        modello: modello.clone(),
        metodi: HeaderValue::from_str(&metodi.join(", ")).ok()?,
    })
}

fn corrisponde(modello: &str, percorso: &str) -> bool {
    let (mut parti, mut date) = (modello.split('/'), percorso.split('/'));
    loop {
        match (parti.next(), date.next()) {
            (None, None) => return true,
            (Some(parte), Some(data)) if parte.starts_with('{') || parte == data => {}
            _ => return false,
        }
    }
}

impl<E: Endpoint> Middleware<E> for Metodi {
    type Output = MetodiEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        MetodiEndpoint {
            inner,
            metodi: self.clone(),
        }
    }
}

pub(super) struct MetodiEndpoint<E> {
    inner: E,
    metodi: Metodi,
}

impl<E: Endpoint> Endpoint for MetodiEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let metodi = self.metodi.di(request.uri().path()).cloned();
        match (self.inner.call(request).await, metodi) {
            (Ok(risposta), _) => Ok(risposta.into_response()),
            (Err(errore), Some(metodi)) if errore.status() == StatusCode::METHOD_NOT_ALLOWED => {
                let mut risposta = as_problem(errore).await;
                risposta.headers_mut().insert(ALLOW, metodi);
                Ok(risposta)
            }
            (Err(errore), _) => Err(errore),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_tells_the_methods_of_an_address() {
        let documento = r#"{"paths": {
            "/comuni": {"get": {}, "post": {}},
            "/comuni/{id}": {"get": {}},
            "/comuni/{id}/migra": {"post": {}}
        }}"#;
        let metodi = Metodi::del_documento(documento);
        let di = |percorso| metodi.di(percorso).map(|m| m.to_str().expect("text"));
        assert_eq!(di("/comuni"), Some("GET, POST"));
        assert_eq!(di("/comuni/aulla"), Some("GET"));
        assert_eq!(di("/comuni/aulla/migra"), Some("POST"));
        assert_eq!(di("/comuni/aulla/migra/altro"), None);
        assert_eq!(di("/altro"), None);
    }
}
