//! A connection of a browser, kept open. It weighs little, because it shares the machine with
//! what it measures.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, HeaderMap, SET_COOKIE};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// A kept connection to the server.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Its end shows in the next request.
        tokio::spawn(connection);
        Ok(Self { sender })
    }

    /// Sends a GraphQL request to `host`, with the session of `cookie`; an error if its answer is
    /// one. The body of the answer is not read further.
    pub async fn ask(&mut self, host: &str, cookie: Option<&str>, body: String) -> Result<Answer> {
        self.ask_at("/graphql", host, cookie, body).await
    }

    /// The same, of the API at `path`.
    pub async fn ask_at(
        &mut self,
        path: &str,
        host: &str,
        cookie: Option<&str>,
        body: String,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, host)
            .header(CONTENT_TYPE, "application/json")
            .header("x-campanella", "1");
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        let answer = self.send(request.body(body.into())?).await?;
        let is_error = answer.body.windows(9).any(|w| w == br#""errors":"#);
        if answer.status != StatusCode::OK || is_error {
            let said = String::from_utf8_lossy(&answer.body);
            bail!("{host} answered {}: {said}", answer.status);
        }
        Ok(answer)
    }

    /// Sends JSON to the vendor's interface.
    pub async fn provision(&mut self, token: &str, path: &str, body: &Value) -> Result<()> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, "localhost")
            .header(CONTENT_TYPE, "application/json")
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .header("x-operatore", "misura");
        let answer = self.send(request.body(body.to_string().into())?).await?;
        ensure!(
            answer.status.is_success(),
            "{path} answered {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
        Ok(())
    }

    /// Whether the server answers at all.
    pub async fn is_alive(&mut self) -> bool {
        let request = Request::builder()
            .uri("/health/live")
            .header(HOST, "localhost");
        match request.body(Full::default()) {
            Ok(request) => self
                .send(request)
                .await
                .is_ok_and(|answer| answer.status.is_success()),
            Err(_) => false,
        }
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        self.sender.ready().await?;
        let (parts, body) = self.sender.send_request(request).await?.into_parts();
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await?.to_bytes(),
        })
    }
}

impl Answer {
    /// What was asked for.
    pub fn data(&self) -> Result<Value> {
        let mut envelope: Value = serde_json::from_slice(&self.body)?;
        Ok(envelope["data"].take())
    }

    /// The session that was begun, as `name=value`.
    pub fn cookie(&self) -> Result<String> {
        let header = self.headers.get(SET_COOKIE).context("no session")?;
        let pair = header.to_str()?.split(';').next();
        Ok(pair.context("no session")?.to_owned())
    }
}

/// The body of a GraphQL request.
pub fn body(query: &str, variables: &Value) -> String {
    json!({ "query": query, "variables": variables }).to_string()
}
