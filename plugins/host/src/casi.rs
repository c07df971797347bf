//! Scenario cases: parameters, inputs and what must come out, as an author writes them in
//! `casi/*.yaml`. They run at upload, and again whenever the engine changes.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::componente::Regola;
use crate::conto::{self, Consumo};
use crate::domanda::{Domanda, senza_assenze};
use crate::errore_parametro::in_un_testo;
use crate::host::Host;

/// A file of cases about the same parameters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What every case has in common beside the child: the service, perhaps the day.
    #[serde(default)]
    contesto: Map<String, Value>,
    /// Parameters of the regulation.
    parametri: Value,
    /// A child, of whom each case says what differs.
    #[serde(default)]
    base: Map<String, Value>,
    casi: Vec<Caso>,
}

/// One case. What is none of these names belongs to the context (`giorno`, `adesso`, …).
#[derive(Debug, Clone, Deserialize)]
struct Caso {
    nome: String,
    #[serde(default)]
    ingresso: Map<String, Value>,
    /// The whole summary of the answer, or `rifiuto` with the code of the refusal.
    atteso: Value,
    #[serde(flatten)]
    contesto: Map<String, Value>,
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EsitoCaso {
    /// Its file.
    pub file: String,
    /// Its name.
    pub nome: String,
    /// What went otherwise than expected, in Italian; `None`: nothing.
    pub difetto: Option<String>,
    /// What its question consumed.
    pub consumo: Consumo,
}

/// A file of cases that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {perche}")]
pub struct CasiIlleggibili {
    /// The file.
    pub file: String,
    /// Why.
    pub perche: String,
}

impl Scenario {
    /// Reads a file of cases.
    ///
    /// # Errors
    /// Where and why it cannot be read.
    pub fn leggi(file: &str, testo: &str) -> Result<Self, CasiIlleggibili> {
        serde_yaml_ng::from_str(testo).map_err(|e| CasiIlleggibili {
            file: file.to_owned(),
            perche: e.to_string(),
        })
    }

    /// The questions that its cases ask, each with its name, and the parameters of all.
    pub fn domande(&self) -> impl Iterator<Item = (&str, &Value, Domanda)> {
        let parametri = &self.parametri;
        self.casi
            .iter()
            .map(move |caso| (caso.nome.as_str(), parametri, self.domanda(caso)))
    }

    fn domanda(&self, caso: &Caso) -> Domanda {
        let unite = |comuni: &Map<String, Value>, propri: &Map<String, Value>| {
            let tutti = comuni.iter().chain(propri);
            Value::Object(tutti.map(|(n, v)| (n.clone(), v.clone())).collect())
        };
        Domanda {
            contesto: unite(&self.contesto, &caso.contesto),
            ingresso: unite(&self.base, &caso.ingresso),
        }
    }

    /// Runs every case on `regola`. Blocking.
    #[must_use]
    pub fn prova(&self, host: &Host, regola: &Regola, file: &str) -> Vec<EsitoCaso> {
        let esito = |nome: &str, (difetto, consumo)| EsitoCaso {
            file: file.to_owned(),
            nome: nome.to_owned(),
            difetto,
            consumo,
        };
        let errori = regola.contro_lo_schema(&self.parametri);
        if !errori.is_empty() {
            let difetto = Some(in_un_testo(&errori, "; "));
            return vec![esito("parametri", (difetto, Consumo::default()))];
        }
        let prova = |caso| conto::a_parte(|| self.difetto(host, regola, caso));
        self.casi
            .iter()
            .map(|caso| esito(&caso.nome, prova(caso)))
            .collect()
    }

    fn difetto(&self, host: &Host, regola: &Regola, caso: &Caso) -> Option<String> {
        let decisione = match host.rispondi(regola, &self.parametri, &self.domanda(caso)) {
            Ok(decisione) => decisione,
            Err(perche) => return Some(perche.to_string()),
        };
        let (atteso, avuto) = (senza_assenze(caso.atteso.clone()), decisione.riassunto);
        (atteso != avuto).then(|| differenze(&atteso, &avuto))
    }
}

/// Name by name what differs.
fn differenze(atteso: &Value, avuto: &Value) -> String {
    let (Value::Object(a), Value::Object(b)) = (atteso, avuto) else {
        return format!("atteso {atteso}, avuto {avuto}");
    };
    let mut nomi: Vec<&String> = a.keys().chain(b.keys()).collect();
    nomi.sort_unstable();
    nomi.dedup();
    let scritto = |v: Option<&Value>| v.map_or_else(|| "niente".to_owned(), Value::to_string);
    nomi.into_iter()
        .filter(|nome| a.get(*nome) != b.get(*nome))
        .map(|nome| {
            let (prima, dopo) = (scritto(a.get(nome)), scritto(b.get(nome)));
            format!("{nome}: atteso {prima}, avuto {dopo}")
        })
        .collect::<Vec<_>>()
        .join("; ")
}
