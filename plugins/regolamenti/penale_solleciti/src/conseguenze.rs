//! What an unpaid amount brings besides money: enrolments that wait, coercive collection.

use campanella_sdk::penale::Ingresso;
use campanella_sdk::tipi::{Giorno, Passo, Rifiuto};
use campanella_sdk::{PassoNuovo, data_italiana, euro, giorni_dal_1970, giorno_dal_1970};

use crate::calcolo::fuori_calendario;
use crate::inviati::{Inviato, ultimo};
use crate::parametri::{Blocco, Dal, Parametri};

/// Whether new enrolments of the family wait, and the step.
pub fn blocca_iscrizioni(
    p: &Parametri,
    ingresso: &Ingresso,
    inviati: &[Inviato],
    passi: &mut Vec<Passo>,
) -> Result<bool, Rifiuto> {
    let Some(blocco) = &p.blocco_iscrizioni else {
        return Ok(false);
    };
    let Some(dal) = dal(p, blocco, ingresso, inviati) else {
        return Ok(false);
    };
    if giorni_dal_1970(&ingresso.giorno) < dal || ingresso.residuo <= blocco.oltre {
        return Ok(false);
    }
    let quando = data_italiana(&giorno_dal_1970(dal).ok_or_else(fuori_calendario)?);
    let articolo = blocco.articolo.as_deref().or(p.articolo.as_deref());
    let eccezione = eccezione(blocco, ingresso);
    let passo = match eccezione {
        None => PassoNuovo::new(
            "ISCRIZIONI_BLOCCATE",
            format!("Dal {quando} le nuove iscrizioni aspettano il pagamento."),
        )
        .articolo(articolo)
        .dato("residuo", euro(ingresso.residuo))
        .decisione("nuove iscrizioni bloccate"),
        Some(perche) => PassoNuovo::new(
            "ISCRIZIONI_AMMESSE",
            format!("Le nuove iscrizioni restano possibili: {perche}."),
        )
        .articolo(articolo)
        .decisione("nuove iscrizioni ammesse"),
    };
    passi.push(passo);
    Ok(eccezione.is_none())
}

fn eccezione(blocco: &Blocco, ingresso: &Ingresso) -> Option<&'static str> {
    if blocco.tranne_piano && ingresso.piano_rispettato {
        Some("la famiglia rispetta un piano di rate")
    } else if blocco.tranne_servizi_sociali && ingresso.servizi_sociali {
        Some("la famiglia è seguita dai servizi sociali")
    } else {
        None
    }
}

/// First day on which enrolments wait; `None`: not before the reminder that it follows.
fn dal(p: &Parametri, blocco: &Blocco, ingresso: &Ingresso, inviati: &[Inviato]) -> Option<i64> {
    let scadenza = giorni_dal_1970(&ingresso.scadenza);
    match &blocco.dal {
        Dal::Scadenza { giorni } => {
            Some(scadenza + i64::from(*giorni.max(&p.tolleranza_giorni)) + 1)
        }
        Dal::Sollecito { codice, giorni } => inviati
            .iter()
            .find(|i| i.avviso.codice == *codice)
            .map(|i| i.termine() + i64::from(*giorni) + 1),
        Dal::Data { giorno, mese } => {
            let nell_anno = |anno: u16| {
                giorni_dal_1970(&Giorno {
                    anno,
                    mese: *mese,
                    giorno: *giorno,
                })
            };
            let anno = ingresso.scadenza.anno;
            [nell_anno(anno), nell_anno(anno.saturating_add(1))]
                .into_iter()
                .find(|n| *n > scadenza)
        }
    }
}

/// Whether it goes on the list for coercive collection, and the step.
pub fn riscossione_coattiva(
    p: &Parametri,
    ingresso: &Ingresso,
    inviati: &[Inviato],
    passi: &mut Vec<Passo>,
) -> Result<bool, Rifiuto> {
    let Some((riscossione, ultimo)) = p.riscossione_coattiva.as_ref().zip(ultimo(inviati)) else {
        return Ok(false);
    };
    let dal = ultimo.termine() + i64::from(riscossione.giorni) + 1;
    let tutti_inviati = ultimo.posto + 1 == p.solleciti.len();
    if !tutti_inviati
        || giorni_dal_1970(&ingresso.giorno) < dal
        || ingresso.residuo < p.importo_minimo
    {
        return Ok(false);
    }
    let quando = data_italiana(&giorno_dal_1970(dal).ok_or_else(fuori_calendario)?);
    let testo = format!(
        "I solleciti sono finiti senza pagamento: dal {quando} si passa alla riscossione coattiva."
    );
    let passo = PassoNuovo::new("RISCOSSIONE_COATTIVA", testo)
        .articolo(riscossione.articolo.as_deref().or(p.articolo.as_deref()))
        .dato("residuo", euro(ingresso.residuo))
        .decisione("riscossione coattiva");
    passi.push(passo);
    Ok(true)
}
