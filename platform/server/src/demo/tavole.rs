//! The comune on paper as rows of its store.

mod anagrafe;
mod cucina;
mod identita;

use campanella_anagrafe::scuola::OrdineScuola;

use super::piano::Piano;
use super::righe::Righe;
use super::tariffe::Prezzi;

/// Who wrote the rows, for the columns that ask.
pub const UFFICIO: &str = "Ufficio scuola";

/// Everything that is known before the first day of service, in the order in which the tables
/// refer to each other.
pub fn tutte(piano: &Piano<'_>, prezzi: &Prezzi, hash: &str) -> Vec<Righe> {
    let mut tavole = anagrafe::scuole(piano);
    tavole.extend(anagrafe::famiglie(piano));
    tavole.extend(anagrafe::calendari(piano));
    tavole.push(anagrafe::iscrizioni(piano, prezzi));
    tavole.extend(cucina::cucina(piano));
    tavole.push(identita::credenziali(piano, hash));
    tavole
}

/// The order as the store writes it.
pub const fn ordine(ordine: OrdineScuola) -> &'static str {
    match ordine {
        OrdineScuola::Infanzia => "infanzia",
        OrdineScuola::Primaria => "primaria",
        OrdineScuola::Secondaria => "secondaria",
    }
}

/// A count as a key: counts here are of thousands.
fn chiave(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
