//! GraphQL over HTTP and over a WebSocket, with the guards that the library leaves out.

use std::sync::Arc;

use async_graphql::{Executor, Response as GraphqlResponse};
use async_graphql_poem::{GraphQLProtocol, GraphQLWebSocket};
use campanella_kernel::{Ctx, Scope};
use poem::http::{HeaderMap, Method, StatusCode, header};
use poem::web::websocket::WebSocket;
use poem::{Endpoint, FromRequest, IntoResponse, Request, Response, Result};

use crate::body;
use crate::executor::RequestExecutor;
use crate::limits::Limits;
use crate::revocation::{Recognise, revoked};
use crate::schemas::{SchemaKind, Schemas};

/// A request body at the most, in bytes.
const MAX_BODY: usize = 256 * 1024;
/// The header that no form and no image of another site can send: with it, and `SameSite`
/// cookies, a request made behind the person's back is refused.
const CSRF_HEADER: &str = "x-campanella";

/// Serves one of the two APIs. Expects the [`Scope`] of the request, and its [`Ctx`] if somebody
/// is logged in, among the extensions of the HTTP request; of one for a WebSocket [`Recognise`] too.
pub struct GraphqlEndpoint {
    schemas: Arc<Schemas>,
    kind: SchemaKind,
    development: bool,
}

impl GraphqlEndpoint {
    /// An endpoint for `kind`; in `development` it shows GraphiQL and its schema to anyone.
    #[must_use]
    pub fn new(schemas: Arc<Schemas>, kind: SchemaKind, development: bool) -> Self {
        Self {
            schemas,
            kind,
            development,
        }
    }

    fn executor(&self, request: &Request) -> Option<RequestExecutor> {
        let scope = request.extensions().get::<Scope>()?.clone();
        let ctx = request.extensions().get::<Ctx>().cloned();
        let composed = match self.schemas.get(self.kind, &scope.comune().moduli) {
            Ok(composed) => composed,
            Err(e) => {
                tracing::error!(causa = %e, "the schema cannot be built");
                return None;
            }
        };
        Some(RequestExecutor {
            composed,
            scope,
            ctx,
            limits: Limits::default(),
            introspection: self.development,
        })
    }

    async fn post(&self, request: Request) -> Result<Response> {
        let (executor, graphql_response) = {
            let headers = request.headers();
            if !is_json(headers) {
                return Ok(plain(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "Il corpo della richiesta deve essere application/json.",
                ));
            }
            // A bearer token is never sent by a browser on its own: no forgery to fear.
            if !headers.contains_key(CSRF_HEADER) && !headers.contains_key(header::AUTHORIZATION) {
                return Ok(plain(
                    StatusCode::FORBIDDEN,
                    "Manca l'intestazione x-campanella.",
                ));
            }
            let Some(executor) = self.executor(&request) else {
                return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
            };
            (
                executor,
                accepts(headers, "application/graphql-response+json"),
            )
        };
        let body = match request.into_body().into_bytes_limit(MAX_BODY).await {
            Ok(body) => body,
            Err(_) => {
                return Ok(plain(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "Richiesta troppo grande.",
                ));
            }
        };
        let Ok(parsed) = body::read(&body) else {
            return Ok(plain(
                StatusCode::BAD_REQUEST,
                "Il corpo non è una richiesta GraphQL.",
            ));
        };
        let scope = executor.scope.clone();
        let response = executor.execute(parsed).await;
        let mut http = render(&response, graphql_response)?;
        if let Some(cookie) = scope.take_cookie()
            && let Ok(value) = cookie.parse()
        {
            http.headers_mut().append(header::SET_COOKIE, value);
        }
        Ok(http)
    }

    async fn websocket(&self, request: Request) -> Result<Response> {
        if !same_origin(request.headers()) {
            return Ok(plain(StatusCode::FORBIDDEN, "Origine non ammessa."));
        }
        let recognise = request.extensions().get::<Recognise>().cloned();
        let (Some(executor), Some(recognise)) = (self.executor(&request), recognise) else {
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let (request, mut body) = request.split();
        let socket = WebSocket::from_request(&request, &mut body).await?;
        let protocol = GraphQLProtocol::from_request(&request, &mut body).await?;
        Ok(socket
            .protocols(["graphql-transport-ws"])
            .on_upgrade(move |stream| async move {
                let revoked = revoked(executor.scope.clone(), executor.ctx.clone(), recognise);
                let serving = GraphQLWebSocket::new(stream, executor, protocol).serve();
                tokio::select! {
                    () = serving => {}
                    () = revoked => {}
                }
            })
            .into_response())
    }
}

impl Endpoint for GraphqlEndpoint {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        match *request.method() {
            Method::POST => self.post(request).await,
            Method::GET if request.headers().contains_key(header::UPGRADE) => {
                self.websocket(request).await
            }
            Method::GET if self.development && accepts(request.headers(), "text/html") => {
                Ok(graphiql(request.uri().path()))
            }
            _ => Ok(plain(
                StatusCode::METHOD_NOT_ALLOWED,
                "Le richieste GraphQL si inviano con POST.",
            )
            .with_header(header::ALLOW, "POST")
            .into_response()),
        }
    }
}

fn plain(status: StatusCode, message: &'static str) -> Response {
    (status, message).into_response()
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.split(';').next())
        .is_some_and(|v| v.trim().eq_ignore_ascii_case("application/json"))
}

fn accepts(headers: &HeaderMap, content_type: &str) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains(content_type))
}

/// Browsers send the origin of the page with a WebSocket; programs send none.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|v: &poem::http::HeaderValue| v.to_str().ok())
    };
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, o)| o.eq_ignore_ascii_case(host)),
        _ => false,
    }
}

/// A request that was wrong itself has a status of its own (GraphQL over HTTP, 6.4.2).
fn render(response: &GraphqlResponse, graphql_response: bool) -> Result<Response> {
    let (status, content_type) = match (graphql_response, body::is_refused(response)) {
        (true, true) => (StatusCode::BAD_REQUEST, "application/graphql-response+json"),
        (true, false) => (StatusCode::OK, "application/graphql-response+json"),
        (false, _) => (StatusCode::OK, "application/json"),
    };
    let body = body::write(response).map_err(poem::error::InternalServerError)?;
    Ok(Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CACHE_CONTROL, "no-store")
        .body(body))
}

fn graphiql(path: &str) -> Response {
    let html = async_graphql::http::GraphiQLSource::build()
        .endpoint(path)
        .header(CSRF_HEADER, "1")
        .finish();
    poem::web::Html(html).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(k, v)| (k.parse().expect("a name"), v.parse().expect("a value")))
            .collect()
    }

    #[test]
    fn a_page_of_another_site_opens_no_socket() {
        let host = ("host", "mensa.example:8460");
        assert!(same_origin(&headers(&[host])));
        assert!(same_origin(&headers(&[
            host,
            ("origin", "http://mensa.example:8460")
        ])));
        assert!(!same_origin(&headers(&[
            host,
            ("origin", "http://altro.example:8460")
        ])));
        assert!(!same_origin(&headers(&[host, ("origin", "null")])));
    }

    #[test]
    fn only_json_is_json() {
        assert!(is_json(&headers(&[(
            "content-type",
            "application/json; charset=utf-8"
        )])));
        assert!(!is_json(&headers(&[("content-type", "text/plain")])));
        assert!(!is_json(&headers(&[])));
    }
}
