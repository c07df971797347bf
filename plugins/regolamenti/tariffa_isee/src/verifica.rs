//! The contradictions that a JSON Schema cannot see, each in a sentence that names its place.

mod metodi;
mod quote;
mod riduzioni;
mod tabelle;

use crate::parametri::Parametri;

/// What an office reads when the parameters contradict each other.
pub type Esame = Result<(), String>;

/// The first contradiction.
pub fn contraddizione(parametri: &Parametri) -> Esame {
    if parametri.passo_prezzo < 1 {
        return Err("Il passo di arrotondamento deve essere positivo.".to_owned());
    }
    tabelle::esamina(parametri)?;
    riduzioni::esamina(parametri)
}

/// Fails with a sentence that is only written when it is needed.
fn pretendi(vale: bool, testo: impl FnOnce() -> String) -> Esame {
    if vale { Ok(()) } else { Err(testo()) }
}
