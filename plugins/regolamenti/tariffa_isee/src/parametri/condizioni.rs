//! A condition on what the platform passes beside the fields of the contract.

use campanella_sdk::tariffa::Ingresso;
use serde::Deserialize;

/// A named datum of this comune that must have one of some values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condizione {
    /// Name of the datum.
    pub nome: String,
    /// Values that satisfy it.
    pub valori: Vec<String>,
}

impl Condizione {
    pub(crate) fn vale(&self, ingresso: &Ingresso) -> bool {
        dato(ingresso, &self.nome).is_some_and(|v| self.valori.iter().any(|a| a == v))
    }
}

/// A datum of this comune.
pub(crate) fn dato<'i>(ingresso: &'i Ingresso, nome: &str) -> Option<&'i str> {
    let trovato = ingresso.altri_dati.iter().find(|d| d.nome == nome);
    trovato.map(|d| d.valore.as_str())
}
