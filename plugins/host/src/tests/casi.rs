//! The cases of the shipped regulations: each as its author states it, alone and in a batch.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{HOST, plugins};
use crate::ammissione::PuntoAmmissione;
use crate::casi::Scenario;
use crate::contratto::Chiamata;
use crate::estensione::Estensione;
use crate::limiti::USCITA_PER_VOCE;
use crate::pacchetto::{Pacchetto, PacchettoRifiutato};
use crate::penale::PuntoPenale;
use crate::prenotazione::PuntoPrenotazione;
use crate::tariffa::PuntoTariffa;
use crate::trasporto::PuntoTrasporto;
use crate::{Domanda, Regola};

/// The folders of the shipped packages.
pub(super) fn cartelle() -> Vec<PathBuf> {
    let mut cartelle: Vec<PathBuf> = std::fs::read_dir(plugins().join("regolamenti"))
        .expect("the regulations")
        .map(|voce| voce.expect("an entry").path())
        .filter(|percorso| percorso.join("regola.toml").exists())
        .collect();
    cartelle.sort();
    assert!(cartelle.len() >= 2, "{cartelle:?}");
    cartelle
}

/// Runs every case of `pacchetto` on its component, alone and in a batch as full as a call takes.
pub(super) fn prova(pacchetto: &Pacchetto) {
    let esame = pacchetto
        .esamina(&HOST)
        .unwrap_or_else(|e| panic!("{}: {e}", pacchetto.dichiarazione.id));
    assert!(esame.casi.len() > 5, "{}", pacchetto.dichiarazione.id);
    for (file, scenario) in &pacchetto.scenari {
        for (nome, parametri, domanda) in scenario.domande() {
            let dove = format!("{file}, {nome}");
            let insieme = match esame.regola.estensione() {
                Estensione::Tariffa => in_lotto::<PuntoTariffa>,
                Estensione::Prenotazione => in_lotto::<PuntoPrenotazione>,
                Estensione::Ammissione => in_lotto::<PuntoAmmissione>,
                Estensione::Penale => in_lotto::<PuntoPenale>,
                Estensione::Trasporto => in_lotto::<PuntoTrasporto>,
            };
            insieme(&esame.regola, parametri, &domanda, &dove);
        }
    }
}

fn in_lotto<P: Chiamata>(regola: &Regola, parametri: &Value, domanda: &Domanda, dove: &str) {
    let parametri = parametri.to_string();
    let contesto = P::Contesto::deserialize(&domanda.contesto).expect("a context");
    let ingresso = P::Ingresso::deserialize(&domanda.ingresso).expect("an input");
    let pieno = (P::VOCI_PER_CHIAMATA / P::voci(&ingresso)).max(1);
    // Not `chiedi`, which would ask one by one what fails together.
    let chiedi = |n: usize| {
        let ingressi = vec![ingresso.clone(); n];
        HOST.lotto::<P>(regola, &parametri, contesto, &ingressi)
            .unwrap_or_else(|guasto| panic!("{dove}, {n} together: {guasto}"))
    };
    let solo = chiedi(1).remove(0);
    let insieme = chiedi(pieno);
    assert_eq!(insieme.len(), pieno, "{dove}");
    let lunghezza = solo.as_ref().map_or(0, |r| json!(r).to_string().len());
    assert!(
        2 * lunghezza <= USCITA_PER_VOCE,
        "{dove}: {lunghezza} bytes"
    );
    assert!(insieme.iter().all(|e| *e == solo), "{dove}: batch differs");
}

#[test]
fn every_shipped_regulation_satisfies_its_cases() {
    for cartella in cartelle() {
        prova(&Pacchetto::da_cartella(&cartella).expect("a package"));
    }
}

/// The first shipped tariff, its cases replaced by one.
fn con_caso(atteso: &Value) -> Pacchetto {
    let cartella = plugins().join("regolamenti/tariffa_isee");
    let mut pacchetto = Pacchetto::da_cartella(&cartella).expect("a package");
    let caso = json!({
        "contesto": { "servizio": "refezione", "giorno": "2026-10-05" },
        "parametri": { "tabelle": [{ "metodo": { "tipo": "fasce", "fasce": [],
            "oltre": { "nome": "Unica", "prezzi": [45_000] } } }] },
        "base": { "plesso": "CENTRO", "ordine": "primaria", "residenza_bambino": "nel_comune",
            "residenza_pagante": "nel_comune", "minori_nel_nucleo": 1, "rango_fratelli": 1 },
        "casi": [{ "nome": "senza ISEE", "atteso": atteso }],
    });
    // JSON is YAML.
    let scenario = Scenario::leggi("uno.yaml", &caso.to_string()).expect("a scenario");
    pacchetto.scenari = vec![("uno.yaml".to_owned(), scenario)];
    pacchetto
}

#[test]
fn a_package_with_a_case_that_fails_is_refused_and_the_case_named() {
    let giusto = json!({ "prezzo": 45_000, "fascia": "Unica",
        "passi": ["ISEE_NON_PRESENTATO", "SENZA_ISEE"] });
    assert!(con_caso(&giusto).esamina(&HOST).is_ok());
    let mut sbagliato = giusto;
    sbagliato["prezzo"] = json!(45_001);
    let errore = con_caso(&sbagliato).esamina(&HOST).err().expect("refused");
    assert_eq!(errore.codice(), "CASI_FALLITI");
    let testo = errore.to_string();
    assert!(testo.contains("senza ISEE"), "{testo}");
    assert!(
        testo.contains("prezzo: atteso 45001, avuto 45000"),
        "{testo}"
    );
}

#[test]
fn a_package_that_is_not_what_it_says_is_refused() {
    let mut pacchetto = con_caso(&json!({}));
    pacchetto.scenari.clear();
    let senza = pacchetto.esamina(&HOST).err().expect("refused");
    assert_eq!(senza.codice(), "PACCHETTO_SENZA_CASI");
    pacchetto.dichiarazione.versione = "9.9.9".to_owned();
    let discorde = pacchetto.esamina(&HOST).err().expect("refused");
    assert!(matches!(
        discorde,
        PacchettoRifiutato::Discorde {
            campo: "versione",
            ..
        }
    ));
}

#[test]
fn a_case_that_names_what_does_not_exist_says_so() {
    let mut domanda = Domanda {
        contesto: json!({ "servizio": "refezione", "giorno": "2026-10-05" }),
        ingresso: json!({ "plesso": "CENTRO", "ordine": "primaria", "reddito": 3 }),
    };
    let regola = HOST.carica(crate::spediti::TARIFFA_ISEE).expect("accepted");
    let chiedi = |d: &Domanda| HOST.rispondi(&regola, &json!({}), d).map(|_| ());
    let errore = chiedi(&domanda).expect_err("an unknown name").to_string();
    assert!(errore.contains("reddito"), "{errore}");
    domanda.contesto = json!({ "giorno": "2026-10-05" });
    let errore = chiedi(&domanda).expect_err("no service").to_string();
    assert!(errore.contains("servizio"), "{errore}");
}
