//! The contradictions that a JSON Schema cannot see.

use campanella_sdk::giorno_dal_1970;
use campanella_sdk::parametri::{Ordine, giorni};
use campanella_sdk::tipi::{Giorno, Istante};
use campanella_sdk::{giorni_dal_1970, ora_italiana};

use crate::limite::{dopo, istante};
use crate::parametri::{Limite, Parametri};

/// The first contradiction, in Italian.
pub fn contraddizione(p: &Parametri) -> Option<String> {
    orari(p)
        .or_else(|| plessi(p))
        .or_else(|| ordini(p))
        .or_else(|| apertura(p))
        .or_else(|| bianco(p))
}

fn orari(p: &Parametri) -> Option<String> {
    let del_bianco = p.pasto_bianco.as_ref().and_then(|b| b.limite.as_ref());
    p.limiti()
        .chain(&p.apertura)
        .chain(del_bianco)
        .find(|l| l.ora_e_minuto().is_none())
        .map(|l| format!("«{}» non è un orario come 09:30.", l.ora))
}

/// A row that no child reaches.
fn plessi(p: &Parametri) -> Option<String> {
    p.plessi.iter().enumerate().find_map(|(n, riga)| {
        let prima = p.plessi[..n].iter().filter(|r| r.plesso == riga.plesso);
        let coperti = prima.clone().any(|r| r.ordini.is_empty())
            || (!riga.ordini.is_empty()
                && riga
                    .ordini
                    .iter()
                    .all(|o| prima.clone().any(|r| r.ordini.contains(o))));
        coperti.then(|| format!("Il plesso «{}» ha due limiti diversi.", riga.plesso))
    })
}

fn ordini(p: &Parametri) -> Option<String> {
    let mut visti: Vec<Ordine> = Vec::new();
    for ordine in p.ordini.iter().flat_map(|r| &r.ordini) {
        if visti.contains(ordine) {
            return Some(format!(
                "Due limiti diversi per lo stesso ordine: {}.",
                ordine.nome()
            ));
        }
        visti.push(*ordine);
    }
    p.ordini
        .iter()
        .any(|r| r.ordini.is_empty())
        .then(|| "Un limite per ordini di scuola non dice per quali.".to_owned())
}

fn apertura(p: &Parametri) -> Option<String> {
    let apertura = p.apertura.as_ref()?;
    if let Some(anticipo) = p.anticipo_massimo_giorni {
        return Some(format!(
            "L'apertura dice già da quando si può scegliere: togliere l'anticipo massimo di {}.",
            giorni(anticipo)
        ));
    }
    let (_, aperta, chiusa) = p.limiti().find_map(|l| in_ritardo(l, apertura))?;
    Some(format!(
        "Le scelte aprirebbero alle {} quando alle {} sono già chiuse.",
        ora_italiana(&aperta),
        ora_italiana(&chiusa)
    ))
}

fn bianco(p: &Parametri) -> Option<String> {
    let bianco = p.pasto_bianco.as_ref()?;
    if bianco.poi_certificato && bianco.massimo_consecutivi.is_none() {
        return Some(
            "Il certificato serve oltre un massimo di giorni di pasto in bianco, che non c'è."
                .to_owned(),
        );
    }
    let limite = bianco.limite.as_ref()?;
    let (_, del_bianco, generale) = p.limiti().find_map(|l| in_ritardo(l, limite))?;
    Some(format!(
        "Il limite del pasto in bianco ({}) è dopo quello delle altre scelte ({}).",
        ora_italiana(&del_bianco),
        ora_italiana(&generale)
    ))
}

/// A day of the week for which `questo` comes after `limite`, with both instants.
fn in_ritardo(limite: &Limite, questo: &Limite) -> Option<(Giorno, Istante, Istante)> {
    let lunedi = giorni_dal_1970(&Giorno {
        anno: 2026,
        mese: 10,
        giorno: 5,
    });
    (lunedi..lunedi + 7).find_map(|n| {
        let giorno = giorno_dal_1970(n)?;
        let (uno, altro) = (istante(questo, &giorno)?, istante(limite, &giorno)?);
        dopo(&uno, &altro).then_some((giorno, uno, altro))
    })
}
