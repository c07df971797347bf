use campanella_sdk::penale::{Guest, Ingresso};
use campanella_sdk::tipi::Giorno;

use super::{Regola, calcola};

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
            r#"{"tolleranza_giorni":10,"penale":{"misura":{"tipo":"fissa","importo":500},"dal_giorno":10}}"#,
            "La penale partirebbe dal giorno 10 dopo la scadenza, dentro la tolleranza di 10 giorni.",
        ),
        (
            r#"{"penale":{"misura":{"tipo":"fissa","importo":500},"massimo":499}}"#,
            "Il massimo della penale è più basso della penale fissa.",
        ),
        (
            r#"{"penale":{"misura":{"tipo":"interessi","tasso_annuo":0}}}"#,
            "Una penale pari a zero non è una penale: toglierla.",
        ),
        (
            r#"{"solleciti":[
                {"codice":"A","titolo":"Primo","giorni":5,"giorni_per_pagare":5},
                {"codice":"A","titolo":"Secondo","giorni":30,"giorni_per_pagare":5}]}"#,
            "Due solleciti hanno lo stesso codice «A».",
        ),
        (
            r#"{"solleciti":[
                {"codice":"A","titolo":"Primo","da":"invio_precedente","giorni":5,"giorni_per_pagare":5}]}"#,
            "«Primo» è il primo sollecito: i giorni si contano dalla scadenza, non da un sollecito \
             precedente.",
        ),
        (
            r#"{"tolleranza_giorni":5,"solleciti":[
                {"codice":"A","titolo":"Primo","giorni":5,"giorni_per_pagare":5}]}"#,
            "«Primo» partirebbe dopo 5 giorni, dentro la tolleranza di 5 giorni.",
        ),
        (
            r#"{"solleciti":[
                {"codice":"A","titolo":"Primo","giorni":5,"giorni_per_pagare":15},
                {"codice":"B","titolo":"Secondo","da":"invio_precedente","giorni":15,"giorni_per_pagare":5}]}"#,
            "«Secondo» partirebbe prima che scadano i 15 giorni per pagare di «Primo».",
        ),
        (
            r#"{"solleciti":[
                {"codice":"A","titolo":"Primo","giorni":5,"giorni_per_pagare":15},
                {"codice":"B","titolo":"Secondo","giorni":20,"giorni_per_pagare":5}]}"#,
            "«Secondo» partirebbe prima che scadano i 15 giorni per pagare di «Primo».",
        ),
        (
            r#"{"blocco_iscrizioni":{"dal":{"tipo":"sollecito","codice":"Z"}}}"#,
            "Il blocco delle iscrizioni segue il sollecito «Z», che non c'è.",
        ),
        (
            r#"{"blocco_iscrizioni":{"dal":{"tipo":"data","giorno":29,"mese":2}}}"#,
            "Il blocco delle iscrizioni parte dal 29/2, un giorno che non c'è ogni anno.",
        ),
        (
            r#"{"riscossione_coattiva":{}}"#,
            "La riscossione coattiva segue l'ultimo sollecito, ma non è previsto alcun sollecito.",
        ),
    ];
    for (parametri, testo) in casi {
        assert_eq!(rifiuto(parametri), testo, "{parametri}");
    }
}

/// Interest at `tasso` on `residuo` cents after `giorni` days from 1 January 2027.
fn interessi(residuo: i64, tasso: i64, giorni: i64, arrotondamento: &str) -> i64 {
    let scadenza = Giorno {
        anno: 2027,
        mese: 1,
        giorno: 1,
    };
    let oggi = campanella_sdk::giorni_dal_1970(&scadenza) + giorni;
    let parametri = format!(
        r#"{{"penale":{{"misura":{{"tipo":"interessi","tasso_annuo":{tasso}}},
            "arrotondamento":"{arrotondamento}"}}}}"#
    );
    let ingresso = Ingresso {
        servizio: "refezione".to_owned(),
        giorno: campanella_sdk::giorno_dal_1970(oggi).expect("a day"),
        residuo,
        scadenza,
        solleciti: Vec::new(),
        piano_rispettato: false,
        servizi_sociali: false,
        altri_dati: Vec::new(),
    };
    calcola(&parametri, &ingresso).expect("an answer").penale
}

#[test]
fn interest_is_amount_by_rate_by_days_over_365() {
    // 1.000,00 € at 2,50% for a year, and for one day more than a year (a leap day is a day).
    assert_eq!(interessi(100_000, 250, 365, "commerciale"), 2_500);
    assert_eq!(interessi(100_000, 250, 366, "commerciale"), 2_507);
    // 73,00 € at 5,00%: exactly a cent a day; at 2,50% half a cent.
    assert_eq!(interessi(7_300, 500, 1, "commerciale"), 1);
    assert_eq!(interessi(7_300, 250, 1, "commerciale"), 1);
    assert_eq!(interessi(7_300, 250, 1, "per_difetto"), 0);
    assert_eq!(interessi(7_300, 250, 1, "per_eccesso"), 1);
    assert_eq!(interessi(7_299, 250, 1, "commerciale"), 0);
    assert_eq!(interessi(7_299, 250, 1, "per_eccesso"), 1);
    assert_eq!(interessi(7_300, 250, 3, "commerciale"), 2);
}
