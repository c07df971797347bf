//! The contradictions that a JSON Schema cannot see.

use crate::parametri::{Criterio, FuoriTermine, Parametri, PerOgni, Quando, Spareggio};

/// Points that the platform believes, in hundredths.
const PUNTI_MASSIMI: i64 = 100_000;

/// The first contradiction, in Italian.
pub fn contraddizione(p: &Parametri) -> Option<String> {
    eta(p)
        .or_else(|| fuori_termine(p.fuori_termine))
        .or_else(|| {
            p.precedenze
                .iter()
                .find_map(|d| quando(&d.quando, &format!("La precedenza «{}»", d.titolo)))
        })
        .or_else(|| {
            p.precedenze
                .iter()
                .find(|d| d.quando.sempre())
                .map(|d| format!("La precedenza «{}» vale per tutti.", d.titolo))
        })
        .or_else(|| codici(&p.criteri))
        .or_else(|| p.criteri.iter().find_map(criterio))
        .or_else(|| troppi_punti(p))
        .or_else(|| spareggi(&p.spareggi))
}

fn eta(p: &Parametri) -> Option<String> {
    let eta = p.requisiti.eta.as_ref()?;
    match (eta.minimo_mesi, eta.massimo_mesi) {
        (None, None) => Some("Il requisito di età non dice né un minimo né un massimo.".to_owned()),
        (Some(minimo), Some(massimo)) if minimo > massimo => Some(format!(
            "L'età minima ({minimo} mesi) supera la massima ({massimo} mesi)."
        )),
        _ => None,
    }
}

fn fuori_termine(regola: FuoriTermine) -> Option<String> {
    matches!(regola, FuoriTermine::Penalizzata { punti } if punti <= 0)
        .then(|| "Le domande fuori termine perdono zero punti: scegliere quanti.".to_owned())
}

fn codici(criteri: &[Criterio]) -> Option<String> {
    criteri
        .iter()
        .enumerate()
        .find(|(n, c)| criteri[..*n].iter().any(|prima| prima.codice == c.codice))
        .map(|(_, c)| format!("Due criteri hanno lo stesso codice «{}».", c.codice))
}

fn criterio(c: &Criterio) -> Option<String> {
    if c.punti == 0 {
        return Some(format!("Il criterio «{}» non dà punti.", c.titolo));
    }
    if let Some(PerOgni {
        quante, massimo, ..
    }) = &c.per_ogni
    {
        if *quante == 0 {
            return Some(format!(
                "Il criterio «{}» dà punti ogni zero unità.",
                c.titolo
            ));
        }
        if *massimo < c.punti.saturating_abs() {
            return Some(format!(
                "Il massimo del criterio «{}» è più basso dei punti di una sola unità.",
                c.titolo
            ));
        }
    }
    quando(&c.quando, &format!("Il criterio «{}»", c.titolo))
}

/// Conditions that no application can satisfy together.
fn quando(quando: &Quando, chi: &str) -> Option<String> {
    let tutte = quando.se.iter().chain(&quando.una_di).chain(&quando.tranne);
    if tutte.into_iter().any(|c| c.impossibile()) {
        return Some(format!(
            "{chi} ha una condizione che nessuna domanda può soddisfare: controllare i limiti."
        ));
    }
    quando
        .se
        .iter()
        .any(|c| quando.tranne.contains(c))
        .then(|| format!("{chi} chiede e insieme esclude la stessa condizione."))
}

fn troppi_punti(p: &Parametri) -> Option<String> {
    let massimo = |c: &Criterio| {
        c.per_ogni
            .as_ref()
            .map_or(c.punti.saturating_abs(), |o| o.massimo)
    };
    let tutti = p
        .criteri
        .iter()
        .fold(0_i64, |somma, c| somma.saturating_add(massimo(c)));
    (tutti > PUNTI_MASSIMI).then(|| "I criteri insieme superano i 1.000 punti.".to_owned())
}

fn spareggi(spareggi: &[Spareggio]) -> Option<String> {
    let ripetuto = |(n, s): (usize, &Spareggio)| spareggi[..n].contains(s);
    if spareggi.iter().enumerate().any(ripetuto) {
        return Some("Un criterio di spareggio è ripetuto.".to_owned());
    }
    (spareggi.contains(&Spareggio::PiuGiovane) && spareggi.contains(&Spareggio::PiuGrande))
        .then(|| "Gli spareggi «più piccolo» e «più grande» si escludono.".to_owned())
}
