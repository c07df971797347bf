//! Which reminder is due.

use campanella_sdk::parametri::giorni;
use campanella_sdk::penale::{Ingresso, SollecitoDovuto};
use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{PassoNuovo, data_italiana, euro, giorni_dal_1970, giorno_dal_1970};

use crate::calcolo::fuori_calendario;
use crate::inviati::{Inviato, ultimo};
use crate::parametri::{Avviso, Da, Parametri};

/// The next reminder of the regulation, if it may be sent today, and its step.
pub fn dovuto(
    p: &Parametri,
    ingresso: &Ingresso,
    inviati: &[Inviato],
    passi: &mut Vec<Passo>,
) -> Result<Option<SollecitoDovuto>, Rifiuto> {
    let prima = ultimo(inviati);
    let Some(avviso) = p.solleciti.get(prima.map_or(0, |i| i.posto + 1)) else {
        return Ok(None);
    };
    let articolo = avviso.articolo.as_deref().or(p.articolo.as_deref());
    if ingresso.residuo < p.importo_minimo {
        let testo = format!(
            "Restano da pagare {}: sotto {} non si inviano solleciti.",
            euro(ingresso.residuo),
            euro(p.importo_minimo)
        );
        let passo = PassoNuovo::new("SOTTO_IMPORTO_MINIMO", testo)
            .articolo(p.articolo.as_deref())
            .parametro("importo_minimo", euro(p.importo_minimo))
            .decisione("nessun sollecito");
        passi.push(passo);
        return Ok(None);
    }
    let Some(dal) = dal(avviso, prima, giorni_dal_1970(&ingresso.scadenza)) else {
        let testo = format!(
            "«{}» si conta dal giorno in cui la famiglia ha ricevuto il sollecito precedente, che \
             non è noto.",
            avviso.titolo
        );
        let passo = PassoNuovo::new("RICEZIONE_NON_NOTA", testo)
            .articolo(articolo)
            .decisione("nessun sollecito");
        passi.push(passo);
        return Ok(None);
    };
    let primo_giorno = giorno_dal_1970(dal).ok_or_else(fuori_calendario)?;
    let quando = data_italiana(&primo_giorno);
    if giorni_dal_1970(&ingresso.giorno) < dal {
        let testo = format!("«{}» si può inviare dal {quando}.", avviso.titolo);
        let passo = PassoNuovo::new("SOLLECITO_FUTURO", testo)
            .articolo(articolo)
            .decisione("nessun sollecito");
        passi.push(passo);
        return Ok(None);
    }
    let testo = format!(
        "«{}»: da inviare, dal {quando}; lascia {} per pagare.",
        avviso.titolo,
        giorni(avviso.giorni_per_pagare)
    );
    let passo = PassoNuovo::new("SOLLECITO_DOVUTO", testo)
        .articolo(articolo)
        .parametro(&avviso.codice, giorni(avviso.giorni))
        .decisione(&*avviso.titolo);
    passi.push(passo);
    Ok(Some(SollecitoDovuto {
        codice: avviso.codice.clone(),
        titolo: avviso.titolo.clone(),
        dal: primo_giorno,
        giorni_per_pagare: avviso.giorni_per_pagare,
    }))
}

/// First day on which it may be sent: never before the time of the reminder before is over.
/// `None`: it is counted from a receipt that nobody noted.
fn dal(avviso: &Avviso, prima: Option<&Inviato>, scadenza: i64) -> Option<i64> {
    let dopo = i64::from(avviso.giorni);
    let Some(prima) = prima else {
        return Some(scadenza + dopo);
    };
    let conta_da = match avviso.da {
        Da::Scadenza => scadenza,
        Da::InvioPrecedente => prima.invio(),
        Da::RicezionePrecedente => prima.ricezione()?,
    };
    Some((conta_da + dopo).max(prima.termine() + 1))
}
