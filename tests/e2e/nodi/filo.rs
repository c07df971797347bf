//! What somebody asks of a node, over the network.

use std::time::Duration;

use campanella_graphql::SchemaKind;
use campanella_tests::comune_di_prova::{ComuneDiProva, PASSWORD, Utente};
use campanella_tests::documento::Documento;
use campanella_tests::richiesta::{ACCEDI, Chi, Risposta, address};
use futures_util::{SinkExt, StreamExt};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue, SET_COOKIE};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use super::programma::Nodo;

/// Longer than a page waits for what happened, shorter than anyone's patience.
pub const ATTESA: Duration = Duration::from_secs(20);

impl Nodo {
    /// Sends a request, as it is, to the node.
    pub async fn manda(&self, request: Request<Full<Bytes>>) -> Risposta {
        let stream = TcpStream::connect(self.indirizzo).await.expect("a node");
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        let answer = timeout(ATTESA, sender.send_request(request)).await;
        let (parts, body) = answer.expect("in time").expect("an answer").into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let cookie = parts.headers.get(SET_COOKIE).and_then(|v| v.to_str().ok());
        let cookie = cookie.and_then(|v| v.split(';').next());
        Risposta {
            stato: parts.status,
            testo: String::from_utf8(body.to_vec()).expect("text"),
            cookie: cookie.map(str::to_owned),
        }
    }

    /// Sends a document to the API of `kind`, with these headers besides.
    pub async fn chiedi_con(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        kind: SchemaKind,
        documento: &Documento,
        altre: &[(&str, &str)],
    ) -> Risposta {
        let body = json!({ "query": documento.query, "variables": documento.variables });
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(address(kind))
            .header(HOST, &comune.host)
            .header(CONTENT_TYPE, "application/json")
            .header("x-campanella", "1");
        for (name, value) in chi.headers() {
            request = request.header(name, value);
        }
        for (name, value) in altre {
            request = request.header(*name, *value);
        }
        let request = request.body(body.to_string().into()).expect("a request");
        self.manda(request).await
    }

    /// Sends a document to the families' API.
    pub async fn portale(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        query: &str,
        variables: Value,
    ) -> Risposta {
        let documento = Documento::new(query, variables);
        self.chiedi_con(comune, chi, SchemaKind::Portale, &documento, &[])
            .await
    }

    /// Sends a document to the offices' API.
    pub async fn ufficio(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        query: &str,
        variables: Value,
    ) -> Risposta {
        let documento = Documento::new(query, variables);
        self.chiedi_con(comune, chi, SchemaKind::Ufficio, &documento, &[])
            .await
    }

    /// Logs in.
    pub async fn accedi(&self, comune: &ComuneDiProva, utente: &Utente) -> Chi {
        let variables = json!({ "u": utente.codice, "p": PASSWORD });
        let risposta = self.portale(comune, &Chi::Nessuno, ACCEDI, variables).await;
        assert_eq!(risposta.codice(), None, "{}", risposta.testo);
        Chi::Sessione(risposta.cookie.expect("a session"))
    }

    /// Opens a page of an office that follows `documento`.
    pub async fn ascolta(
        &self,
        comune: &ComuneDiProva,
        chi: &Chi,
        documento: &Documento,
    ) -> Pagina {
        let url = format!("ws://{}{}/ws", self.indirizzo, address(SchemaKind::Ufficio));
        let mut request = url.into_client_request().expect("an address");
        let headers = request.headers_mut();
        let value = |text: &str| HeaderValue::from_str(text).expect("a header");
        headers.insert(HOST, value(&comune.host));
        let protocol = HeaderName::from_static("sec-websocket-protocol");
        headers.insert(protocol, value("graphql-transport-ws"));
        for (name, text) in chi.headers() {
            headers.insert(name, value(&text));
        }
        let stream = TcpStream::connect(self.indirizzo).await.expect("a node");
        let (filo, _) = client_async(request, stream).await.expect("a WebSocket");
        let mut pagina = Pagina { filo };
        pagina.manda(json!({ "type": "connection_init" })).await;
        assert_eq!(
            pagina.messaggio().await.expect("open")["type"],
            "connection_ack"
        );
        let payload = json!({ "query": documento.query, "variables": documento.variables });
        let subscribe = json!({ "id": "1", "type": "subscribe", "payload": payload });
        pagina.manda(subscribe).await;
        pagina
    }
}

/// A page that follows a subscription (graphql-transport-ws).
pub struct Pagina {
    filo: WebSocketStream<TcpStream>,
}

impl Pagina {
    async fn manda(&mut self, messaggio: Value) {
        let text = Message::text(messaggio.to_string());
        self.filo.send(text).await.expect("sent");
    }

    /// The next message; none when the node has closed the line.
    async fn messaggio(&mut self) -> Option<Value> {
        loop {
            match self.filo.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Some(serde_json::from_str(&text).expect("JSON"));
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// What the page shows next.
    pub async fn prossima(&mut self) -> Risposta {
        let message = timeout(ATTESA, self.messaggio()).await.expect("in time");
        let message = message.expect("the line is open");
        assert_eq!(message["type"], "next", "{message}");
        Risposta {
            stato: hyper::StatusCode::OK,
            testo: message["payload"].to_string(),
            cookie: None,
        }
    }

    /// True when nothing comes for so long, and the line stays open.
    pub async fn tace(&mut self, quanto: Duration) -> bool {
        timeout(quanto, self.messaggio()).await.is_err()
    }

    /// Waits until the node closes the line, whatever it says before.
    pub async fn si_chiude(&mut self) {
        let closed = async { while self.messaggio().await.is_some() {} };
        timeout(ATTESA, closed).await.expect("the line is closed");
    }
}
