//! Who can log in.

use crate::demo::piano::Piano;
use crate::demo::righe::Righe;

/// Passwords of the families: one `hash` for everybody. The role follows from the family.
pub fn credenziali(piano: &Piano<'_>, hash: &str) -> Righe {
    let mut credenziali = Righe::new("credenziale", &["persona_id", "hash", "aggiornata_il"]);
    let famiglie = piano.famiglie.iter();
    for persona in famiglie.flat_map(|f| std::iter::once(&f.tutore).chain(&f.delegato)) {
        credenziali.push([persona.id.into(), hash.into(), piano.adesso.into()]);
    }
    credenziali
}
