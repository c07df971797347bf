//! What an office decides on the receipts that paid nothing by themselves, and takes back.

use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{DomainError, PlessoScope, Servizio};
use campanella_simulatore::Comportamento;

use super::citta::{Citta, in_citta};
use super::pagopa::{arrivate, collega, paga, ricarica, saldo};
use crate::entities::ricevuta_pagopa::StatoRicevuta;
use crate::pagopa::{attribuisci, rendi, riapri};
use crate::{IncassoId, Modo, QualeConto, RicevutaId, movimenti};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;

/// Ada's top-up, paid by two people: the receipt that paid it, and the one that waits.
async fn pagata_due_volte(citta: &Citta) -> [RicevutaId; 2] {
    let nodo = collega(citta).await;
    let avviso = ricarica(citta, citta.ada, 2000).await;
    paga(citta, &nodo, &avviso, Comportamento::DuePagamenti)
        .await
        .expect("paid twice");
    let arrivate = arrivate(citta).await;
    [arrivate[0].id, arrivate[1].id]
}

/// The payments on Ugo's account that can be printed or undone.
async fn incassi_di_ugo(citta: &Citta) -> Vec<IncassoId> {
    let (ctx, ugo) = (citta.genitore(citta.ugo), citta.famiglia(citta.ugo).await);
    let pagina = PageRequest::new(None, None).expect("a page");
    let letti = movimenti(&ctx, &ugo, (BUS, QualeConto::Elettronico), pagina).await;
    let letti = letti.expect("read").edges;
    letti.into_iter().filter_map(|e| e.node.incasso).collect()
}

#[tokio::test]
async fn what_was_decided_on_a_receipt_is_taken_back() {
    in_citta(async |citta| {
        for servizio in [MENSA, BUS] {
            citta.gestione(servizio, 2026, Modo::Prepagato).await;
        }
        let (ctx, [sua, doppia]) = (citta.ufficio(), pagata_due_volte(citta).await);
        let (ada, ugo) = (
            citta.famiglia(citta.ada).await,
            citta.famiglia(citta.ugo).await,
        );
        for (quale, perche) in [(sua, "it paid its notice"), (doppia, "nobody decided")] {
            let errore = riapri(&ctx, quale, "prova").await.expect_err(perche);
            assert_eq!(errore.code(), "RICEVUTA_NON_RISOLTA", "{perche}");
        }
        // To the wrong family, taken back, given back, taken back, and to the right one: twice, as
        // the keys of the first time are used.
        for volta in 1..=2 {
            attribuisci(&ctx, doppia, &ugo, (BUS, None), "era per Ugo")
                .await
                .expect("attributed");
            assert_eq!(citta.stato(citta.ugo, BUS).await.0, Some(2000));
            assert_eq!(incassi_di_ugo(citta).await.len(), 1);
            let muto = riapri(&ctx, doppia, " ").await.expect_err("why?");
            assert_eq!(muto.campo(), Some("motivo"));
            let riaperta = riapri(&ctx, doppia, "era di Ada")
                .await
                .expect("taken back");
            assert_eq!(riaperta.stato, StatoRicevuta::DaAttribuire);
            assert_eq!(riaperta.incasso, None);
            assert_eq!(citta.stato(citta.ugo, BUS).await.0, Some(0), "{volta}");
            assert_eq!(incassi_di_ugo(citta).await, [], "no receipt of it any more");
            rendi(&ctx, doppia, "resa").await.expect("given back");
            citta.conti_in_ordine().await;
            riapri(&ctx, doppia, "il bonifico è tornato")
                .await
                .expect("taken back");
            citta.conti_in_ordine().await;
        }
        attribuisci(&ctx, doppia, &ada, (MENSA, None), "era di Ada")
            .await
            .expect("attributed");
        assert_eq!(saldo(citta).await, 4000);
        citta.conti_in_ordine().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_is_decided_by_who_sees_the_whole_comune() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let [_, doppia] = pagata_due_volte(citta).await;
        let ada = citta.famiglia(citta.ada).await;
        let limitato = citta.ufficio_di(&PlessoScope::Solo([citta.plesso].into()));
        let errori = [
            attribuisci(&limitato, doppia, &ada, (MENSA, None), "mia").await,
            rendi(&limitato, doppia, "resa").await,
            riapri(&limitato, doppia, "ripresa").await,
        ];
        for esito in errori {
            assert_eq!(esito.expect_err("one building").code(), "NON_PERMESSO");
        }
    })
    .await;
}
