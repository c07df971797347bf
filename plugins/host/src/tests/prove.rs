//! Trying a rule on a case: the forms that offices get, what is answered, what is refused.

use serde::Deserialize;
use serde_json::{Value, json};

use super::attivazioni::banco;
use super::casi::cartelle;
use crate::ammissione::PuntoAmmissione;
use crate::attiva::AttivazioneRifiutata;
use crate::contratto::Chiamata;
use crate::estensione::Estensione;
use crate::pacchetto::Pacchetto;
use crate::penale::PuntoPenale;
use crate::prenotazione::PuntoPrenotazione;
use crate::schema_domanda;
use crate::tariffa::PuntoTariffa;
use crate::trasporto::PuntoTrasporto;
use crate::{DaProvare, Domanda, EsitoProva, Regola, RigaEsito, digest, spediti};

fn nomi(valore: &Value) -> Vec<&str> {
    let campi = valore.as_object().expect("fields");
    let mut nomi: Vec<&str> = campi.keys().map(String::as_str).collect();
    nomi.sort_unstable();
    nomi
}

/// The form asks for what the contract has, no more and no less.
fn stessi_campi<P: Chiamata>(domanda: &Domanda) {
    let schema: Value = serde_json::from_str(schema_domanda::schema(P::ESTENSIONE)).expect("JSON");
    let campi = |parte: &str| schema["properties"][parte]["properties"].clone();
    let contesto = P::Contesto::deserialize(&domanda.contesto).expect("a context");
    let ingresso = P::Ingresso::deserialize(&domanda.ingresso).expect("an input");
    assert_eq!(nomi(&campi("contesto")), nomi(&json!(contesto)));
    assert_eq!(nomi(&campi("ingresso")), nomi(&json!(ingresso)));
}

fn campi_di(regola: &Regola) -> fn(&Domanda) {
    match regola.estensione() {
        Estensione::Tariffa => stessi_campi::<PuntoTariffa>,
        Estensione::Prenotazione => stessi_campi::<PuntoPrenotazione>,
        Estensione::Ammissione => stessi_campi::<PuntoAmmissione>,
        Estensione::Penale => stessi_campi::<PuntoPenale>,
        Estensione::Trasporto => stessi_campi::<PuntoTrasporto>,
    }
}

/// An answer has lines and reasons, each with words; a refusal has a reason and no lines.
fn in_parole(regola: &Regola, parametri: &Value, domanda: &Domanda, dove: &str) {
    let decisione = super::HOST.rispondi(regola, parametri, domanda);
    let esito = EsitoProva::from(decisione.expect("an answer"));
    assert_eq!(esito.righe.is_empty(), esito.rifiuto.is_some(), "{dove}");
    assert_eq!(
        esito.motivazione.is_empty(),
        esito.rifiuto.is_some(),
        "{dove}"
    );
    let mute = |r: &RigaEsito| r.nome.trim().is_empty() || r.valore.trim().is_empty();
    assert!(!esito.righe.iter().any(mute), "{dove}: {:?}", esito.righe);
}

/// A field that a case says to be absent is one that nobody fills in.
fn senza_vuoti(ingresso: &mut Value) {
    let campi = ingresso.as_object_mut().expect("fields");
    campi.retain(|_, valore| !valore.is_null());
}

#[test]
fn every_shipped_case_fits_the_form() {
    let mut estensioni = Vec::new();
    for cartella in cartelle() {
        let pacchetto = Pacchetto::da_cartella(&cartella).expect("a package");
        let regola = pacchetto.esamina(&super::HOST).expect("accepted").regola;
        for (file, scenario) in &pacchetto.scenari {
            for (nome, parametri, mut domanda) in scenario.domande() {
                let dove = format!("{file}, {nome}");
                in_parole(&regola, parametri, &domanda, &dove);
                senza_vuoti(&mut domanda.ingresso);
                let letta = schema_domanda::leggi(regola.estensione(), json!(domanda));
                let letta = letta.unwrap_or_else(|e| panic!("{dove}: {e}"));
                assert_eq!(letta, domanda, "{dove}");
                campi_di(&regola)(&domanda);
            }
        }
        estensioni.push(regola.estensione());
    }
    assert_eq!(estensioni.len(), 5, "{estensioni:?}");
}

fn caso(ingresso: Value) -> Domanda {
    Domanda {
        contesto: json!({ "servizio": "refezione", "giorno": "2026-11-03" }),
        ingresso,
    }
}

fn solleciti() -> Value {
    json!({
        "penale": { "misura": { "tipo": "percentuale", "percento": 500 } },
        "solleciti": [{ "codice": "PRIMO", "titolo": "Primo sollecito", "giorni": 30,
            "spese": 588, "giorni_per_pagare": 15 }],
    })
}

#[tokio::test]
async fn a_rule_that_is_not_in_force_answers_in_words() {
    let banco = banco().await;
    let penale = DaProvare::DelComune(digest(spediti::PENALE_SOLLECITI));
    let prova = async |estensione, domanda| {
        let parametri = solleciti();
        let regola = (&penale, &parametri);
        banco
            .regole
            .prova(&banco.ctx, estensione, regola, domanda)
            .await
    };
    let scaduto = caso(json!({ "residuo": 10_000, "scadenza": "2026-10-04" }));
    let esito = prova(Estensione::Penale, scaduto.clone()).await;
    let esito = esito.expect("an answer");
    let righe: Vec<_> = esito
        .righe
        .iter()
        .map(|r| (r.nome.as_str(), r.valore.as_str()))
        .collect();
    assert_eq!(
        righe,
        [
            ("Penale", "5,00 €"),
            ("Spese dei solleciti", "5,88 €"),
            (
                "Sollecito da inviare",
                "Primo sollecito, dal 03/11/2026, con 15 giorni per pagare"
            ),
            ("Nuove iscrizioni", "possibili"),
            ("Riscossione coattiva", "no"),
        ]
    );
    assert!(!esito.motivazione.is_empty());

    let sconosciuto = json!({ "residuo": 10_000, "scadenza": "2026-10-04",
        "solleciti": [{ "codice": "DIFFIDA", "inviato": "2026-10-10" }] });
    let esito = prova(Estensione::Penale, caso(sconosciuto)).await;
    let esito = esito.expect("a refusal is an answer");
    assert!(
        esito.righe.is_empty() && esito.rifiuto.is_some(),
        "{esito:?}"
    );

    let altra = prova(Estensione::Tariffa, scaduto).await;
    assert!(
        matches!(altra, Err(AttivazioneRifiutata::AltraEstensione)),
        "{altra:?}"
    );
}

fn errori<T: std::fmt::Debug>(esito: Result<T, AttivazioneRifiutata>) -> Vec<String> {
    match esito {
        Err(AttivazioneRifiutata::CasoNonValido(errori)) => {
            errori.into_iter().map(|e| e.percorso).collect()
        }
        altro => panic!("{altro:?}"),
    }
}

#[tokio::test]
async fn a_case_that_is_none_is_refused_place_by_place() {
    let leggi = |ingresso| schema_domanda::leggi(Estensione::Penale, json!(caso(ingresso)));
    let mancano = errori(leggi(json!({ "residuo": -1 })));
    assert_eq!(mancano, ["/ingresso/residuo", "/ingresso/scadenza"]);
    let nessun_giorno = errori(leggi(json!({ "residuo": 1, "scadenza": "2026-02-30" })));
    assert_eq!(nessun_giorno, ["/ingresso/scadenza"]);
    let mut bando = ammissione();
    bando.contesto["termine"] = json!("2026-05-15T24:30:00");
    let nessuna_ora = errori(schema_domanda::leggi(Estensione::Ammissione, json!(bando)));
    assert_eq!(nessuna_ora, ["/contesto/termine"]);

    // A school year that only the contract refuses.
    let mut due_anni = ammissione();
    due_anni.contesto["anno"] = json!("2026/2028");
    let letta = schema_domanda::leggi(Estensione::Ammissione, json!(due_anni));
    let banco = banco().await;
    let ammissione = DaProvare::DelComune(digest(spediti::AMMISSIONE_PUNTI));
    let parametri = json!({});
    let prova = banco.regole.prova(
        &banco.ctx,
        Estensione::Ammissione,
        (&ammissione, &parametri),
        letta.expect("of the form"),
    );
    assert_eq!(errori(prova.await), [""]);
}

fn ammissione() -> Domanda {
    Domanda {
        contesto: json!({ "servizio": "refezione", "anno": "2026/2027", "giorno": "2026-05-15",
            "termine": "2026-05-15T12:00:00" }),
        ingresso: json!({ "presentata": "2026-05-01T09:00:00", "nascita": "2020-02-29",
            "ordine": "primaria", "residenza_bambino": "nel_comune",
            "residenza_pagante": "nel_comune", "minori_nel_nucleo": 1, "genitori": [] }),
    }
}
