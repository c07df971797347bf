//! What somebody asks of the platform, and the answer.

use campanella_graphql::{Limits, RequestExecutor, SchemaKind};
use campanella_identita::{Credenziali, autentica};
use campanella_kernel::ctx::Client;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use poem::http::{HeaderName, Method, StatusCode, header};
use poem::{Endpoint, Request};
use serde_json::{Value, json};

use crate::comune_di_prova::{ComuneDiProva, PASSWORD, Utente};
use crate::documento::Documento;
use crate::piattaforma::Piattaforma;

/// Who asks: what the request shows of itself.
#[derive(Debug, Clone)]
pub enum Chi {
    /// A stranger.
    Nessuno,
    /// A browser with this cookie, as `name=value`.
    Sessione(String),
    /// A program with this token.
    Programma(String),
}

impl Chi {
    /// The headers that show it.
    #[must_use]
    pub fn headers(&self) -> Vec<(HeaderName, String)> {
        match self {
            Self::Nessuno => vec![],
            Self::Sessione(cookie) => vec![(header::COOKIE, cookie.clone())],
            Self::Programma(token) => vec![(header::AUTHORIZATION, format!("Bearer {token}"))],
        }
    }

    fn credenziali(&self) -> Credenziali {
        let headers = self.headers();
        let value = |name| {
            headers
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| v.as_str())
        };
        Credenziali::da_intestazioni(value(header::COOKIE), value(header::AUTHORIZATION))
    }
}

/// An answer.
#[derive(Debug)]
pub struct Risposta {
    /// The status of HTTP; 200 for what comes over a stream.
    pub stato: StatusCode,
    /// The body, as it came.
    pub testo: String,
    /// The session that was begun, as `name=value`.
    pub cookie: Option<String>,
}

impl Risposta {
    /// The body.
    ///
    /// # Panics
    /// When it is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.testo).unwrap_or_else(|e| panic!("{e}: {}", self.testo))
    }

    /// The code of the first error of GraphQL, empty when an error has none; none without errors.
    #[must_use]
    pub fn codice(&self) -> Option<String> {
        let json = self.json();
        let error = json["errors"].as_array()?.first()?;
        let code = error["extensions"]["code"].as_str();
        Some(code.unwrap_or_default().to_owned())
    }

    /// The words of the first error.
    #[must_use]
    pub fn messaggio(&self) -> String {
        let message = self.json()["errors"][0]["message"].clone();
        message.as_str().unwrap_or_default().to_owned()
    }

    /// Sees to it that what was asked for was done.
    ///
    /// # Panics
    /// When it was refused.
    pub fn riuscita(&self) {
        assert_eq!(self.codice(), None, "{}", self.testo);
    }

    /// What was asked for.
    ///
    /// # Panics
    /// When it was refused.
    #[must_use]
    pub fn dati(&self) -> Value {
        self.riuscita();
        self.json()["data"].clone()
    }
}

/// Logs in.
pub const ACCEDI: &str =
    "mutation($u: String!, $p: String!) { accedi(utente: $u, password: $p) { id } }";

/// Where the API of `kind` answers.
#[must_use]
pub const fn address(kind: SchemaKind) -> &'static str {
    match kind {
        SchemaKind::Portale => "/graphql",
        SchemaKind::Ufficio => "/graphql/ufficio",
    }
}

impl Piattaforma {
    /// Sends a document to `host`, as the portal does.
    ///
    /// # Panics
    /// When the answer is no text.
    pub async fn chiedi(
        &self,
        host: &str,
        chi: &Chi,
        kind: SchemaKind,
        documento: &Documento,
    ) -> Risposta {
        let body = json!({ "query": documento.query, "variables": documento.variables });
        let mut request = Request::builder()
            .method(Method::POST)
            .uri_str(address(kind))
            .header(header::HOST, host)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-campanella", "1");
        for (name, value) in chi.headers() {
            request = request.header(name, value);
        }
        let response = self
            .endpoint
            .get_response(request.body(body.to_string()))
            .await;
        let cookie = response
            .headers()
            .get(header::SET_COOKIE)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.split(';').next())
            .map(str::to_owned);
        Risposta {
            stato: response.status(),
            testo: response.into_body().into_string().await.expect("text"),
            cookie,
        }
    }

    /// Sends a document of the families' API.
    pub async fn portale(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        query: &str,
        variables: Value,
    ) -> Risposta {
        let documento = Documento::new(query, variables);
        self.chiedi(&comune.host, chi, SchemaKind::Portale, &documento)
            .await
    }

    /// Sends a document of the offices' API.
    pub async fn ufficio(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        query: &str,
        variables: Value,
    ) -> Risposta {
        let documento = Documento::new(query, variables);
        self.chiedi(&comune.host, chi, SchemaKind::Ufficio, &documento)
            .await
    }

    /// Opens a subscription as the WebSocket does, after the upgrade that needs a socket.
    ///
    /// # Panics
    /// When the comune cannot be served.
    pub async fn ascolta(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        kind: SchemaKind,
        documento: &Documento,
    ) -> BoxStream<'static, Risposta> {
        let (servito, store) = self.app.ospite(&comune.host).await.expect("a comune");
        let parts = self
            .app
            .parts(servito, store, "prova".to_owned(), Client::default());
        let (scope, ctx) = autentica(parts, &chi.credenziali()).await.expect("a store");
        let executor = RequestExecutor {
            composed: self.schema(kind),
            scope,
            ctx,
            limits: Limits::default(),
            introspection: false,
        };
        let request = async_graphql::Request::new(&documento.query).variables(
            async_graphql::Variables::from_json(documento.variables.clone()),
        );
        async_graphql::Executor::execute_stream(&executor, request, None)
            .map(|response| Risposta {
                stato: StatusCode::OK,
                testo: serde_json::to_string(&response).expect("an answer is JSON"),
                cookie: None,
            })
            .boxed()
    }

    /// Logs in.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn accedi(&self, comune: &ComuneDiProva, utente: &Utente) -> Chi {
        let variables = json!({ "u": utente.codice, "p": PASSWORD });
        let risposta = self.portale(comune, &Chi::Nessuno, ACCEDI, variables).await;
        assert_eq!(risposta.codice(), None, "{}", risposta.testo);
        Chi::Sessione(risposta.cookie.expect("a session"))
    }
}
