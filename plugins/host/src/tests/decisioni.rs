//! Decisions that are kept, and taken again.

use campanella_kernel::Servizio;
use sea_orm::{EntityTrait, IntoActiveModel, PaginatorTrait, Set};

use super::attivazioni::{Banco, bambino, banco, giorno, tariffa_unica};
use crate::decisione::{self, Traccia, conserva, ingresso};
use crate::tariffa::{Esito, Ingresso};

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
    assert!(ripetuta.uguale);
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
    assert!(!ripetuta.expect("taken again").uguale);
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
