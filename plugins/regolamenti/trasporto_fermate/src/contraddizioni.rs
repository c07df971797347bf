//! The contradictions that a JSON Schema cannot see.

use campanella_sdk::parametri::Ordine;

use crate::parametri::{Delegati, DistanzaMinima, Parametri, RientroAutonomo, Titolo};

/// The first contradiction, in Italian.
pub fn contraddizione(p: &Parametri) -> Option<String> {
    distanze(&p.distanze_minime)
        .or_else(|| p.delegati.as_ref().and_then(delegati))
        .or_else(|| p.rientro_autonomo.as_ref().and_then(rientro))
        .or_else(|| titoli(p))
}

/// A row below one for all orders, or for the same order, is never reached.
fn distanze(righe: &[DistanzaMinima]) -> Option<String> {
    righe.iter().enumerate().find_map(|(n, riga)| {
        let gia = |ordine: &Ordine| {
            righe[..n]
                .iter()
                .any(|prima| prima.ordini.is_empty() || prima.ordini.contains(ordine))
        };
        let coperta = if riga.ordini.is_empty() {
            righe[..n].iter().any(|prima| prima.ordini.is_empty())
        } else {
            riga.ordini.iter().all(gia)
        };
        coperta.then(|| {
            format!(
                "La distanza minima di {} metri non vale mai: chi la riguarda ha già una distanza \
                 più sopra.",
                riga.metri
            )
        })
    })
}

fn delegati(d: &Delegati) -> Option<String> {
    let massimo = d.massimo.filter(|massimo| *massimo < d.minimo)?;
    Some(format!(
        "Servono almeno {} delegati e se ne ammettono al massimo {massimo}.",
        d.minimo
    ))
}

fn rientro(r: &RientroAutonomo) -> Option<String> {
    r.ammessi
        .iter()
        .enumerate()
        .find(|(n, a)| r.ammessi[..*n].iter().any(|prima| prima.ordine == a.ordine))
        .map(|(_, a)| {
            format!(
                "Il rientro da soli nomina due volte lo stesso ordine ({}).",
                a.ordine.nome()
            )
        })
}

fn titoli(p: &Parametri) -> Option<String> {
    let ripetuto =
        |n: usize, t: &Titolo| p.titoli[..n].iter().any(|prima| prima.codice == t.codice);
    p.titoli.iter().enumerate().find_map(|(n, t)| {
        if ripetuto(n, t) {
            Some(format!("Il titolo «{}» compare due volte.", t.codice))
        } else if p.solo_residenti && t.residenti == Some(false) {
            Some(format!(
                "Il titolo «{}» è per i non residenti, che non hanno il servizio.",
                t.codice
            ))
        } else {
            None
        }
    })
}
