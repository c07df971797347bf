//! The first whole path: a parent cancels a meal, the kitchen sees it, the regulation of the
//! comune decides.

use std::time::Duration;

use campanella_graphql::SchemaKind;
use campanella_kernel::Giorno;
use campanella_tests::comune_di_prova::ComuneDiProva;
use campanella_tests::documento::Documento;
use campanella_tests::piattaforma::{Piattaforma, alle, in_ogni_archivio, oggi};
use campanella_tests::richiesta::{Chi, Risposta};
use futures_util::StreamExt;
use poem::http::StatusCode;
use serde_json::{Value, json};

const CONTEGGIO: &str = "totale righe { plesso { nome } pastoBase pastoBianco assenti }";

fn domani() -> Giorno {
    oggi().dopo(1)
}

async fn prenota(
    p: &Piattaforma,
    comune: &ComuneDiProva,
    genitore: &Chi,
    giorno: Giorno,
    scelta: &str,
) -> Risposta {
    let query = "mutation($i: ID!, $g: Giorno!, $s: Scelta!, $v: Int) {
        prenota(iscrizione: $i, giorno: $g, scelta: $s, versione: $v) { scelta versione }
    }";
    let variables = json!({
        "i": comune.famiglie[0].iscrizione.to_string(), "g": giorno, "s": scelta,
        "v": 0,
    });
    p.portale(comune, genitore, query, variables).await
}

/// The calendar of the first family's child from today to Friday.
async fn calendario(p: &Piattaforma, comune: &ComuneDiProva, genitore: &Chi) -> Value {
    let query = "query($i: ID!, $dal: Giorno!, $al: Giorno!) {
        calendario(iscrizione: $i, dal: $dal, al: $al) {
            offrePastoBianco giorni { giorno scelta perche scelte { scelta permessa perche } }
        }
    }";
    let variables = json!({
        "i": comune.famiglie[0].iscrizione.to_string(), "dal": oggi(),
        "al": oggi().dopo(4),
    });
    p.portale(comune, genitore, query, variables).await.dati()["calendario"].clone()
}

/// What the cook of the first building reads for `giorno`.
async fn conteggi(p: &Piattaforma, comune: &ComuneDiProva, cuoco: &Chi, giorno: Giorno) -> Value {
    let query = format!("query($g: Giorno!) {{ conteggi(giorno: $g) {{ {CONTEGGIO} }} }}");
    let answer = p
        .ufficio(comune, cuoco, &query, json!({ "g": giorno }))
        .await;
    answer.dati()["conteggi"].clone()
}

/// Base meals, pasti bianchi and absences of the one class of the cook's building.
fn riga(conteggio: &Value) -> (i64, i64, i64) {
    let righe = conteggio["righe"].as_array().expect("rows");
    assert_eq!(
        righe.len(),
        1,
        "the other building is another cook's: {conteggio}"
    );
    let n = |campo: &str| righe[0][campo].as_i64().expect("a number");
    (n("pastoBase"), n("pastoBianco"), n("assenti"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_cancels_tomorrow_and_the_kitchen_of_that_comune_alone_sees_it() {
    in_ogni_archivio(async |p| {
        let genitore = p
            .accedi(&p.montalba, &p.montalba.famiglie[0].genitore)
            .await;
        let cuoco = p.accedi(&p.montalba, &p.montalba.cuoco).await;
        let altro_cuoco = p.accedi(&p.rovereta, &p.rovereta.cuoco).await;
        assert_eq!(
            riga(&conteggi(p, &p.montalba, &cuoco, domani()).await),
            (1, 0, 0)
        );

        let query = format!(
            "subscription($g: Giorno!) {{ conteggiCambiati(giorno: $g) {{ {CONTEGGIO} }} }}"
        );
        let ascolta = Documento::new(query, json!({ "g": domani() }));
        let mut pagina = p
            .ascolta(&p.montalba, &cuoco, SchemaKind::Ufficio, &ascolta)
            .await;
        let mut altra_pagina = p
            .ascolta(&p.rovereta, &altro_cuoco, SchemaKind::Ufficio, &ascolta)
            .await;
        for pagina in [&mut pagina, &mut altra_pagina] {
            let adesso = pagina.next().await.expect("the counts now").dati();
            assert_eq!(riga(&adesso["conteggiCambiati"]), (1, 0, 0));
        }

        let fatta = prenota(p, &p.montalba, &genitore, domani(), "ASSENZA").await;
        assert_eq!(fatta.dati()["prenota"]["scelta"], "ASSENZA");
        let attesa = Duration::from_secs(10);
        let nuovi = tokio::time::timeout(attesa, pagina.next()).await;
        let nuovi = nuovi.expect("in time").expect("the counts then").dati();
        assert_eq!(riga(&nuovi["conteggiCambiati"]), (0, 0, 1));
        assert_eq!(
            riga(&conteggi(p, &p.montalba, &cuoco, domani()).await),
            (0, 0, 1)
        );

        let attesa = Duration::from_millis(500);
        assert!(
            tokio::time::timeout(attesa, altra_pagina.next())
                .await
                .is_err()
        );
        assert_eq!(
            riga(&conteggi(p, &p.rovereta, &altro_cuoco, domani()).await),
            (1, 0, 0)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pasto_bianco_is_booked_where_the_regulation_has_it_and_not_offered_elsewhere() {
    in_ogni_archivio(async |p| {
        for (comune, previsto) in [(&p.montalba, true), (&p.rovereta, false)] {
            let genitore = p.accedi(comune, &comune.famiglie[0].genitore).await;
            let calendario = calendario(p, comune, &genitore).await;
            assert_eq!(calendario["offrePastoBianco"], previsto);
            let scelte = calendario["giorni"][1]["scelte"]
                .as_array()
                .expect("choices");
            let offerto = scelte.iter().any(|s| s["scelta"] == "PASTO_BIANCO");
            assert_eq!(offerto, previsto, "{scelte:?}");
            let risposta = prenota(p, comune, &genitore, domani(), "PASTO_BIANCO").await;
            let codice = (!previsto).then(|| "PASTO_BIANCO_NON_PREVISTO".to_owned());
            assert_eq!(risposta.codice(), codice);
            let cuoco = p.accedi(comune, &comune.cuoco).await;
            let attesi = if previsto { (0, 1, 0) } else { (1, 0, 0) };
            assert_eq!(riga(&conteggi(p, comune, &cuoco, domani()).await), attesi);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_cut_off_the_day_is_refused_with_the_reason() {
    in_ogni_archivio(async |p| {
        let genitore = p
            .accedi(&p.montalba, &p.montalba.famiglie[0].genitore)
            .await;
        p.clock.set(alle(oggi(), 9, 31));
        let rifiutata = prenota(p, &p.montalba, &genitore, oggi(), "ASSENZA").await;
        assert_eq!(rifiutata.codice().as_deref(), Some("OLTRE_ORARIO_LIMITE"));
        assert!(
            rifiutata.messaggio().contains("9:30"),
            "{}",
            rifiutata.messaggio()
        );
        let calendario = calendario(p, &p.montalba, &genitore).await;
        let giorno = &calendario["giorni"][0];
        assert_eq!(giorno["scelta"], "PASTO_BASE");
        let scelte = giorno["scelte"].as_array().expect("choices");
        assert!(scelte.iter().all(|s| s["permessa"] == false), "{giorno}");
        // Tomorrow is open, and a minute before its cut-off still would be.
        let fatta = prenota(p, &p.montalba, &genitore, domani(), "ASSENZA").await;
        assert_eq!(fatta.codice(), None, "{}", fatta.testo);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_devices_at_once_one_learns_what_the_other_did() {
    in_ogni_archivio(async |p| {
        let utente = &p.montalba.famiglie[0].genitore;
        let telefono = p.accedi(&p.montalba, utente).await;
        let computer = p.accedi(&p.montalba, utente).await;
        let (uno, due) = tokio::join!(
            prenota(p, &p.montalba, &telefono, domani(), "ASSENZA"),
            prenota(p, &p.montalba, &computer, domani(), "PASTO_BIANCO"),
        );
        let (vince, perde) = match (uno.codice(), due.codice()) {
            (None, Some(_)) => (uno, due),
            (Some(_), None) => (due, uno),
            _ => panic!("one wins and one loses: {} {}", uno.testo, due.testo),
        };
        assert_eq!(perde.codice().as_deref(), Some("CONFLITTO"));
        let attuale = &perde.json()["errors"][0]["extensions"]["attuale"];
        assert_eq!(attuale["scelta"], vince.dati()["prenota"]["scelta"]);
        assert_eq!(attuale["versione"], vince.dati()["prenota"]["versione"]);
    })
    .await;
}

async fn stato(p: &Piattaforma, host: &str) -> (StatusCode, String) {
    let documento = Documento::new("{ comune { nome } }", json!({}));
    let answer = p
        .chiedi(host, &Chi::Nessuno, SchemaKind::Portale, &documento)
        .await;
    (answer.stato, answer.testo)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comune_that_cannot_be_served_says_so_and_the_others_live() {
    in_ogni_archivio(async |p| {
        let (sconosciuto, testo) = stato(p, "nessuno.localhost").await;
        assert_eq!(sconosciuto, StatusCode::NOT_FOUND, "{testo}");

        let id = &p.montalba.id;
        let comuni = &p.app.comuni;
        comuni
            .sospendi(id, "canone non pagato", "prova")
            .await
            .expect("suspended");
        let (sospeso, testo) = stato(p, &p.montalba.host).await;
        assert_eq!(sospeso, StatusCode::SERVICE_UNAVAILABLE);
        assert!(testo.contains("COMUNE_SOSPESO"), "{testo}");
        assert!(
            !testo.contains("canone"),
            "the reason is the vendor's: {testo}"
        );
        assert_eq!(stato(p, &p.rovereta.host).await.0, StatusCode::OK);
        comuni.riattiva(id, "prova").await.expect("active");
        assert_eq!(stato(p, &p.montalba.host).await.0, StatusCode::OK);

        let file = p.app.config.dati.join("comuni").join(format!("{id}.db"));
        if p.app.config.catalogo.is_some() {
            return;
        }
        comuni.stores().close(id).await;
        std::fs::rename(&file, file.with_extension("via")).expect("removed");
        let (mancante, testo) = stato(p, &p.montalba.host).await;
        assert_eq!(mancante, StatusCode::SERVICE_UNAVAILABLE, "{testo}");
        assert!(!testo.contains("comuni/"), "no path is shown: {testo}");
        assert_eq!(stato(p, &p.rovereta.host).await.0, StatusCode::OK);
        std::fs::rename(file.with_extension("via"), &file).expect("back");
        assert_eq!(stato(p, &p.montalba.host).await.0, StatusCode::OK);
    })
    .await;
}
