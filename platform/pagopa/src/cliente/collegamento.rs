//! The connection to a service of pagoPA, or from the node to a station.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use hyper::{Method, Request, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::time::Instant;

use super::certificato::{self, Certificato};
use crate::Primitiva;

/// The key with which a creditor is known to the REST services.
#[derive(Clone)]
pub struct ChiaveApi(String);

impl ChiaveApi {
    /// The key as the back office of pagoPA shows it.
    #[must_use]
    pub fn new(chiave: String) -> Self {
        Self(chiave)
    }
}

impl fmt::Debug for ChiaveApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChiaveApi(…)")
    }
}

/// Why a service gave no answer that is of use.
#[derive(Debug, thiserror::Error)]
pub enum ErroreServizio {
    /// It was not reached, or did not answer in time. What was asked may have been done.
    #[error("il servizio non ha risposto: {0}")]
    Rete(Box<dyn std::error::Error + Send + Sync>),
    /// There is nothing of what was asked.
    #[error("il servizio non ha quello che è stato chiesto")]
    NonTrovato,
    /// It refused.
    #[error("il servizio ha risposto {stato}: {dettaglio}")]
    Rifiuto {
        /// HTTP status.
        stato: u16,
        /// The beginning of what it wrote.
        dettaglio: String,
    },
    /// The answer is not what the definitions say.
    #[error("la risposta del servizio non è valida: {0}")]
    Risposta(String),
}

/// A service: where it is, with which key, how long it may take, and how often it is asked.
#[derive(Debug, Clone)]
pub struct Collegamento {
    base: String,
    chiave: Option<ChiaveApi>,
    tempo: Duration,
    ritmo: Option<Arc<Ritmo>>,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

/// How often a service may be asked.
#[derive(Debug)]
struct Ritmo {
    ogni: Duration,
    /// The first moment at which it may be asked again.
    prossima: Mutex<Option<Instant>>,
}

impl Ritmo {
    /// The turn of whoever asks at `adesso`.
    fn turno(&self, adesso: Instant) -> Instant {
        let mut prossima = self.prossima.lock().unwrap_or_else(PoisonError::into_inner);
        let turno = prossima.map_or(adesso, |prossima| prossima.max(adesso));
        *prossima = Some(turno + self.ogni);
        turno
    }

    async fn aspetta(&self) {
        tokio::time::sleep_until(self.turno(Instant::now())).await;
    }
}

/// An answer.
pub(super) struct Risposta {
    pub(super) stato: u16,
    pub(super) corpo: Vec<u8>,
    pub(super) destinazione: Option<String>,
}

/// The largest answer that is read.
const BYTE_MASSIMI: usize = 16 * 1024 * 1024;

impl Collegamento {
    /// A service at `base` (`https://api.platform.pagopa.it/checkout/ec/v1`), which may take
    /// `tempo` to answer.
    ///
    /// # Errors
    /// When no TLS connection could be made at all: a fault of how we are built.
    pub fn new(
        base: &str,
        chiave: Option<ChiaveApi>,
        tempo: Duration,
    ) -> Result<Self, ErroreServizio> {
        Self::con_certificato(base, chiave, tempo, None)
    }

    /// The same, in which we are known by the certificate of a station.
    ///
    /// # Errors
    /// When certificate and key do not belong together.
    pub fn con_certificato(
        base: &str,
        chiave: Option<ChiaveApi>,
        tempo: Duration,
        certificato: Option<&Certificato>,
    ) -> Result<Self, ErroreServizio> {
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(certificato::tls(certificato).map_err(rete)?)
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self {
            base: base.trim_end_matches('/').to_owned(),
            chiave,
            tempo,
            ritmo: None,
            client: Client::builder(TokioExecutor::new()).build(connector),
        })
    }

    /// The same, asked once in `ogni` at the most, whoever asks: the others wait for their turn.
    #[must_use]
    pub fn con_ritmo(mut self, ogni: Duration) -> Self {
        self.ritmo = Some(Arc::new(Ritmo {
            ogni,
            prossima: Mutex::default(),
        }));
        self
    }

    /// Calls a station, as the node does, and gives the envelope that it answers.
    ///
    /// # Errors
    /// [`ErroreServizio`].
    pub async fn soap(
        &self,
        primitiva: Primitiva,
        busta: Vec<u8>,
    ) -> Result<Vec<u8>, ErroreServizio> {
        let request = self
            .request(Method::POST, "")
            .header(CONTENT_TYPE, "text/xml; charset=utf-8")
            .header("SOAPAction", format!("\"{}\"", primitiva.azione()));
        let risposta = self.manda(request.body(busta.into())).await?;
        risposta.buona().map(|r| r.corpo)
    }

    pub(super) async fn prendi(
        &self,
        percorso: &str,
        tipo: &str,
    ) -> Result<Risposta, ErroreServizio> {
        let request = self.request(Method::GET, percorso).header(ACCEPT, tipo);
        self.manda(request.body(Full::default())).await
    }

    pub(super) async fn manda_json(
        &self,
        percorso: &str,
        json: Vec<u8>,
    ) -> Result<Risposta, ErroreServizio> {
        let request = self
            .request(Method::POST, percorso)
            .header(CONTENT_TYPE, "application/json");
        self.manda(request.body(json.into())).await
    }

    fn request(&self, method: Method, percorso: &str) -> hyper::http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{percorso}", self.base));
        match &self.chiave {
            Some(ChiaveApi(chiave)) => request.header("Ocp-Apim-Subscription-Key", chiave),
            None => request,
        }
    }

    async fn manda(
        &self,
        request: Result<Request<Full<Bytes>>, hyper::http::Error>,
    ) -> Result<Risposta, ErroreServizio> {
        if let Some(ritmo) = &self.ritmo {
            ritmo.aspetta().await;
        }
        let exchange = self.scambia(request.map_err(rete)?);
        let answered = tokio::time::timeout(self.tempo, exchange).await;
        answered.map_err(rete)?
    }

    async fn scambia(&self, request: Request<Full<Bytes>>) -> Result<Risposta, ErroreServizio> {
        let response = self.client.request(request).await.map_err(rete)?;
        let stato = response.status().as_u16();
        let destinazione = response.headers().get(LOCATION);
        let destinazione = destinazione
            .and_then(|l| l.to_str().ok())
            .map(str::to_owned);
        let corpo = Limited::new(response.into_body(), BYTE_MASSIMI)
            .collect()
            .await;
        let corpo = corpo.map_err(|e| {
            if e.is::<LengthLimitError>() {
                ErroreServizio::Risposta("troppo grande".to_owned())
            } else {
                ErroreServizio::Rete(e)
            }
        })?;
        let corpo = corpo.to_bytes().to_vec();
        Ok(Risposta {
            stato,
            corpo,
            destinazione,
        })
    }
}

impl Risposta {
    /// The answer, if its status says that what was asked was done.
    pub(super) fn buona(self) -> Result<Self, ErroreServizio> {
        match self.stato {
            200..400 => Ok(self),
            404 => Err(ErroreServizio::NonTrovato),
            stato => {
                let text = String::from_utf8_lossy(&self.corpo);
                let dettaglio = text.chars().take(200).collect();
                Err(ErroreServizio::Rifiuto { stato, dettaglio })
            }
        }
    }
}

fn rete(e: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ErroreServizio {
    ErroreServizio::Rete(e.into())
}

/// A value in the path of an address.
pub(super) fn nel_percorso(valore: &impl fmt::Display) -> String {
    let mut escaped = String::new();
    for b in valore.to_string().bytes() {
        if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) {
            escaped.push(char::from(b));
        } else {
            escaped.push_str(&format!("%{b:02X}"));
        }
    }
    escaped
}

/// An address of the web that a message may carry.
#[must_use]
pub fn indirizzo(text: &str) -> Option<Uri> {
    let uri: Uri = text.parse().ok()?;
    (matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some()).then_some(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_together_has_turns_one_after_the_other() {
        let secondo = Duration::from_secs(1);
        let ritmo = Ritmo {
            ogni: secondo,
            prossima: Mutex::default(),
        };
        let inizio = Instant::now();
        let insieme = [(); 3].map(|()| ritmo.turno(inizio));
        assert_eq!(insieme, [inizio, inizio + secondo, inizio + 2 * secondo]);
        let tardi = inizio + 9 * secondo;
        assert_eq!(
            ritmo.turno(tardi),
            tardi,
            "a turn that nobody took is not owed"
        );
    }

    #[test]
    fn what_is_put_into_a_path_stays_in_its_place() {
        assert_eq!(nel_percorso(&"2026-01-01PSP_1"), "2026-01-01PSP_1");
        assert_eq!(nel_percorso(&"a/../b?c#è"), "a%2F..%2Fb%3Fc%23%C3%A8");
    }

    #[test]
    fn addresses_are_of_the_web() {
        assert!(indirizzo("https://pieve.example/pagamenti?esito=ok").is_some());
        for text in [
            "",
            "pieve.example/ok",
            "/ok",
            "javascript:alert(1)",
            "file:///etc/passwd",
        ] {
            assert!(indirizzo(text).is_none(), "{text}");
        }
    }
}
