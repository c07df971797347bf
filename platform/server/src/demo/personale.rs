//! The people of the offices and of the kitchens.

use super::famiglie::{Anagrafe, Persona};
use super::profilo::Profilo;

/// Somebody with a role.
pub struct Addetto {
    pub persona: Persona,
    pub ruolo: &'static str,
    /// Only in these buildings; `None`: in all of them.
    pub plessi: Option<Vec<usize>>,
    /// What to try when logged in as this person.
    pub prova: String,
}

/// A person for each role, and a cook for each kitchen.
pub fn assumi(profilo: &Profilo, anagrafe: &mut Anagrafe<'_>) -> Vec<Addetto> {
    let plessi = || profilo.scuole.iter().flat_map(|s| s.plessi).enumerate();
    let mut personale = Vec::new();
    let mut assumi = |ruolo, plessi, prova: &str| {
        let persona = anagrafe.dipendente();
        personale.push(Addetto {
            persona,
            ruolo,
            plessi,
            prova: prova.to_owned(),
        });
    };
    assumi(
        "amministratore",
        None,
        "ruoli e permessi, impostazioni, regolamenti, registro",
    );
    assumi(
        "operatore",
        None,
        "iscrizioni, appello, correzioni, chiusure, diete, importazioni",
    );
    assumi("contabile", None, "importi e ISEE, senza le diete");
    assumi("redattore", None, "menù e calendario");
    let scuola = plessi().map(|(n, _)| n).take(2).collect();
    assumi(
        "accompagnatore",
        Some(scuola),
        "appello sul tablet di due soli plessi",
    );
    for (i, centro) in profilo.centri.iter().enumerate() {
        let suoi = plessi()
            .filter(|(_, p)| p.centro == i)
            .map(|(n, _)| n)
            .collect();
        let prova = format!("conteggi in tempo reale dei plessi di «{centro}»");
        assumi("cuoco", Some(suoi), &prova);
    }
    personale
}
