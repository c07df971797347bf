//! What an office reads when the parameters contradict each other: the sentence, word by word.

use serde_json::{Value, json};
use tariffa_isee::Parametri;

/// The sentence about `parametri`, or nothing.
fn frase(parametri: &Value) -> String {
    match Parametri::leggi(&parametri.to_string()) {
        Ok(_) => String::new(),
        Err(m) => {
            assert_eq!(m.codice, "PARAMETRI_CONTRADDITTORI", "{}", m.testo);
            m.testo
        }
    }
}

fn una(tabella: Value) -> Value {
    json!({ "tabelle": [tabella] })
}

fn fasce(fasce: Value, oltre: Value) -> Value {
    una(json!({ "nome": "Primaria",
        "metodo": { "tipo": "fasce", "fasce": fasce, "oltre": oltre } }))
}

fn unico(prezzi: Value) -> Value {
    json!({ "tipo": "unico", "nome": "Pasto", "prezzi": prezzi })
}

fn quota(quando: Value) -> Value {
    let metodo = json!({ "tipo": "unico", "nome": "Quota", "importi": [1000] });
    una(json!({ "quota": { "metodo": metodo, "quando": quando } }))
}

#[test]
fn bands_in_order_without_gaps_or_overlaps() {
    let a = json!({ "nome": "A", "da": 0, "fino_a": 600_000, "prezzi": [10_000] });
    let oltre = json!({ "nome": "C", "da": 900_001, "prezzi": [30_000] });
    let b = |da: Value, fino_a: i64| json!({ "nome": "B", "da": da, "fino_a": fino_a, "prezzi": [20_000] });
    let due = |b: Value| frase(&fasce(json!([a, b]), oltre.clone()));
    assert_eq!(due(b(json!(600_001), 900_000)), "");
    assert_eq!(due(b(json!(null), 900_000)), "");
    assert_eq!(
        due(b(json!(600_002), 900_000)),
        "Tabella «Primaria»: prima della fascia «B» resta scoperto l'ISEE da 6.000,01 € a \
         6.000,01 €."
    );
    assert_eq!(
        due(b(json!(600_000), 900_000)),
        "Tabella «Primaria»: la fascia «B» si sovrappone a quella precedente per l'ISEE da \
         6.000,00 € a 6.000,00 €."
    );
    assert_eq!(
        due(b(json!(null), 800_000)),
        "Tabella «Primaria»: prima della fascia «C» resta scoperto l'ISEE da 8.000,01 € a \
         9.000,00 €."
    );
    assert_eq!(
        due(b(json!(null), 600_000)),
        "Tabella «Primaria»: le fasce «A» e «B» si sovrappongono: arrivano entrambe a 6.000,00 €."
    );
    assert_eq!(
        due(b(json!(null), 500_000)),
        "Tabella «Primaria»: la fascia «B» (fino a 5.000,00 €) è scritta dopo la fascia «A» (fino \
         a 6.000,00 €): le fasce vanno in ordine di ISEE."
    );
    let da_mille = json!([{ "nome": "A", "da": 100_000, "fino_a": 600_000, "prezzi": [1] }]);
    assert_eq!(
        frase(&fasce(da_mille, json!({ "nome": "C", "prezzi": [1] }))),
        "Tabella «Primaria»: prima della fascia «A» resta scoperto l'ISEE da 0,00 € a 999,99 €."
    );
}

#[test]
fn a_tariff_does_not_fall_as_the_isee_rises() {
    let a = json!({ "nome": "A", "fino_a": 600_000, "prezzi": [20_000, 15_000] });
    let con = |oltre: Value| frase(&fasce(json!([a]), json!({ "nome": "B", "prezzi": oltre })));
    assert_eq!(con(json!([20_000, 15_000])), "");
    assert_eq!(
        con(json!([19_999])),
        "Tabella «Primaria»: la fascia «B» costa meno della fascia «A», che ha un ISEE più basso \
         (1,9999 € contro 2,00 €, 1° figlio)."
    );
    assert_eq!(
        con(json!([25_000, 14_000])),
        "Tabella «Primaria»: la fascia «B» costa meno della fascia «A», che ha un ISEE più basso \
         (1,40 € contro 1,50 €, 2° figlio)."
    );
    let tratti = |punti: Value| {
        frase(&una(
            json!({ "metodo": { "tipo": "a_tratti", "nome": "T", "punti": punti } }),
        ))
    };
    let primo = json!({ "isee": 0, "prezzo": 10_000 });
    assert_eq!(
        tratti(json!([primo, { "isee": 100_000, "prezzo": 9_000 }])),
        "Tabella 1: la tariffa scende mentre l'ISEE sale, da 1,00 € (ISEE 0,00 €) a 0,90 € (ISEE \
         1.000,00 €)."
    );
    assert_eq!(
        tratti(json!([primo, { "isee": 0, "prezzo": 20_000 }])),
        "Tabella 1: l'ISEE di 0,00 € deve essere più alto di quello che lo precede, 0,00 €."
    );
    assert_eq!(
        tratti(json!([primo])),
        "Tabella 1: servono almeno due punti."
    );
    let proporzionale = json!({ "tipo": "proporzionale", "nome": "T", "ogni_mille_euro": 3000,
        "prezzo_min": 20_000, "prezzo_max": 10_000 });
    assert_eq!(
        frase(&una(json!({ "metodo": proporzionale }))),
        "Tabella 1: il minimo (2,00 €) supera il massimo (1,00 €)."
    );
}

#[test]
fn every_table_says_something_and_can_be_reached() {
    assert_eq!(
        frase(&json!({ "tabelle": [] })),
        "Manca la tabella delle tariffe."
    );
    assert_eq!(
        frase(&una(json!({ "nome": "Vuota" }))),
        "Tabella «Vuota»: non ha né un prezzo né una quota."
    );
    let di = |campi: Value| {
        let mut tabella = json!({ "metodo": unico(json!([1])) });
        let nuovi = campi.as_object().expect("an object").clone();
        tabella.as_object_mut().expect("an object").extend(nuovi);
        tabella
    };
    let infanzia = di(json!({ "nome": "Infanzia", "ordini": ["infanzia"] }));
    let tutti = di(json!({ "nome": "Tutti" }));
    assert_eq!(frase(&json!({ "tabelle": [infanzia, tutti] })), "");
    assert_eq!(
        frase(&json!({ "tabelle": [tutti, infanzia] })),
        "Tabella «Infanzia»: non si applica mai, perché la tabella «Tutti» viene prima e \
         riguarda gli stessi bambini."
    );
    let pieno = json!([{ "nome": "tempo", "valori": ["pieno", "lungo"] }]);
    let solo_pieno = json!([{ "nome": "tempo", "valori": ["pieno"] }]);
    let (largo, stretto) = (
        di(json!({ "dati": pieno })),
        di(json!({ "dati": solo_pieno })),
    );
    assert_eq!(frase(&json!({ "tabelle": [stretto, largo] })), "");
    assert_eq!(
        frase(&json!({ "tabelle": [largo, stretto] })),
        "Tabella 2: non si applica mai, perché la tabella 1 viene prima e riguarda gli stessi \
         bambini."
    );
    let residenti = di(json!({ "residenti": true, "ordini": ["primaria"] }));
    let altri = di(json!({ "residenti": false, "ordini": ["infanzia"] }));
    assert_eq!(
        frase(&json!({ "tabelle": [residenti, altri] })),
        "Tabella 1: riguarda solo i residenti, e nessuna tabella riguarda i non residenti."
    );
}

#[test]
fn fixed_amounts_are_there_for_what_the_table_has() {
    let fissato = json!({ "tipo": "prezzo", "nome": "Non residenti", "prezzo": 50_000 });
    let mut solo_quota = quota(json!({ "tipo": "mensile" }));
    solo_quota["residenza"] = json!({ "non_residenti": fissato });
    assert_eq!(
        frase(&solo_quota),
        "Tabella 1: manca la quota di chi non è residente."
    );
    let mut solo_prezzo = una(
        json!({ "metodo": { "tipo": "lineare", "nome": "L", "isee_min": 0,
        "isee_max": 1, "prezzo_min": 0, "prezzo_max": 1 } }),
    );
    solo_prezzo["senza_isee"] = json!({ "tipo": "prezzo", "nome": "Senza", "quota": 1 });
    assert_eq!(
        frase(&solo_prezzo),
        "Tabella 1: manca il prezzo di chi non ha un ISEE valido."
    );
    let pasti = json!({ "tipo": "pasti", "pasti": 139, "prezzo": unico(json!([1])) });
    assert_eq!(
        frase(&una(json!({ "metodo": pasti }))),
        "Tabella 1: un numero di pasti può essere una quota, non un prezzo."
    );
}

#[test]
fn months_and_instalments() {
    let mese = json!({ "mese": 9, "dovuta_percento": 50 });
    assert_eq!(
        frase(&quota(json!({ "tipo": "mensile", "mesi": [mese, mese] }))),
        "Tabella 1: il mese di settembre è scritto due volte."
    );
    let annuale = |piani: Value| frase(&quota(json!({ "tipo": "annuale", "piani": piani })));
    assert_eq!(
        annuale(json!([])),
        "Tabella 1: manca quando si paga la quota dell'anno."
    );
    assert_eq!(
        annuale(json!([{ "nome": "Due", "rate": [{ "mese": 1 }, { "mese": 9 }] }])),
        "Tabella 1: le rate di «Due» vanno in ordine di mese, da settembre ad agosto, senza \
         ripetizioni."
    );
    let piano = |nome: &str, valori: Value| json!({ "nome": nome, "valori": valori, "rate": [{ "mese": 9 }] });
    assert_eq!(
        annuale(json!([piano("A", json!(["x"])), piano("B", json!([]))])),
        "Tabella 1: manca la scelta con cui si prende il piano «B»."
    );
    assert_eq!(
        annuale(json!([piano("A", json!(["x"])), piano("B", json!(["x"]))])),
        "Tabella 1: la stessa scelta indica sia «A» sia «B»."
    );
}

#[test]
fn reductions_do_not_grow_with_the_isee() {
    let con = |righe: Value| {
        let mut parametri = una(json!({ "metodo": unico(json!([1])) }));
        parametri["minori"] = json!({ "righe": righe });
        frase(&parametri)
    };
    let riga = |fino_a: i64, da_minori: u32, percento: i64| {
        json!({ "fino_a": fino_a,
            "riduzioni": [{ "da_minori": da_minori, "percento": percento }] })
    };
    assert_eq!(con(json!([riga(400_000, 1, 50), riga(700_000, 3, 50)])), "");
    assert_eq!(
        con(json!([riga(400_000, 1, 50), riga(700_000, 3, 60)])),
        "Riduzioni per minori: con 3 minori la riduzione cresce dal 50% (ISEE fino a 4.000,00 €) \
         al 60% (fino a 7.000,00 €), e la tariffa scenderebbe mentre l'ISEE sale."
    );
    assert_eq!(
        con(json!([riga(400_000, 1, 50), riga(400_000, 1, 40)])),
        "Riduzioni per minori: la riga fino a 4.000,00 € è scritta dopo quella fino a 4.000,00 €: \
         le righe vanno in ordine di ISEE, senza ripetizioni."
    );
    let mut per_figlio = una(json!({ "metodo": unico(json!([2, 1])) }));
    per_figlio["fratelli"] = json!({ "riduzioni": [] });
    assert_eq!(
        frase(&per_figlio),
        "I prezzi per figlio e la riduzione per fratelli si escludono."
    );
    let mut limiti = una(json!({ "metodo": unico(json!([1])) }));
    limiti["limiti"] = json!({ "prezzo_minimo": 20_000, "prezzo_massimo": 10_000 });
    assert_eq!(
        frase(&limiti),
        "Limiti: il prezzo minimo (2,00 €) supera il massimo."
    );
}
