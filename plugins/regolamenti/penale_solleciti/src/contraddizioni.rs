//! The contradictions that a JSON Schema cannot see.

use campanella_sdk::parametri::giorni;

use crate::parametri::{Avviso, Blocco, Da, Dal, Misura, Parametri, Penale};

/// The first contradiction, in Italian.
pub fn contraddizione(p: &Parametri) -> Option<String> {
    penale(p)
        .or_else(|| codici(&p.solleciti))
        .or_else(|| primo(p))
        .or_else(|| p.solleciti.windows(2).find_map(|c| in_fila(&c[0], &c[1])))
        .or_else(|| p.blocco_iscrizioni.as_ref().and_then(|b| blocco(p, b)))
        .or_else(|| riscossione(p))
}

fn penale(p: &Parametri) -> Option<String> {
    let Penale {
        misura,
        dal_giorno,
        massimo,
        ..
    } = p.penale.as_ref()?;
    if let Some(dal) = dal_giorno.filter(|dal| *dal <= p.tolleranza_giorni) {
        return Some(format!(
            "La penale partirebbe dal giorno {dal} dopo la scadenza, dentro la tolleranza di {}.",
            giorni(p.tolleranza_giorni)
        ));
    }
    match (misura, massimo) {
        (Misura::Fissa { importo }, Some(massimo)) if massimo < importo => {
            Some("Il massimo della penale è più basso della penale fissa.".to_owned())
        }
        (Misura::Fissa { importo: misura }, _)
        | (Misura::Percentuale { percento: misura }, _)
        | (
            Misura::Interessi {
                tasso_annuo: misura,
                ..
            },
            _,
        ) if *misura <= 0 => Some("Una penale pari a zero non è una penale: toglierla.".to_owned()),
        _ => None,
    }
}

fn codici(solleciti: &[Avviso]) -> Option<String> {
    solleciti
        .iter()
        .enumerate()
        .find(|(n, s)| solleciti[..*n].iter().any(|prima| prima.codice == s.codice))
        .map(|(_, s)| format!("Due solleciti hanno lo stesso codice «{}».", s.codice))
}

fn primo(p: &Parametri) -> Option<String> {
    let primo = p.solleciti.first()?;
    if primo.da != Da::Scadenza {
        return Some(format!(
            "«{}» è il primo sollecito: i giorni si contano dalla scadenza, non da un sollecito \
             precedente.",
            primo.titolo
        ));
    }
    (primo.giorni <= p.tolleranza_giorni).then(|| {
        format!(
            "«{}» partirebbe dopo {}, dentro la tolleranza di {}.",
            primo.titolo,
            giorni(primo.giorni),
            giorni(p.tolleranza_giorni)
        )
    })
}

/// A reminder may not leave before the time that the one before it grants is over.
fn in_fila(prima: &Avviso, dopo: &Avviso) -> Option<String> {
    let troppo_presto = match dopo.da {
        Da::InvioPrecedente | Da::RicezionePrecedente => dopo.giorni <= prima.giorni_per_pagare,
        Da::Scadenza if prima.da == Da::Scadenza => {
            u32::from(dopo.giorni) <= u32::from(prima.giorni) + u32::from(prima.giorni_per_pagare)
        }
        Da::Scadenza => false,
    };
    troppo_presto.then(|| {
        format!(
            "«{}» partirebbe prima che scadano i {} per pagare di «{}».",
            dopo.titolo,
            giorni(prima.giorni_per_pagare),
            prima.titolo
        )
    })
}

fn blocco(p: &Parametri, blocco: &Blocco) -> Option<String> {
    match &blocco.dal {
        Dal::Scadenza { .. } => None,
        Dal::Sollecito { codice, .. } => {
            p.solleciti.iter().all(|s| s.codice != *codice).then(|| {
                format!("Il blocco delle iscrizioni segue il sollecito «{codice}», che non c'è.")
            })
        }
        Dal::Data { giorno, mese } => (!ogni_anno(*giorno, *mese)).then(|| {
            format!(
                "Il blocco delle iscrizioni parte dal {giorno}/{mese}, un giorno che non c'è \
                 ogni anno."
            )
        }),
    }
}

fn ogni_anno(giorno: u8, mese: u8) -> bool {
    let ultimo = match mese {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=ultimo).contains(&giorno)
}

fn riscossione(p: &Parametri) -> Option<String> {
    (p.riscossione_coattiva.is_some() && p.solleciti.is_empty()).then(|| {
        "La riscossione coattiva segue l'ultimo sollecito, ma non è previsto alcun sollecito."
            .to_owned()
    })
}
