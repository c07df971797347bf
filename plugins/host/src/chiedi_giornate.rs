//! Choices on days that may fall under different regulations: each day is asked of the one in
//! force on it, and a month is asked in calls of a bounded size.

use std::collections::HashMap;

use campanella_kernel::Istante;

use crate::attivazione;
use crate::contratto::Estensione;
use crate::guasto::SenzaRisposta;
use crate::passo::Messaggio;
use crate::predefinita;
use crate::prenotazione::{
    Contesto, GIORNI_PER_CHIAMATA, Giornata, GiornoChiesto, Ingresso, Origine, PuntoPrenotazione,
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
        let giornate = scelte(turno, attivazione, contesto, &pezzi);
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
    pezzi: &[Pezzo],
) -> Vec<(usize, Giornata)> {
    let adesso = contesto.adesso;
    let Some(attivazione) = attivazione else {
        return pezzi
            .iter()
            .flat_map(|p| senza_regolamento(adesso, p))
            .collect();
    };
    let ingressi: Vec<Ingresso> = pezzi.iter().map(|p| p.ingresso.clone()).collect();
    let (provenienza, esiti) = turno.chiedi::<PuntoPrenotazione>(attivazione, contesto, &ingressi);
    let con_origine = |(pezzo, esito): (&Pezzo, Result<Vec<Risposta>, SenzaRisposta>)| match (
        esito,
        &provenienza,
    ) {
        (Err(perche), _) => predefinite(adesso, pezzo, &Messaggio::from(&perche)),
        (Ok(risposte), Some(provenienza)) => risposte
            .into_iter()
            .map(|r| {
                let origine = Origine::Regola(provenienza.clone());
                (pezzo.bambino, r.con_origine(origine))
            })
            .collect(),
        (Ok(_), None) => unreachable!("an answer comes from a rule"),
    };
    pezzi.iter().zip(esiti).flat_map(con_origine).collect()
}

fn senza_regolamento(adesso: Istante, pezzo: &Pezzo) -> Vec<(usize, Giornata)> {
    let in_giornata = |g: &GiornoChiesto| {
        let motivo = attivazione::nessuna(g.giorno);
        (pezzo.bambino, predefinita::giornata(adesso, g, &motivo))
    };
    pezzo.ingresso.giorni.iter().map(in_giornata).collect()
}

fn predefinite(adesso: Istante, pezzo: &Pezzo, motivo: &Messaggio) -> Vec<(usize, Giornata)> {
    let in_giornata = |g| (pezzo.bambino, predefinita::giornata(adesso, g, motivo));
    pezzo.ingresso.giorni.iter().map(in_giornata).collect()
}
