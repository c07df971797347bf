//! Reductions in order, that do not grow with the ISEE, and limits that leave room.

use campanella_sdk::{euro, prezzo_in_euro};

use super::{Esame, pretendi};
use crate::parametri::{Limiti, Metodo, Minori, Parametri};

pub fn esamina(parametri: &Parametri) -> Esame {
    if let Some(fratelli) = &parametri.fratelli {
        let righe = &fratelli.riduzioni;
        let in_ordine = righe.windows(2).all(|c| c[0].dal_figlio < c[1].dal_figlio);
        pretendi(in_ordine, || {
            "Le riduzioni per fratelli vanno in ordine di figlio.".to_owned()
        })?;
        let per_figlio = parametri.tabelle.iter().flat_map(|t| t.metodi());
        let per_figlio = per_figlio.into_iter().any(prezzi_per_figlio);
        pretendi(!per_figlio, || {
            "I prezzi per figlio e la riduzione per fratelli si escludono.".to_owned()
        })?;
    }
    parametri.minori.as_ref().map_or(Ok(()), minori)?;
    parametri.limiti.as_ref().map_or(Ok(()), limiti)
}

fn prezzi_per_figlio(metodo: &Metodo) -> bool {
    match metodo {
        Metodo::Unico(massima) => massima.prezzi.len() > 1,
        Metodo::Fasce { fasce, oltre } => {
            oltre.prezzi.len() > 1 || fasce.iter().any(|f| f.prezzi.len() > 1)
        }
        Metodo::Pasti { prezzo, .. } => prezzi_per_figlio(prezzo),
        Metodo::Tratti { .. } | Metodo::Proporzionale { .. } => false,
    }
}

fn minori(minori: &Minori) -> Esame {
    let righe = &minori.righe;
    for riga in righe {
        let scatti = &riga.riduzioni;
        let in_ordine = scatti.windows(2).all(|c| c[0].da_minori < c[1].da_minori);
        pretendi(in_ordine, || {
            format!(
                "Riduzioni per minori, ISEE fino a {}: vanno in ordine di numero di minori.",
                euro(riga.fino_a)
            )
        })?;
    }
    for coppia in righe.windows(2) {
        let [a, b] = coppia else { continue };
        pretendi(a.fino_a < b.fino_a, || {
            format!(
                "Riduzioni per minori: la riga fino a {} è scritta dopo quella fino a {}: le \
                 righe vanno in ordine di ISEE, senza ripetizioni.",
                euro(b.fino_a),
                euro(a.fino_a)
            )
        })?;
        for minori in a.riduzioni.iter().chain(&b.riduzioni).map(|s| s.da_minori) {
            let (prima, dopo) = (a.percento(minori), b.percento(minori));
            pretendi(dopo <= prima, || {
                format!(
                    "Riduzioni per minori: con {minori} minori la riduzione cresce dal {prima}% \
                     (ISEE fino a {}) al {dopo}% (fino a {}), e la tariffa scenderebbe mentre \
                     l'ISEE sale.",
                    euro(a.fino_a),
                    euro(b.fino_a)
                )
            })?;
        }
    }
    Ok(())
}

fn limiti(limiti: &Limiti) -> Esame {
    let ordinati = |minimo: Option<i64>, massimo: Option<i64>| {
        minimo.zip(massimo).is_none_or(|(min, max)| min <= max)
    };
    pretendi(
        ordinati(limiti.prezzo_minimo, limiti.prezzo_massimo),
        || {
            format!(
                "Limiti: il prezzo minimo ({}) supera il massimo.",
                prezzo_in_euro(limiti.prezzo_minimo.unwrap_or_default())
            )
        },
    )?;
    pretendi(ordinati(limiti.quota_minima, limiti.quota_massima), || {
        format!(
            "Limiti: la quota minima ({}) supera la massima.",
            euro(limiti.quota_minima.unwrap_or_default())
        )
    })
}
