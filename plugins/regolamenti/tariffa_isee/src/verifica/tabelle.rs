//! Tables: each says something, each can be reached, none leaves a residence out.

use super::{Esame, metodi, pretendi, quote};
use crate::conto::Voce;
use crate::nomi::Ordine;
use crate::parametri::{Condizione, ImportoFissato, NonResidenti, Parametri, SenzaIsee, Tabella};

pub fn esamina(parametri: &Parametri) -> Esame {
    let tabelle = &parametri.tabelle;
    pretendi(!tabelle.is_empty(), || {
        "Manca la tabella delle tariffe.".to_owned()
    })?;
    for (i, tabella) in tabelle.iter().enumerate() {
        let dove = || nome(tabella, i);
        pretendi(tabella.metodi().next().is_some(), || {
            format!("{}: non ha né un prezzo né una quota.", dove())
        })?;
        if let Some(metodo) = &tabella.metodo {
            metodi::esamina(metodo, Voce::Prezzo, &dove)?;
        }
        if let Some(quota) = &tabella.quota {
            metodi::esamina(&quota.metodo, Voce::Quota, &|| format!("{}, quota", dove()))?;
            quote::esamina(&quota.quando, &dove)?;
        }
        importi_fissati(parametri, tabella, &dove)?;
        raggiungibile(&tabelle[..i], tabella, &dove)?;
        anche_i_non_residenti(tabelle, tabella, &dove)?;
    }
    Ok(())
}

fn nome(tabella: &Tabella, indice: usize) -> String {
    match &tabella.nome {
        Some(nome) => format!("Tabella «{nome}»"),
        None => format!("Tabella {}", indice + 1),
    }
}

/// An amount that replaces the table's must be there for whatever the table has.
fn importi_fissati(parametri: &Parametri, tabella: &Tabella, dove: &dyn Fn() -> String) -> Esame {
    let completo = |fissato: &ImportoFissato, di_chi: &str| {
        let manca = match (&tabella.metodo, &tabella.quota) {
            (Some(_), _) if fissato.prezzo.is_none() => Some("il prezzo"),
            (_, Some(_)) if fissato.quota.is_none() => Some("la quota"),
            _ => None,
        };
        manca.map_or(Ok(()), |cosa| {
            Err(format!("{}: manca {cosa} di {di_chi}.", dove()))
        })
    };
    if let (NonResidenti::Prezzo(fissato), None) =
        (&parametri.residenza.non_residenti, tabella.residenti)
    {
        completo(fissato, "chi non è residente")?;
    }
    if let SenzaIsee::Prezzo(fissato) = &parametri.senza_isee
        && tabella.metodi().any(crate::parametri::Metodo::guarda_isee)
    {
        completo(fissato, "chi non ha un ISEE valido")?;
    }
    Ok(())
}

/// A table after one that takes all its children would never be used.
fn raggiungibile(prima: &[Tabella], tabella: &Tabella, dove: &dyn Fn() -> String) -> Esame {
    let coperta = prima.iter().position(|p| comprende(p, tabella));
    coperta.map_or(Ok(()), |i| {
        Err(format!(
            "{}: non si applica mai, perché la {} viene prima e riguarda gli stessi bambini.",
            dove(),
            nome(&prima[i], i).replacen('T', "t", 1)
        ))
    })
}

fn comprende(prima: &Tabella, dopo: &Tabella) -> bool {
    let residenza = prima.residenti.is_none() || prima.residenti == dopo.residenti;
    residenza
        && tutti_in(&dopo.ordini, &prima.ordini)
        && tutti_in(&dopo.articoli, &prima.articoli)
        && prima.dati.iter().all(|c| implicata(c, &dopo.dati))
}

/// Whether a list of choices stays within another; an empty one is every choice.
fn tutti_in<T: PartialEq>(scelte: &[T], in_queste: &[T]) -> bool {
    in_queste.is_empty() || (!scelte.is_empty() && scelte.iter().all(|s| in_queste.contains(s)))
}

fn implicata(condizione: &Condizione, date: &[Condizione]) -> bool {
    let stessa = date.iter().filter(|d| d.nome == condizione.nome);
    stessa
        .into_iter()
        .any(|d| tutti_in(&d.valori, &condizione.valori) && !d.valori.is_empty())
}

/// A table for residents alone needs one for the others.
fn anche_i_non_residenti(
    tabelle: &[Tabella],
    tabella: &Tabella,
    dove: &dyn Fn() -> String,
) -> Esame {
    let Some(residenti) = tabella.residenti else {
        return Ok(());
    };
    let copre = |ordine: Option<&Ordine>| {
        tabelle.iter().any(|t| {
            let ordini = t.ordini.is_empty() || ordine.is_some_and(|o| t.ordini.contains(o));
            t.residenti != Some(residenti) && ordini
        })
    };
    let scoperto = match tabella.ordini.as_slice() {
        [] => !copre(None) && !Ordine::TUTTI.iter().all(|o| copre(Some(o))),
        ordini => !ordini.iter().all(|o| copre(Some(o))),
    };
    let (chi, altri) = if residenti {
        ("i residenti", "i non residenti")
    } else {
        ("i non residenti", "i residenti")
    };
    pretendi(!scoperto, || {
        format!(
            "{}: riguarda solo {chi}, e nessuna tabella riguarda {altri}.",
            dove()
        )
    })
}
