use campanella_sdk::prenotazione::{
    Calendario, GiornoChiesto, Guest, Ingresso, Scelta, SceltaDelGiorno,
};
use campanella_sdk::tipi::{Giorno, Istante, OrdineScuola, Passo};

use super::{Regola, scelte};

/// What `verifica` says of parameters that contradict each other.
fn rifiuto(parametri: &str) -> String {
    Regola::verifica(parametri.to_owned())
        .expect_err("a contradiction")
        .testo
}

#[test]
fn contradictions_are_said_in_italian() {
    let casi = [
        (
            r#"{"limite":{"ora":"24:00"}}"#,
            "«24:00» non è un orario come 09:30.",
        ),
        (
            r#"{"limite":{"ora":"09:30"},"plessi":[{"plesso":"A","limite":{"ora":"09:00"}},
                {"plesso":"A","ordini":["primaria"],"limite":{"ora":"08:00"}}]}"#,
            "Il plesso «A» ha due limiti diversi.",
        ),
        (
            r#"{"limite":{"ora":"09:30"},"ordini":[{"ordini":["infanzia","primaria"],"limite":{"ora":"09:00"}},
                {"ordini":["primaria"],"limite":{"ora":"08:00"}}]}"#,
            "Due limiti diversi per lo stesso ordine: scuola primaria.",
        ),
        (
            r#"{"limite":{"ora":"09:30"},"apertura":{"ora":"15:00","giorni_prima":1},"anticipo_massimo_giorni":20}"#,
            "L'apertura dice già da quando si può scegliere: togliere l'anticipo massimo di 20 giorni.",
        ),
        (
            // On a Monday the working day before is Friday, and Sunday is too late.
            r#"{"limite":{"ora":"16:00","giorni_prima":1,"conta":"feriali"},"apertura":{"ora":"15:00","giorni_prima":1}}"#,
            "Le scelte aprirebbero alle 15:00 quando alle 16:00 sono già chiuse.",
        ),
        (
            r#"{"limite":{"ora":"09:00"},"pasto_bianco":{"limite":{"ora":"09:01"}}}"#,
            "Il limite del pasto in bianco (9:01) è dopo quello delle altre scelte (9:00).",
        ),
        (
            r#"{"limite":{"ora":"09:00"},"pasto_bianco":{"poi_certificato":true}}"#,
            "Il certificato serve oltre un massimo di giorni di pasto in bianco, che non c'è.",
        ),
    ];
    for (parametri, testo) in casi {
        assert_eq!(rifiuto(parametri), testo, "{parametri}");
    }
}

fn giorno(giorno: u8) -> Giorno {
    Giorno {
        anno: 2026,
        mese: 10,
        giorno,
    }
}

/// The step on absences for the 30th, after absences on all days of October from `dal`.
fn avviso(dal: u8) -> Option<Passo> {
    let parametri = r#"{"limite":{"ora":"09:30"},"assenza_prolungata":{"dopo_giorni":10,
        "avviso":"scrivere all'ufficio."}}"#;
    let ingresso = Ingresso {
        adesso: Istante {
            giorno: giorno(29),
            ora: 8,
            minuto: 0,
            secondo: 0,
        },
        servizio: "refezione".to_owned(),
        plesso: "CENTRO".to_owned(),
        ordine: OrdineScuola::Primaria,
        classe: None,
        vicini: (dal..30)
            .map(|n| SceltaDelGiorno {
                giorno: giorno(n),
                scelta: Scelta::Assenza,
            })
            .collect(),
        giorni: vec![GiornoChiesto {
            giorno: giorno(30),
            calendario: Calendario::DiServizio,
            predefinita: Scelta::PastoBase,
        }],
    };
    let mut giornate = scelte(parametri, &ingresso).expect("an answer");
    let giornata = giornate.remove(0);
    assert!(giornata.scelte.iter().all(|s| s.divieto.is_none()));
    giornata
        .motivazione
        .into_iter()
        .find(|p| p.codice == "ASSENZA_PROLUNGATA")
}

#[test]
fn many_absences_in_a_row_are_a_notice_and_no_refusal() {
    assert_eq!(avviso(21), None, "ten days with the 30th");
    assert_eq!(
        avviso(20).expect("eleven days with the 30th").testo,
        "Con l'assenza del 30/10/2026 i giorni di servizio di assenza di seguito sarebbero 11: \
         scrivere all'ufficio."
    );
}
