//! An office that runs the bills of one day after the other, whatever becomes of the server.

use std::time::Duration;

use anyhow::{Context, Result};
use campanella_kernel::Giorno;
use campanella_server::demo::PASSWORD;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::client::{Connection, body};
use crate::server::Server;

const UFFICIO: &str = "/graphql/ufficio";
/// How often it looks how far the program is.
const OGNI: Duration = Duration::from_millis(25);

/// Somebody of the office, logged in.
pub struct Ufficio {
    host: String,
    cookie: String,
}

impl Ufficio {
    /// Logs in.
    pub async fn accedi(server: &Server, host: &str, utente: &str) -> Result<Self> {
        let accedi = "mutation($utente: String!, $password: String!) {
            accedi(utente: $utente, password: $password) { nome } }";
        let variables = json!({ "utente": utente, "password": PASSWORD });
        let mut connection = server.connect().await?;
        let corpo = body(accedi, &variables);
        let answer = connection.ask_at(UFFICIO, host, None, corpo).await?;
        Ok(Self {
            host: host.to_owned(),
            cookie: answer.cookie()?,
        })
    }

    async fn chiedi(&self, connection: &mut Connection, corpo: String) -> Result<Value> {
        let cookie = Some(self.cookie.as_str());
        let answer = connection
            .ask_at(UFFICIO, &self.host, cookie, corpo)
            .await?;
        answer.data()
    }

    /// The codice fiscale of the comune.
    pub async fn codice_fiscale(&self, server: &Server) -> Result<String> {
        let mut connection = server.connect().await?;
        let corpo = body("{ impostazioni { codiceFiscale } }", &json!({}));
        let dati = self.chiedi(&mut connection, corpo).await?;
        let codice = dati["impostazioni"]["codiceFiscale"].as_str();
        Ok(codice.context("a code")?.to_owned())
    }

    /// Runs the bills of `giorni` until the server is no longer there.
    pub async fn emetti(&mut self, server: &Server, giorni: &[Giorno]) {
        let Ok(mut connection) = server.connect().await else {
            return;
        };
        while self.passo(&mut connection, Some(giorni)).await.is_ok() {
            sleep(OGNI).await;
        }
    }

    /// Whether every run was finished; one that waits for its confirmation gets it.
    pub async fn in_ordine(&mut self, server: &Server) -> Result<bool> {
        let mut connection = server.connect().await?;
        self.passo(&mut connection, None).await
    }

    /// Confirms the run that waits for it; when none is open, prepares that of the next of
    /// `giorni`. Whether none was open.
    async fn passo(
        &mut self,
        connection: &mut Connection,
        giorni: Option<&[Giorno]>,
    ) -> Result<bool> {
        let corpo = body("{ emissioni { id stato dal } }", &json!({}));
        let dati = self.chiedi(connection, corpo).await?;
        let emissioni = dati["emissioni"].as_array().context("a list")?;
        let aperta = emissioni.iter().find(|e| e["stato"] != "EMESSA");
        if let Some(aperta) = aperta {
            if aperta["stato"] == "IN_ANTEPRIMA" {
                let conferma = "mutation($id: ID!) { confermaEmissione(id: $id) }";
                let corpo = body(conferma, &json!({ "id": aperta["id"] }));
                self.chiedi(connection, corpo).await?;
            }
            return Ok(false);
        }
        if let Some(giorno) = giorni.and_then(|g| g.get(emissioni.len())) {
            let prepara = "mutation($dati: EmissioneInput!) { preparaEmissione(dati: $dati) }";
            let giorno = giorno.date().to_string();
            let dati = json!({
                "servizio": "TRASPORTO", "descrizione": giorno, "dal": giorno, "al": giorno,
                "conQuota": false, "plessi": [], "scadenze": [SCADENZA],
            });
            let corpo = body(prepara, &json!({ "dati": dati }));
            self.chiedi(connection, corpo).await?;
        }
        Ok(true)
    }
}

/// A day that has not come.
const SCADENZA: &str = "2099-12-31";
