//! The cases of a shipped regulation (`casi/*.yaml`) on its native code, for the tests of its
//! crate: what differs is seen without building a component. The platform runs the same files on
//! the components.

mod campi;
mod ingressi;

use std::fs;
use std::path::Path;

use campanella_sdk::tipi::{Messaggio, Passo, Rifiuto};
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub use campi::Campi;
pub use ingressi::{ammissione, penale, prenotazione, trasporto};

#[derive(Deserialize)]
struct Scenario {
    #[serde(default)]
    contesto: Map<String, Value>,
    parametri: Value,
    #[serde(default)]
    base: Map<String, Value>,
    casi: Vec<Caso>,
}

#[derive(Deserialize)]
struct Caso {
    nome: String,
    #[serde(default)]
    ingresso: Map<String, Value>,
    atteso: Value,
    #[serde(flatten)]
    contesto: Map<String, Value>,
}

/// Runs every case below `cartella/casi`; `rispondi` gets the parameters and the question, and says
/// what a case states of the answer.
///
/// # Panics
/// When an answer is not the one expected, with all that differ.
pub fn casi(
    cartella: &str,
    verifica: impl Fn(&str) -> Result<(), Messaggio>,
    rispondi: impl Fn(&str, &Campi) -> Value,
) {
    let mut difetti = Vec::new();
    for (file, testo) in file(cartella) {
        let scenario: Scenario = serde_yaml_ng::from_str(&testo).expect(&file);
        let parametri = scenario.parametri.to_string();
        if let Err(perche) = verifica(&parametri) {
            difetti.push(format!("{file}: {}", perche.testo));
        }
        for caso in &scenario.casi {
            let uniti = [
                &scenario.contesto,
                &caso.contesto,
                &scenario.base,
                &caso.ingresso,
            ];
            let campi = uniti.into_iter().flatten();
            let campi = Campi::nuovi(campi.map(|(n, v)| (n.clone(), v.clone())).collect());
            let avuto = senza_assenze(rispondi(&parametri, &campi));
            let atteso = senza_assenze(caso.atteso.clone());
            if avuto != atteso {
                let nome = &caso.nome;
                difetti.push(format!(
                    "{file}, {nome}:\n  atteso {atteso}\n  avuto  {avuto}"
                ));
            }
        }
    }
    assert!(difetti.is_empty(), "{}", difetti.join("\n"));
}

fn file(cartella: &str) -> Vec<(String, String)> {
    let mut file: Vec<(String, String)> = fs::read_dir(Path::new(cartella).join("casi"))
        .expect("a folder of cases")
        .map(|voce| {
            let percorso = voce.expect("an entry").path();
            let testo = fs::read_to_string(&percorso).expect("a file of cases");
            (percorso.display().to_string(), testo)
        })
        .collect();
    file.sort();
    assert!(!file.is_empty(), "{cartella}: no cases");
    file
}

/// What a case states of a refusal.
#[must_use]
pub fn rifiuto(rifiuto: &Rifiuto) -> Value {
    let (Rifiuto::ParametriNonValidi(m) | Rifiuto::DatoMancante(m) | Rifiuto::CasoNonPrevisto(m)) =
        rifiuto;
    json!({ "rifiuto": m.codice })
}

/// The codes of the steps, in order.
#[must_use]
pub fn passi(passi: &[Passo]) -> Vec<&str> {
    passi.iter().map(|p| p.codice.as_str()).collect()
}

/// `permessa`, or the code of the refusal.
#[must_use]
pub fn divieto(divieto: Option<&Messaggio>) -> &str {
    divieto.map_or("permessa", |m| m.codice.as_str())
}

/// `null` and nothing are the same.
fn senza_assenze(valore: Value) -> Value {
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
