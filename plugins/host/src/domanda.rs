//! A question to a rule as data: what a case, a recorded decision and an author's trial ask.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ammissione::PuntoAmmissione;
use crate::componente::Regola;
use crate::contratto::Chiamata;
use crate::decisione::impronta_dati;
use crate::errore_parametro::ErroreParametro;
use crate::estensione::Estensione;
use crate::guasto::Guasto;
use crate::host::Host;
use crate::messaggio::Messaggio;
use crate::passo::Passo;
use crate::penale::PuntoPenale;
use crate::prenotazione::PuntoPrenotazione;
use crate::riga_esito::RigaEsito;
use crate::tariffa::PuntoTariffa;
use crate::trasporto::PuntoTrasporto;

/// A question. Names are those of the contract, amounts cents or ten-thousandths of a euro, days
/// `2026-10-05`, moments what a clock in Italy shows, `2026-10-05T09:30:00`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domanda {
    /// What the children of a call share: service, day, present moment.
    pub contesto: Value,
    /// The child.
    pub ingresso: Value,
}

/// An answer as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decisione {
    /// The whole answer, or the refusal.
    pub esito: Result<Value, Messaggio>,
    /// The answer in words; nothing of a refusal.
    #[serde(skip)]
    pub righe: Vec<RigaEsito>,
    /// Why.
    #[serde(skip)]
    pub motivazione: Vec<Passo>,
    /// What a case states of it, without what is absent.
    pub riassunto: Value,
    /// Hash of the input, as a record of it has.
    pub ingresso: String,
    /// Hash of the answer, as a record of it has; `None` for a refusal.
    pub uscita: Option<String>,
}

/// A question that is none at this extension point.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("La domanda non è di questo punto di estensione: {0}.")]
pub struct DomandaNonValida(String);

impl Host {
    /// What is wrong with `parametri`, place by place; nothing: an activation may have them.
    /// Blocking.
    ///
    /// # Errors
    /// When the rule fails on them.
    pub fn esamina_parametri(
        &self,
        regola: &Regola,
        parametri: &Value,
    ) -> Result<Vec<ErroreParametro>, Guasto> {
        let errori = regola.contro_lo_schema(parametri);
        if !errori.is_empty() {
            return Ok(errori);
        }
        let esito = regola
            .contratto
            .verifica(&self.engine, &parametri.to_string())?;
        let contraddizione = esito.err().map(|motivo| ErroreParametro {
            percorso: String::new(),
            messaggio: motivo.testo,
        });
        Ok(contraddizione.into_iter().collect())
    }

    /// Asks `regola` one question. Blocking.
    ///
    /// # Errors
    /// When the question lacks something or says something that the extension point does not know.
    pub fn rispondi(
        &self,
        regola: &Regola,
        parametri: &Value,
        domanda: &Domanda,
    ) -> Result<Decisione, DomandaNonValida> {
        let parametri = parametri.to_string();
        match regola.estensione() {
            Estensione::Tariffa => self.una::<PuntoTariffa>(regola, &parametri, domanda),
            Estensione::Prenotazione => self.una::<PuntoPrenotazione>(regola, &parametri, domanda),
            Estensione::Ammissione => self.una::<PuntoAmmissione>(regola, &parametri, domanda),
            Estensione::Penale => self.una::<PuntoPenale>(regola, &parametri, domanda),
            Estensione::Trasporto => self.una::<PuntoTrasporto>(regola, &parametri, domanda),
        }
    }

    fn una<P: Chiamata>(
        &self,
        regola: &Regola,
        parametri: &str,
        domanda: &Domanda,
    ) -> Result<Decisione, DomandaNonValida> {
        let (contesto, ingresso) = leggi::<P>(domanda)?;
        let illeggibile = |e: serde_json::Error| DomandaNonValida(e.to_string());
        let impronta = impronta_dati(&ingresso).map_err(illeggibile)?;
        let esito = self
            .chiedi::<P>(regola, parametri, contesto, &[ingresso])
            .pop()
            .ok_or_else(|| DomandaNonValida("nessuna risposta".to_owned()))?;
        Ok(Decisione {
            ingresso: impronta,
            uscita: match &esito {
                Ok(risposta) => Some(impronta_dati(risposta).map_err(illeggibile)?),
                Err(_) => None,
            },
            righe: esito.as_ref().map(P::in_parole).unwrap_or_default(),
            motivazione: esito.as_ref().map(P::motivazione).unwrap_or_default(),
            riassunto: senza_assenze(match &esito {
                Ok(risposta) => P::riassunto(risposta),
                Err(perche) => json!({ "rifiuto": perche.codice() }),
            }),
            esito: esito.map(|r| json!(r)).map_err(|e| Messaggio::from(&e)),
        })
    }
}

/// Context and input of a question.
pub(crate) fn leggi<P: Chiamata>(
    domanda: &Domanda,
) -> Result<(P::Contesto, P::Ingresso), DomandaNonValida> {
    let contesto = P::Contesto::deserialize(&domanda.contesto)
        .map_err(|e| DomandaNonValida(format!("contesto: {e}")))?;
    let ingresso = P::Ingresso::deserialize(&domanda.ingresso)
        .map_err(|e| DomandaNonValida(format!("ingresso: {e}")))?;
    Ok((contesto, ingresso))
}

/// A value without the names whose value is absent: `null` and nothing are the same.
pub(crate) fn senza_assenze(valore: Value) -> Value {
    match valore {
        Value::Object(campi) => campi
            .into_iter()
            .filter(|(_, v)| !v.is_null())
            .map(|(nome, v)| (nome, senza_assenze(v)))
            .collect(),
        Value::Array(voci) => voci.into_iter().map(senza_assenze).collect(),
        altro => altro,
    }
}
