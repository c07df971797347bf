//! Why an application is not admitted.

use campanella_sdk::parametri::{Ordine, elenco};
use campanella_sdk::tipi::{Messaggio, Passo};
use campanella_sdk::{PassoNuovo, data_italiana, euro, messaggio, ora_italiana};

use crate::eta::{giorno_di_riferimento, mesi_compiuti};
use crate::fatti::Fatti;
use crate::parametri::{Eta, FuoriTermine, SenzaMorosita};

/// Every requirement that is not met, each with its step.
pub fn mancanti(fatti: &Fatti, passi: &mut Vec<Passo>) -> Vec<Messaggio> {
    let requisiti = &fatti.parametri.requisiti;
    let comune = fatti.parametri.articolo.as_deref();
    let esclusioni = [
        (fuori_termine(fatti), None),
        (residenza(fatti), None),
        (ordine(fatti), None),
        (
            requisiti.eta.as_ref().and_then(|e| eta(fatti, e)),
            requisiti.eta.as_ref().and_then(|e| e.articolo.as_deref()),
        ),
        (
            requisiti
                .morosita
                .as_ref()
                .and_then(|m| morosita(fatti, m, passi)),
            requisiti
                .morosita
                .as_ref()
                .and_then(|m| m.articolo.as_deref()),
        ),
    ];
    esclusioni
        .into_iter()
        .filter_map(|(motivo, articolo)| {
            let motivo = motivo?;
            let passo = PassoNuovo::new(&motivo.codice, &*motivo.testo)
                .articolo(articolo.or(comune))
                .decisione("non ammessa");
            passi.push(passo);
            Some(motivo)
        })
        .collect()
}

fn fuori_termine(fatti: &Fatti) -> Option<Messaggio> {
    let esclusa = fatti.parametri.fuori_termine == FuoriTermine::Esclusa && fatti.fuori_termine();
    let termine = &fatti.ingresso.termine;
    esclusa.then(|| {
        messaggio(
            "FUORI_TERMINE",
            format!(
                "La domanda è arrivata dopo il termine, le {} del {}.",
                ora_italiana(termine),
                data_italiana(&termine.giorno)
            ),
        )
    })
}

fn residenza(fatti: &Fatti) -> Option<Messaggio> {
    (fatti.parametri.requisiti.solo_residenti && !fatti.residente()).then(|| {
        messaggio(
            "NON_RESIDENTE",
            "Il servizio è riservato a chi risiede nel comune.",
        )
    })
}

fn ordine(fatti: &Fatti) -> Option<Messaggio> {
    let ordini = &fatti.parametri.requisiti.ordini;
    (!Ordine::tra(ordini, fatti.ingresso.ordine)).then(|| {
        let nomi: Vec<&str> = ordini.iter().map(|o| o.nome()).collect();
        messaggio(
            "ORDINE_NON_AMMESSO",
            format!("Il servizio è per chi frequenta: {}.", elenco(&nomi)),
        )
    })
}

fn eta(fatti: &Fatti, eta: &Eta) -> Option<Messaggio> {
    let giorno = giorno_di_riferimento(eta.al, fatti.ingresso);
    let mesi = mesi_compiuti(&fatti.ingresso.nascita, &giorno);
    let troppo_piccolo = eta.minimo_mesi.filter(|m| mesi < i64::from(*m));
    let troppo_grande = eta.massimo_mesi.filter(|m| mesi > i64::from(*m));
    let limite = troppo_piccolo
        .map(|m| format!("almeno {m} mesi compiuti"))
        .or_else(|| troppo_grande.map(|m| format!("al massimo {m} mesi compiuti")))?;
    Some(messaggio(
        "ETA_NON_AMMESSA",
        format!(
            "Servono {limite} al {}: il bambino ne ha {}.",
            data_italiana(&giorno),
            mesi.max(0)
        ),
    ))
}

fn morosita(fatti: &Fatti, regola: &SenzaMorosita, passi: &mut Vec<Passo>) -> Option<Messaggio> {
    let debito = fatti.ingresso.morosita.as_ref()?;
    if debito.importo <= regola.oltre {
        return None;
    }
    let eccezione = if regola.tranne_piano && debito.piano_rispettato {
        Some("la famiglia rispetta un piano di rate")
    } else if regola.tranne_servizi_sociali && fatti.ingresso.servizi_sociali {
        Some("il bambino è segnalato dai servizi sociali")
    } else {
        None
    };
    if let Some(perche) = eccezione {
        let testo = format!("Ci sono importi scaduti non pagati, ma {perche}.");
        let passo = PassoNuovo::new("MOROSITA_AMMESSA", testo)
            .articolo(regola.articolo.as_deref())
            .decisione("ammessa");
        passi.push(passo);
        return None;
    }
    Some(messaggio(
        "MOROSITA",
        format!(
            "La famiglia ha importi scaduti non pagati per {}.",
            euro(debito.importo)
        ),
    ))
}
