//! Decisions that are kept, and taken again.

use std::fmt::Debug;

use campanella_kernel::{Giorno, Servizio};
use sea_orm::{EntityTrait, IntoActiveModel, PaginatorTrait, Set};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::attivazioni::{Banco, bambino, banco, giorno, tariffa_unica};
use super::{HOST, plugins};
use crate::decisione::{self, Traccia, conserva, ingresso};
use crate::pacchetto::Pacchetto;
use crate::presa::Decisioni;
use crate::tariffa::{Esito, Ingresso};
use crate::{Domanda, Estensione, NuovaAttivazione, digest, spediti};

/// Asks about `bambini` on 5 October, and keeps what was decided.
async fn decidi(banco: &Banco, bambini: &[Ingresso]) -> Vec<Traccia> {
    let esiti = banco
        .regole
        .tariffa(
            &banco.ctx,
            Servizio::Refezione,
            giorno(2026, 10, 5),
            bambini,
        )
        .await
        .expect("the store answers");
    let tracce = esiti.iter().filter_map(Esito::traccia).cloned();
    let tracce: Vec<Traccia> = tracce.collect();
    conserva(&banco.ctx, banco.ctx.db(), &tracce)
        .await
        .expect("kept");
    tracce
}

#[tokio::test]
async fn a_decision_is_taken_again_to_the_byte_after_the_rule_has_changed() {
    let banco = banco().await;
    banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("in force");
    let traccia = decidi(&banco, &[bambino()]).await.remove(0);
    banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(50_000, giorno(2026, 10, 6)))
        .await
        .expect("another in force");

    let ripetuta = banco
        .regole
        .riesegui(&banco.ctx, traccia.impronta())
        .await
        .expect("taken again");
    assert!(ripetuta.uguale());
    assert_eq!(ripetuta.decisione.riassunto["prezzo"], 45_000);
    let anonima = ripetuta.pseudonima();
    assert_eq!(anonima.ingresso["plesso"], "X");
    assert_eq!(ripetuta.domanda.ingresso["plesso"], "CENTRO");
}

#[tokio::test]
async fn a_record_that_says_something_else_is_seen() {
    let banco = banco().await;
    banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("in force");
    let traccia = decidi(&banco, &[bambino()]).await.remove(0);
    let riga = decisione::Entity::find_by_id(traccia.impronta())
        .one(banco.ctx.db())
        .await
        .expect("the store answers")
        .expect("a record");
    let mut riga = riga.into_active_model();
    riga.uscita = Set("0".repeat(64));
    decisione::Entity::update(riga)
        .exec(banco.ctx.db())
        .await
        .expect("changed");
    let ripetuta = banco.regole.riesegui(&banco.ctx, traccia.impronta()).await;
    assert!(!ripetuta.expect("taken again").uguale());
}

#[tokio::test]
async fn the_same_question_is_kept_once() {
    let banco = banco().await;
    banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("in force");
    let secondo = Ingresso {
        rango_fratelli: 2,
        ..bambino()
    };
    for _ in 0..2 {
        decidi(&banco, &[bambino(), bambino(), secondo.clone()]).await;
    }
    let db = banco.ctx.db();
    let decisioni = decisione::Entity::find().count(db).await.expect("counted");
    let ingressi = ingresso::Entity::find().count(db).await.expect("counted");
    assert_eq!((decisioni, ingressi), (2, 2));
}

#[tokio::test]
async fn a_record_with_another_input_is_seen() {
    let banco = banco().await;
    banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("in force");
    let traccia = decidi(&banco, &[bambino()]).await.remove(0);
    let riga = ingresso::Entity::find().one(banco.ctx.db()).await;
    let riga = riga.expect("the store answers").expect("an input");
    let mut dati = riga.dati.clone();
    // The answer does not depend on it: only the hash of the input tells.
    dati["plesso"] = json!("ALTROVE");
    let mut riga = riga.into_active_model();
    riga.dati = Set(dati);
    ingresso::Entity::update(riga)
        .exec(banco.ctx.db())
        .await
        .expect("changed");
    let ripetuta = banco.regole.riesegui(&banco.ctx, traccia.impronta()).await;
    let ripetuta = ripetuta.expect("taken again");
    assert_eq!(ripetuta.allora.uscita, ripetuta.adesso.uscita);
    assert!(!ripetuta.uguale());
}

/// The first question of a shipped package that is answered, and the parameters that it is under.
fn prima_domanda(pacchetto: &str, wasm: &[u8]) -> (Value, Domanda) {
    let pacchetto = Pacchetto::da_cartella(&plugins().join("regolamenti").join(pacchetto));
    let pacchetto = pacchetto.expect("a package");
    let regola = HOST.carica(wasm).expect("accepted");
    let domande = pacchetto.scenari.iter().flat_map(|(_, s)| s.domande());
    let risponde = |(_, parametri, domanda): (&str, &Value, Domanda)| {
        let decisione = HOST
            .rispondi(&regola, parametri, &domanda)
            .expect("a question");
        decisione
            .esito
            .is_ok()
            .then(|| (parametri.clone(), domanda))
    };
    domande.filter_map(risponde).next().expect("an answer")
}

fn leggi<T: DeserializeOwned>(dati: &Value) -> T {
    serde_json::from_value(dati.clone()).expect("readable")
}

/// Keeps what was decided at an extension point, takes it again, and says what it was about.
async fn ripeti<R: Debug>(banco: &Banco, decisioni: Decisioni<R>) -> (Estensione, Giorno) {
    let [Ok(presa)] = decisioni.as_slice() else {
        panic!("one decision: {decisioni:?}");
    };
    let db = banco.ctx.db();
    conserva(&banco.ctx, db, [&presa.traccia])
        .await
        .expect("kept");
    let ripetuta = banco
        .regole
        .riesegui(&banco.ctx, presa.traccia.impronta())
        .await;
    let ripetuta = ripetuta.expect("taken again");
    assert!(ripetuta.uguale(), "{ripetuta:?}");
    (ripetuta.estensione, ripetuta.giorno)
}

#[tokio::test]
async fn decisions_of_every_extension_point_are_taken_again() {
    let banco = banco().await;
    let (regole, ctx) = (&banco.regole, &banco.ctx);
    for (estensione, cartella, wasm) in [
        (
            Estensione::Ammissione,
            "ammissione_punti",
            spediti::AMMISSIONE_PUNTI,
        ),
        (
            Estensione::Penale,
            "penale_solleciti",
            spediti::PENALE_SOLLECITI,
        ),
        (
            Estensione::Trasporto,
            "trasporto_fermate",
            spediti::TRASPORTO_FERMATE,
        ),
    ] {
        let (parametri, domanda) = prima_domanda(cartella, wasm);
        let (contesto, ingresso) = (&domanda.contesto, &domanda.ingresso);
        let servizio = match estensione {
            Estensione::Trasporto => Servizio::Trasporto,
            _ => leggi(&contesto["servizio"]),
        };
        let del: Giorno = leggi(&contesto["giorno"]);
        let nuova = NuovaAttivazione {
            estensione,
            servizio,
            digest: digest(wasm),
            parametri,
            ..tariffa_unica(0, del.prima(1))
        };
        regole.attiva(ctx, nuova).await.expect("in force");
        let decisa = match estensione {
            Estensione::Ammissione => {
                let esiti = regole
                    .ammissione(ctx, leggi(contesto), &[leggi(ingresso)])
                    .await;
                ripeti(&banco, esiti.expect("the store answers")).await
            }
            Estensione::Penale => {
                let esiti = regole
                    .penale(ctx, leggi(contesto), &[leggi(ingresso)])
                    .await;
                ripeti(&banco, esiti.expect("the store answers")).await
            }
            _ => {
                let esiti = regole
                    .trasporto(ctx, leggi(contesto), &[leggi(ingresso)])
                    .await;
                ripeti(&banco, esiti.expect("the store answers")).await
            }
        };
        assert_eq!(decisa, (estensione, del));
    }
    let del = regole
        .decisioni(ctx, giorno(2000, 1, 1), giorno(2100, 1, 1))
        .await;
    assert_eq!(del.expect("the store answers").len(), 3);
}

#[tokio::test]
async fn without_a_regulation_every_decision_waits() {
    let banco = banco().await;
    let (_, domanda) = prima_domanda("penale_solleciti", spediti::PENALE_SOLLECITI);
    let ingresso = leggi(&domanda.ingresso);
    let esiti = banco
        .regole
        .penale(&banco.ctx, leggi(&domanda.contesto), &[ingresso])
        .await
        .expect("the store answers");
    let attesa = esiti[0].as_ref().expect_err("no rule");
    assert_eq!(attesa.motivo.codice, "NESSUN_REGOLAMENTO");
}
