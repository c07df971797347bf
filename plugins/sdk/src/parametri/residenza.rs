//! Who counts as resident.

use crate::tipi::Residenza;

/// Whether a person lives here, or in a comune with an agreement (by cadastral code).
#[must_use]
pub fn nel_comune(dove: &Residenza, convenzionati: &[String]) -> bool {
    match dove {
        Residenza::NelComune => true,
        Residenza::AltroComune(Some(codice)) => convenzionati.contains(codice),
        Residenza::AltroComune(None) => false,
    }
}
