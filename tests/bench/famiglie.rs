//! Families with a session, and what they ask.

use anyhow::{Context, Result};
use campanella_server::demo::PASSWORD;
use campanella_tests::operations::Operations;
use serde_json::{Value, json};

use crate::client::{Connection, body};

/// What is asked of the server, as the portal asks it.
pub struct Portale {
    accedi: String,
    /// The first of all: which comune, and who am I.
    pub sessione: String,
    /// The home page.
    pub figli: String,
    calendario: String,
    prenota: String,
}

impl Portale {
    /// Reads it from the portal's sources.
    pub fn new() -> Result<Self> {
        let operations = Operations::of_portale()?;
        let document = |name| {
            let found = operations.document(name);
            found.with_context(|| format!("the portal has no operation {name}"))
        };
        Ok(Self {
            accedi: document("Accedi")?,
            sessione: body(&document("Sessione")?, &json!({})),
            figli: body(&document("Figli")?, &json!({})),
            calendario: document("Calendario")?,
            prenota: document("Prenota")?,
        })
    }

    /// Logs in: the session's cookie.
    pub async fn accedi(
        &self,
        connection: &mut Connection,
        host: &str,
        utente: &str,
    ) -> Result<String> {
        let variables = json!({ "utente": utente, "password": PASSWORD });
        let body = body(&self.accedi, &variables);
        connection.ask(host, None, body).await?.cookie()
    }
}

/// A parent who is logged in.
pub struct Famiglia {
    pub host: String,
    pub cookie: String,
}

impl Famiglia {
    /// Asks, with the session.
    pub async fn ask(&self, connection: &mut Connection, body: String) -> Result<Value> {
        let answer = connection.ask(&self.host, Some(&self.cookie), body).await?;
        answer.data()
    }
}

/// A day of a child that a family cancels and takes back, again and again.
pub struct Pasto {
    famiglia: Famiglia,
    iscrizione: String,
    giorno: String,
    assente: bool,
    versione: u64,
}

impl Pasto {
    /// The last day that `famiglia` may change for one of its children; none when there is none.
    pub async fn trova(
        portale: &Portale,
        connection: &mut Connection,
        famiglia: Famiglia,
        (dal, al): (&str, &str),
    ) -> Result<Option<Self>> {
        let figli = famiglia.ask(connection, portale.figli.clone()).await?;
        let iscrizioni = elenco(&figli["figli"])
            .flat_map(|figlio| elenco(&figlio["iscrizioni"]))
            .filter(|iscrizione| iscrizione["prenotabile"] == true);
        for iscrizione in iscrizioni {
            let iscrizione = testo(&iscrizione["id"])?;
            let variables = json!({ "iscrizione": iscrizione, "dal": dal, "al": al });
            let body = body(&portale.calendario, &variables);
            let calendario = famiglia.ask(connection, body).await?;
            let giorni = elenco(&calendario["calendario"]["giorni"]);
            if let Some(giorno) = giorni.filter(|g| si_disdice(g)).last() {
                let giorno = testo(&giorno["giorno"])?;
                return Ok(Some(Self {
                    famiglia,
                    iscrizione,
                    giorno,
                    assente: false,
                    versione: 0,
                }));
            }
        }
        Ok(None)
    }

    /// Reads what the day holds, as the page does before anything is chosen on it.
    pub async fn rileggi(&mut self, portale: &Portale, connection: &mut Connection) -> Result<()> {
        let Self {
            iscrizione, giorno, ..
        } = self;
        let variables = json!({ "iscrizione": iscrizione, "dal": giorno, "al": giorno });
        let body = body(&portale.calendario, &variables);
        let calendario = self.famiglia.ask(connection, body).await?;
        let giorno = elenco(&calendario["calendario"]["giorni"]).next();
        let giorno = giorno.context("a day")?;
        self.assente = giorno["scelta"] == "ASSENZA";
        self.versione = giorno["versione"].as_u64().context("a version")?;
        Ok(())
    }

    /// Cancels the meal, or takes that back.
    pub async fn cambia(&mut self, portale: &Portale, connection: &mut Connection) -> Result<()> {
        let scelta = if self.assente {
            "PASTO_BASE"
        } else {
            "ASSENZA"
        };
        let variables = json!({
            "iscrizione": self.iscrizione, "giorno": self.giorno,
            "scelta": scelta, "versione": self.versione,
        });
        let Famiglia { host, cookie } = &self.famiglia;
        let body = body(&portale.prenota, &variables);
        connection.ask(host, Some(cookie), body).await?;
        self.assente = !self.assente;
        self.versione += 1;
        Ok(())
    }
}

fn si_disdice(giorno: &Value) -> bool {
    elenco(&giorno["scelte"]).any(|s| s["scelta"] == "ASSENZA" && s["permessa"] == true)
}

fn elenco(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn testo(value: &Value) -> Result<String> {
    Ok(value.as_str().context("a text")?.to_owned())
}
