//! Headers that make the browser the second line of defence.

use poem::http::{HeaderMap, HeaderName, HeaderValue, header};

use poem::{Endpoint, IntoResponse, Middleware, PathPattern, Request, Response};

/// What the built pages need and nothing else. Styles may be written by scripts through the
/// object model, which the policy does not concern; the coat of arms may lie on the site of the
/// comune; subscriptions come over a WebSocket of the same origin.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: https:; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

static HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
    // Browsers heed it over TLS only, so the demo is not concerned.
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
];

/// Where answers are about somebody: no cache keeps them, unless the answer itself says so.
const PERSONAL: [&str; 4] = ["/api/", "/fornitore/", "/graphql", "/posta-locale"];

/// Adds the headers to every answer that does not say otherwise itself (GraphiQL, in development,
/// brings its own policy).
#[derive(Debug, Clone, Copy, Default)]
pub struct SecurityHeaders;

impl<E: Endpoint> Middleware<E> for SecurityHeaders {
    type Output = SecurityHeadersEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        SecurityHeadersEndpoint { inner }
    }
}

/// The endpoint of [`SecurityHeaders`].
pub struct SecurityHeadersEndpoint<E> {
    inner: E,
}

impl<E: Endpoint> Endpoint for SecurityHeadersEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let path = request.uri().path();
        let personal = PERSONAL.iter().any(|start| path.starts_with(start));
        let mut response = match self.inner.call(request).await {
            Ok(answer) => answer.into_response(),
            Err(error) => {
                // The route is for whoever counts requests, outside.
                let route = error.data::<PathPattern>().cloned();
                let mut response = error.into_response();
                if let Some(route) = route {
                    response.set_data(route);
                }
                response
            }
        };
        let headers = response.headers_mut();
        for (name, value) in &HEADERS {
            add(headers, name, value);
        }
        if personal {
            add(headers, &header::CACHE_CONTROL, "no-store");
        }
        Ok(response)
    }
}

fn add(headers: &mut HeaderMap, name: &HeaderName, value: &'static str) {
    headers
        .entry(name)
        .or_insert_with(|| HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use poem::test::TestClient;
    use poem::{EndpointExt, Route, handler};

    use super::*;

    #[handler]
    fn page() -> &'static str {
        "page"
    }

    #[handler]
    fn own_policy() -> Response {
        Response::builder()
            .header(header::CONTENT_SECURITY_POLICY, "default-src 'self'")
            .finish()
    }

    fn app() -> impl Endpoint {
        Route::new()
            .at("/", page)
            .at("/api/x", page)
            .at("/graphiql", own_policy)
            .with(SecurityHeaders)
    }

    #[tokio::test]
    async fn errors_are_protected_like_pages() {
        let client = TestClient::new(app());
        for path in ["/", "/missing"] {
            let answer = client.get(path).send().await;
            answer.assert_header(header::CONTENT_SECURITY_POLICY, CSP);
            answer.assert_header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        }
        let own = client.get("/graphiql").send().await;
        own.assert_header_all(header::CONTENT_SECURITY_POLICY, ["default-src 'self'"]);
    }

    #[tokio::test]
    async fn only_personal_answers_are_kept_from_caches() {
        let client = TestClient::new(app());
        let personal = client.get("/api/x").send().await;
        personal.assert_header(header::CACHE_CONTROL, "no-store");
        let public = client.get("/").send().await;
        assert!(public.0.headers().get(header::CACHE_CONTROL).is_none());
    }

    #[test]
    fn no_inline_script_and_no_frame() {
        assert!(!CSP.contains("unsafe"));
        assert!(CSP.contains("frame-ancestors 'none'"));
    }
}
