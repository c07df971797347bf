//! Reading parameters, and answering a batch.

use crate::messaggio;
use crate::tipi::{Messaggio, Rifiuto};
use serde::de::DeserializeOwned;

/// Reads the parameters, and refuses those in which `contraddizione` finds one.
///
/// # Errors
/// What is wrong, in Italian.
pub fn leggi<P: DeserializeOwned>(
    json: &str,
    contraddizione: impl FnOnce(&P) -> Option<String>,
) -> Result<P, Messaggio> {
    let parametri: P = serde_json::from_str(json)
        .map_err(|e| messaggio("PARAMETRI_ILLEGGIBILI", e.to_string()))?;
    match contraddizione(&parametri) {
        None => Ok(parametri),
        Some(testo) => Err(messaggio("PARAMETRI_CONTRADDITTORI", testo)),
    }
}

/// One answer for each input; parameters that cannot be read refuse them all.
pub fn molti<P, I, E>(
    parametri: Result<P, Messaggio>,
    ingressi: &[I],
    una: impl Fn(&P, &I) -> Result<E, Rifiuto>,
) -> Vec<Result<E, Rifiuto>> {
    match parametri {
        Ok(parametri) => ingressi.iter().map(|i| una(&parametri, i)).collect(),
        Err(perche) => ingressi
            .iter()
            .map(|_| Err(Rifiuto::ParametriNonValidi(perche.clone())))
            .collect(),
    }
}
