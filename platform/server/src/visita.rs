//! The beginning of each request: which comune is meant, and who is asking.

use std::sync::Arc;

use campanella_graphql::Recognise;
use campanella_identita::{Credenziali, autentica, riconosci_ancora};
use campanella_kernel::InternalError;
use campanella_kernel::ctx::Client;
use poem::http::{StatusCode, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response};

use crate::app::App;
use crate::indisponibile;
use crate::telemetry::Observation;

/// Longest name of a browser that is kept.
const MAX_DISPOSITIVO: usize = 200;

/// Finds the comune of the `Host`, opens its store, recognises whoever asks, and puts `Scope`
/// and `Ctx` into the request; into one for a WebSocket also [`Recognise`]. Without a comune the
/// request ends here.
#[derive(Clone)]
pub struct Visita(pub Arc<App>);

impl<E: Endpoint> Middleware<E> for Visita {
    type Output = VisitaEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        VisitaEndpoint {
            app: Arc::clone(&self.0),
            inner,
        }
    }
}

/// The endpoint of [`Visita`].
pub struct VisitaEndpoint<E> {
    app: Arc<App>,
    inner: E,
}

impl<E: Endpoint> Endpoint for VisitaEndpoint<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let Some(host) = host(&request) else {
            return Ok(StatusCode::BAD_REQUEST.into_response());
        };
        let (comune, store) = match self.app.ospite(&host).await {
            Ok(open) => open,
            Err(error) => return Ok(indisponibile::risposta(&request, &error)),
        };
        let correlation = match request.extensions().get::<Observation>() {
            Some(observation) => {
                observation.comune(&comune.id);
                observation.correlation().to_owned()
            }
            None => String::new(),
        };
        let text = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
        let credenziali =
            Credenziali::da_intestazioni(text(header::COOKIE), text(header::AUTHORIZATION));
        let client = Client {
            indirizzo: request.remote_addr().as_socket_addr().map(|peer| {
                let bilanciatori = &self.app.config.bilanciatori;
                bilanciatori.chiamante(peer.ip(), request.headers())
            }),
            host: text(header::HOST)
                .or_else(|| request.uri().authority().map(|a| a.as_str()))
                .map(str::to_owned),
            dispositivo: text(header::USER_AGENT)
                .unwrap_or_default()
                .chars()
                .take(MAX_DISPOSITIVO)
                .collect(),
            sessione: None,
        };
        // Only what stays open is looked at again.
        let again = request.headers().contains_key(header::UPGRADE).then(|| {
            let app = Arc::clone(&self.app);
            ancora(app, host, credenziali.clone(), client.clone())
        });
        let parts = self.app.parts(comune, store, correlation, client);
        let (scope, ctx) = autentica(parts, &credenziali).await.map_err(|e| {
            tracing::error!(causa = %e.cause(), "whoever asks could not be recognised");
            poem::Error::from_string(e.to_string(), StatusCode::SERVICE_UNAVAILABLE)
        })?;
        request.extensions_mut().insert(scope);
        if let Some(again) = again {
            request.extensions_mut().insert(again);
        }
        if let Some(ctx) = ctx {
            request.extensions_mut().insert(ctx);
        }
        Ok(self.inner.call(request).await?.into_response())
    }
}

/// Recognises whoever showed `credenziali` to `host` anew, unless the comune is not served now.
fn ancora(app: Arc<App>, host: String, credenziali: Credenziali, client: Client) -> Recognise {
    Recognise::new(move || {
        let (app, host) = (Arc::clone(&app), host.clone());
        let (credenziali, client) = (credenziali.clone(), client.clone());
        async move {
            let (comune, store) = app.ospite(&host).await.map_err(InternalError::new)?;
            let parts = app.parts(comune, store, String::new(), client);
            riconosci_ancora(parts, &credenziali).await
        }
    })
}

/// The name in the `Host` header (or the authority of HTTP/2), lower case, without the port.
pub fn host(request: &Request) -> Option<String> {
    let name = request
        .headers()
        .get(header::HOST)
        .and_then(|v| v.to_str().ok())
        .or_else(|| request.uri().host())?;
    let without_port = match name.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => name,
    };
    Some(without_port.trim_end_matches('.').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(value: &str) -> Option<String> {
        host(&Request::builder().header(header::HOST, value).finish())
    }

    #[test]
    fn the_host_is_a_bare_lower_case_name() {
        for value in ["Mensa.Example", "mensa.example:8460", "mensa.example."] {
            assert_eq!(named(value).as_deref(), Some("mensa.example"), "{value}");
        }
    }
}
