//! What may be chosen on one day, and why not.

use campanella_sdk::prenotazione::{
    Calendario, Giornata, GiornoChiesto, Ingresso, Scelta, SceltaDelGiorno, SceltaPossibile,
};
use campanella_sdk::tipi::{Giorno, Istante, Messaggio, Passo, Rifiuto};
use campanella_sdk::{
    PassoNuovo, data_italiana, giorni_dal_1970, giorno_dal_1970, messaggio, ora_italiana,
};

use crate::limite::{dopo, istante_limite};
use crate::parametri::{Parametri, PastoBianco};

/// One answer for each day asked.
pub fn tutte(parametri: &Parametri, ingresso: &Ingresso) -> Result<Vec<Giornata>, Rifiuto> {
    ingresso
        .giorni
        .iter()
        .map(|g| giornata(parametri, ingresso, g))
        .collect()
}

fn giornata(
    parametri: &Parametri,
    ingresso: &Ingresso,
    chiesto: &GiornoChiesto,
) -> Result<Giornata, Rifiuto> {
    if let Calendario::Chiuso(perche) = &chiesto.calendario {
        return Ok(chiusa(parametri, chiesto, perche));
    }
    let limite = istante_limite(
        parametri.limite_del_plesso(&ingresso.plesso),
        &chiesto.giorno,
    )
    .ok_or_else(|| {
        Rifiuto::CasoNonPrevisto(messaggio(
            "GIORNO_FUORI_CALENDARIO",
            "Il limite cade fuori dal calendario.",
        ))
    })?;
    let mut passi = vec![passo_limite(parametri, &limite)];
    let divieto = fuori_tempo(parametri, &ingresso.adesso, &chiesto.giorno, &limite);
    if let Some(divieto) = &divieto {
        passi.push(PassoNuovo::new(&divieto.codice, &*divieto.testo).decisione("non permesso"));
    }
    let mut scelte = vec![
        SceltaPossibile {
            scelta: Scelta::PastoBase,
            divieto: divieto.clone(),
        },
        SceltaPossibile {
            scelta: Scelta::Assenza,
            divieto: divieto.clone(),
        },
    ];
    if let Some(bianco) = &parametri.pasto_bianco {
        let divieto = divieto.or_else(|| troppi_bianchi(bianco, ingresso, &chiesto.giorno));
        if let Some(massimo) = bianco.massimo_consecutivi {
            passi.push(passo_bianco(parametri, bianco, massimo));
        }
        scelte.push(SceltaPossibile {
            scelta: Scelta::PastoBianco,
            divieto,
        });
    }
    Ok(Giornata {
        giorno: chiesto.giorno,
        scelte,
        fino_a: Some(limite),
        motivazione: passi,
    })
}

/// A day without service: the choices are there, each refused with the reason of the calendar.
fn chiusa(parametri: &Parametri, chiesto: &GiornoChiesto, perche: &str) -> Giornata {
    let divieto = messaggio(
        "GIORNO_SENZA_SERVIZIO",
        format!(
            "Il {} il servizio non c'è: {perche}.",
            data_italiana(&chiesto.giorno)
        ),
    );
    let passo = PassoNuovo::new(&divieto.codice, &*divieto.testo)
        .articolo(parametri.articolo.as_deref())
        .dato("calendario", perche)
        .decisione("non permesso");
    let mut scelte = vec![Scelta::PastoBase, Scelta::Assenza];
    if parametri.pasto_bianco.is_some() {
        scelte.push(Scelta::PastoBianco);
    }
    Giornata {
        giorno: chiesto.giorno,
        scelte: scelte
            .into_iter()
            .map(|scelta| SceltaPossibile {
                scelta,
                divieto: Some(divieto.clone()),
            })
            .collect(),
        fino_a: None,
        motivazione: vec![passo],
    }
}

fn fuori_tempo(
    parametri: &Parametri,
    adesso: &Istante,
    giorno: &Giorno,
    limite: &Istante,
) -> Option<Messaggio> {
    let oggi = giorni_dal_1970(&adesso.giorno);
    let richiesto = giorni_dal_1970(giorno);
    if richiesto < oggi {
        return Some(messaggio(
            "GIORNO_TRASCORSO",
            format!("Il {} è già trascorso.", data_italiana(giorno)),
        ));
    }
    if dopo(adesso, limite) {
        return Some(messaggio(
            "OLTRE_ORARIO_LIMITE",
            format!(
                "Per il {} si poteva cambiare fino alle {} del {}.",
                data_italiana(giorno),
                ora_italiana(limite),
                data_italiana(&limite.giorno),
            ),
        ));
    }
    let anticipo = i64::from(parametri.anticipo_massimo_giorni?);
    if richiesto - oggi <= anticipo {
        return None;
    }
    let dal = giorno_dal_1970(richiesto - anticipo)?;
    Some(messaggio(
        "TROPPO_ANTICIPO",
        format!(
            "Si può scegliere con al massimo {anticipo} giorni di anticipo: per il {} dal {}.",
            data_italiana(giorno),
            data_italiana(&dal),
        ),
    ))
}

/// The pasti bianchi next to the day, on both sides, and the day itself.
fn troppi_bianchi(bianco: &PastoBianco, ingresso: &Ingresso, giorno: &Giorno) -> Option<Messaggio> {
    let massimo = usize::from(bianco.massimo_consecutivi?);
    let n = giorni_dal_1970(giorno);
    let di_bianco = |s: &&SceltaDelGiorno| s.scelta == Scelta::PastoBianco;
    let prima = ingresso
        .vicini
        .iter()
        .rev()
        .filter(|s| giorni_dal_1970(&s.giorno) < n);
    let dopo = ingresso
        .vicini
        .iter()
        .filter(|s| giorni_dal_1970(&s.giorno) > n);
    let di_fila = prima.take_while(di_bianco).count() + 1 + dopo.take_while(di_bianco).count();
    (di_fila > massimo).then(|| {
        let giorni = if massimo == 1 { "giorno" } else { "giorni" };
        messaggio(
            "TROPPI_PASTI_BIANCHI",
            format!(
                "Il pasto in bianco si può chiedere per al massimo {massimo} {giorni} di servizio \
                 di seguito: con il {} sarebbero {di_fila}.",
                data_italiana(giorno),
            ),
        )
    })
}

fn passo_limite(parametri: &Parametri, limite: &Istante) -> Passo {
    let fino_a = format!(
        "{} del {}",
        ora_italiana(limite),
        data_italiana(&limite.giorno)
    );
    PassoNuovo::new(
        "ORARIO_LIMITE",
        format!("Si può cambiare fino alle {fino_a}."),
    )
    .articolo(parametri.articolo.as_deref())
    .parametro("limite", ora_italiana(limite))
    .decisione(fino_a)
}

fn passo_bianco(parametri: &Parametri, bianco: &PastoBianco, massimo: u16) -> Passo {
    let testo = format!("Pasto in bianco: al massimo {massimo} giorni di servizio di seguito.");
    PassoNuovo::new("PASTO_BIANCO", testo)
        .articolo(bianco.articolo.as_deref().or(parametri.articolo.as_deref()))
        .parametro("massimo_consecutivi", massimo.to_string())
        .decisione("previsto")
}
