//! Which stops and which ticket types, for a child who has the bus.

use campanella_sdk::messaggio;
use campanella_sdk::parametri::{Ordine, elenco};
use campanella_sdk::tipi::Messaggio;
use campanella_sdk::trasporto::{Fermata, Ingresso};

use crate::bambino::residente;
use crate::parametri::{Fermate, Parametri, Titolo};

/// Why the child may not have a stop.
pub fn divieto_fermata(
    regole: &Fermate,
    ingresso: &Ingresso,
    fermata: &Fermata,
) -> Option<Messaggio> {
    altra_zona(regole, ingresso, fermata)
        .or_else(|| lontana(regole, fermata))
        .or_else(|| piena(regole, fermata))
}

fn altra_zona(regole: &Fermate, ingresso: &Ingresso, fermata: &Fermata) -> Option<Messaggio> {
    if !regole.solo_propria_zona || (ingresso.zona.is_some() && ingresso.zona == fermata.zona) {
        return None;
    }
    let testo = match (&ingresso.zona, &fermata.zona) {
        (None, _) => "La zona in cui abita il bambino non è nota: chiedere all'ufficio.".to_owned(),
        (Some(casa), Some(zona)) => {
            format!("La fermata è nella zona «{zona}» e il bambino abita nella zona «{casa}».")
        }
        (Some(casa), None) => format!("La fermata non è nella zona «{casa}» del bambino."),
    };
    Some(messaggio("ALTRA_ZONA", testo))
}

fn lontana(regole: &Fermate, fermata: &Fermata) -> Option<Messaggio> {
    let massima = regole.distanza_massima?;
    match fermata.distanza_casa_metri {
        Some(metri) if metri <= massima => None,
        Some(metri) => Some(messaggio(
            "FERMATA_LONTANA",
            format!("La fermata è a {metri} metri da casa: se ne ammettono al massimo {massima}."),
        )),
        None => Some(messaggio(
            "DISTANZA_FERMATA_NON_NOTA",
            "La distanza tra casa e fermata non è nota: chiedere all'ufficio.",
        )),
    }
}

fn piena(regole: &Fermate, fermata: &Fermata) -> Option<Messaggio> {
    (regole.posti_limitati && fermata.posti_liberi == Some(0)).then(|| {
        messaggio(
            "LISTA_DI_ATTESA",
            format!(
                "Sulla linea «{}» non ci sono più posti: si può chiedere la lista di attesa.",
                fermata.linea
            ),
        )
    })
}

/// Why the child may not have a ticket type.
pub fn divieto_titolo(p: &Parametri, ingresso: &Ingresso, codice: &str) -> Option<Messaggio> {
    let titolo = p.titoli.iter().find(|t| t.codice == codice)?;
    altro_ordine(titolo, ingresso)
        .or_else(|| titolo_di_altra_zona(titolo, ingresso))
        .or_else(|| altra_residenza(titolo, residente(p, ingresso)))
}

fn altro_ordine(titolo: &Titolo, ingresso: &Ingresso) -> Option<Messaggio> {
    (!Ordine::tra(&titolo.ordini, ingresso.ordine)).then(|| {
        let nomi: Vec<&str> = titolo.ordini.iter().map(|o| o.nome()).collect();
        messaggio(
            "TITOLO_DI_ALTRO_ORDINE",
            format!("Questo titolo è per chi frequenta: {}.", elenco(&nomi)),
        )
    })
}

fn titolo_di_altra_zona(titolo: &Titolo, ingresso: &Ingresso) -> Option<Messaggio> {
    let della_zona = ingresso
        .zona
        .as_ref()
        .is_some_and(|z| titolo.zone.contains(z));
    (!titolo.zone.is_empty() && !della_zona).then(|| {
        let zone: Vec<&str> = titolo.zone.iter().map(String::as_str).collect();
        messaggio(
            "TITOLO_DI_ALTRA_ZONA",
            format!(
                "Questo titolo è per chi abita nella zona {}.",
                elenco(&zone)
            ),
        )
    })
}

fn altra_residenza(titolo: &Titolo, residente: bool) -> Option<Messaggio> {
    titolo.residenti.filter(|r| *r != residente).map(|r| {
        let testo = if r {
            "Questo titolo è per chi risiede nel comune."
        } else {
            "Questo titolo è per chi non risiede nel comune."
        };
        messaggio("TITOLO_DI_ALTRA_RESIDENZA", testo)
    })
}
