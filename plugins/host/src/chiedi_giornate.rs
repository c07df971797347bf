//! Choices on days that may fall under different regulations: each day is asked of the one in
//! force on it, and a month is asked in calls of a bounded size.

use std::collections::HashMap;
use std::sync::Arc;

use campanella_kernel::{Giorno, Istante};

use crate::attivazione;
use crate::estensione::Estensione;
use crate::messaggio::Messaggio;
use crate::predefinita;
use crate::prenotazione::{
    Consulto, Contesto, GIORNI_PER_CHIAMATA, Giornata, GiornoChiesto, Ingresso, PuntoPrenotazione,
    Risposta,
};
use crate::turno::Turno;

/// Some days of one child, all under the same regulation.
struct Pezzo {
    bambino: usize,
    ingresso: Ingresso,
}

/// For each child, in order, a day for each day asked.
pub(crate) fn chiedi(
    turno: &Turno<'_>,
    attivazioni: &[attivazione::Model],
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Vec<Vec<Giornata>> {
    let mut fatte = HashMap::new();
    for (attivazione, pezzi) in per_attivazione(attivazioni, contesto, ingressi) {
        let attivazione = attivazione.and_then(|id| attivazioni.iter().find(|a| a.id == id));
        let giornate = scelte(turno, attivazione, contesto, pezzi);
        fatte.extend(
            giornate
                .into_iter()
                .map(|(bambino, g)| ((bambino, g.giorno), g)),
        );
    }
    let del_bambino = |(bambino, ingresso): (usize, &Ingresso)| {
        let giorni = ingresso.giorni.iter();
        giorni
            .filter_map(|g| fatte.get(&(bambino, g.giorno)).cloned())
            .collect()
    };
    ingressi.iter().enumerate().map(del_bambino).collect()
}

/// The days of every child, by the key of the activation in force on each.
fn per_attivazione(
    attivazioni: &[attivazione::Model],
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> HashMap<Option<i64>, Vec<Pezzo>> {
    let in_vigore = |g: &GiornoChiesto| {
        attivazione::in_vigore(
            attivazioni,
            Estensione::Prenotazione,
            contesto.servizio,
            g.giorno,
        )
        .map(|a| a.id)
    };
    let mut pezzi: HashMap<Option<i64>, Vec<Pezzo>> = HashMap::new();
    for (bambino, ingresso) in ingressi.iter().enumerate() {
        for stessa in ingresso
            .giorni
            .chunk_by(|a, b| in_vigore(a) == in_vigore(b))
        {
            for giorni in stessa.chunks(GIORNI_PER_CHIAMATA) {
                let ingresso = Ingresso {
                    giorni: giorni.to_vec(),
                    ..ingresso.clone()
                };
                let attivazione = giorni.first().and_then(in_vigore);
                pezzi
                    .entry(attivazione)
                    .or_default()
                    .push(Pezzo { bambino, ingresso });
            }
        }
    }
    pezzi
}

fn scelte(
    turno: &Turno<'_>,
    attivazione: Option<&attivazione::Model>,
    contesto: Contesto,
    pezzi: Vec<Pezzo>,
) -> Vec<(usize, Giornata)> {
    let (bambini, ingressi): (Vec<usize>, Vec<Ingresso>) =
        pezzi.into_iter().map(|p| (p.bambino, p.ingresso)).unzip();
    let giornate = match attivazione {
        Some(attivazione) => regolate(turno, attivazione, contesto, ingressi),
        None => ingressi
            .iter()
            .map(|i| predefinite(contesto.adesso, i, attivazione::nessuna))
            .collect(),
    };
    let pezzi = bambini.into_iter().zip(giornate);
    pezzi
        .flat_map(|(bambino, giornate)| giornate.into_iter().map(move |g| (bambino, g)))
        .collect()
}

/// The days of each input, as the rule of `attivazione` answers.
fn regolate(
    turno: &Turno<'_>,
    attivazione: &attivazione::Model,
    contesto: Contesto,
    ingressi: Vec<Ingresso>,
) -> Vec<Vec<Giornata>> {
    let (provenienza, esiti) = turno.chiedi::<PuntoPrenotazione>(attivazione, contesto, &ingressi);
    let coppie = ingressi.into_iter().zip(esiti);
    coppie
        .map(|(ingresso, esito)| match (esito, &provenienza) {
            (Err(perche), _) => {
                let motivo = Messaggio::from(&perche);
                predefinite(contesto.adesso, &ingresso, |_| motivo.clone())
            }
            (Ok(risposte), Some(provenienza)) => {
                let consulto = Arc::new(Consulto {
                    provenienza: provenienza.clone(),
                    contesto,
                    ingresso,
                    risposte,
                });
                let giornata = |r: &Risposta| r.clone().del(Arc::clone(&consulto));
                consulto.risposte.iter().map(giornata).collect()
            }
            (Ok(_), None) => unreachable!("an answer comes from a rule"),
        })
        .collect()
}

fn predefinite(
    adesso: Istante,
    ingresso: &Ingresso,
    motivo: impl Fn(Giorno) -> Messaggio,
) -> Vec<Giornata> {
    let giornata = |g: &GiornoChiesto| predefinita::giornata(adesso, g, &motivo(g.giorno));
    ingresso.giorni.iter().map(giornata).collect()
}
