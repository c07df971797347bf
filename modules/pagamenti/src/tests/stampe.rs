//! What is printed: bills and receipts, each for its family and the office.

use std::sync::Arc;

use campanella_kernel::{Actor, Ctx, DomainError, PermissionSet, PlessoScope, Servizio};
use campanella_simulatore::Comportamento;
use sea_orm::{EntityTrait, QueryOrder};

use super::citta::{Citta, Nucleo, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use super::pagopa::{arrivate, collega, paga, ricarica, saldo};
use crate::entities::incasso;
use crate::pagopa::{avvisa_rata, ricevuta_da_stampare};
use crate::stampa_estratto::estratto_da_stampare;
use crate::stampa_retta::retta_da_stampare;
use crate::{CONTO_FAMIGLIA, MUOVI_CREDITO, Modo, QualeConto, annulla_retta};

const MENSA: Servizio = Servizio::Refezione;

/// A parent, with what families may do and no more.
pub(super) fn famiglia(citta: &Citta, nucleo: Nucleo) -> Ctx {
    let mut set = PermissionSet::nessuno();
    set.concedi(CONTO_FAMIGLIA, PlessoScope::Tutti);
    set.concedi(MUOVI_CREDITO, PlessoScope::Tutti);
    let actor = Actor::Persona {
        id: nucleo.genitore,
        nome: "Genitore".into(),
    };
    citta.scope.authenticated(actor, Arc::new(set))
}

#[tokio::test]
async fn a_payment_by_pagopa_has_a_receipt() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = collega(citta).await;
        let avviso = ricarica(citta, citta.ada, 2000).await;
        paga(citta, &nodo, &avviso, Comportamento::Regolare)
            .await
            .expect("paid");
        let incasso = arrivate(citta).await[0].incasso_id.expect("registered");
        let genitore = famiglia(citta, citta.ada);
        let sua = ricevuta_da_stampare(&genitore, incasso).await;
        let sua = sua.expect("hers");
        assert_eq!(sua.numero.to_string(), avviso.numero);
        assert_eq!(sua.importo, euro(2000));
        assert_eq!(sua.descrizione, "Refezione scolastica. Ricarica");
        assert_eq!(sua.metodo, Some("carta di pagamento"));
        let ufficio = ricevuta_da_stampare(&citta.ufficio(), incasso).await;
        assert_eq!(ufficio.expect("the office's"), sua);
        let altrui = ricevuta_da_stampare(&famiglia(citta, citta.ugo), incasso).await;
        assert_eq!(altrui.expect_err("not hers").code(), "NON_TROVATO");

        citta.ricarica(citta.ada, 500).await;
        let allo_sportello = incasso::Entity::find()
            .order_by_desc(incasso::Column::Id)
            .one(citta.scope.db())
            .await
            .expect("read")
            .expect("a payment");
        let senza = ricevuta_da_stampare(&genitore, allo_sportello.id).await;
        assert_eq!(senza.expect_err("by bank").code(), "SENZA_RICEVUTA");
    })
    .await;
}

#[tokio::test]
async fn a_bill_names_its_children_and_the_notices_of_its_instalments() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        collega(citta).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(5))]).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        let bozza = rette(citta, id).await.remove(0);
        let presto = retta_da_stampare(&citta.ufficio(), bozza.id).await;
        assert_eq!(presto.expect_err("a draft").code(), "NON_TROVATO");
        emetti(citta, id).await;
        let emessa = rette(citta, id).await.remove(0);

        let ada = citta.famiglia(citta.ada).await;
        let genitore = famiglia(citta, citta.ada);
        let rata = emessa.rate[0].id;
        let avviso = avvisa_rata(&genitore, &ada, rata).await.expect("a notice");
        let stampata = retta_da_stampare(&genitore, bozza.id).await;
        let stampata = stampata.expect("hers");
        let iscrizione = stampata.retta.righe[0].iscrizione.expect("of a child");
        assert!(
            stampata.bambini[&iscrizione].contains("Ada"),
            "{stampata:?}"
        );
        assert_eq!(stampata.avvisi[&rata].to_string(), avviso.numero);
        assert_eq!(stampata.avvisi.len(), stampata.retta.rate.len());
        let ufficio = retta_da_stampare(&citta.ufficio(), bozza.id).await;
        assert_eq!(ufficio.expect("the office's").retta, stampata.retta);
        let altrui = retta_da_stampare(&famiglia(citta, citta.ugo), bozza.id).await;
        assert_eq!(altrui.expect_err("not hers").code(), "NON_TROVATO");

        assert_eq!(stampata.annullata, None);
        annulla_retta(&citta.ufficio(), bozza.id, "doppia")
            .await
            .expect("cancelled");
        let annullata = retta_da_stampare(&genitore, bozza.id).await;
        let annullata = annullata.expect("hers still").annullata;
        assert_eq!(annullata.as_deref(), Some("doppia"));
    })
    .await;
}

#[tokio::test]
async fn a_statement_adds_up_from_what_was_there_to_what_is_left() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 2000).await;
        let giorni = [novembre(5), novembre(10), novembre(20)];
        for (origine, giorno) in (1..).zip(giorni) {
            citta.consuma(vec![pasto(citta.ada, origine, giorno)]).await;
        }
        let genitore = famiglia(citta, citta.ada);
        let conto = (MENSA, QualeConto::Elettronico);
        let estratto = async |dal, al| {
            let giorni = (novembre(dal), novembre(al));
            let estratto = estratto_da_stampare(&genitore, None, conto, giorni).await;
            estratto.expect("hers").periodo
        };
        // The top-up is of the day of the test, the 23rd.
        let tutto = estratto(1, 30).await;
        assert_eq!(tutto.iniziale, euro(0));
        assert_eq!(tutto.movimenti.len(), 4);
        assert_eq!(tutto.finale.cents(), saldo(citta).await);
        let mezzo = estratto(6, 15).await;
        assert_eq!(mezzo.movimenti.len(), 1);
        assert_eq!(mezzo.iniziale, tutto.movimenti[0].importo);
        assert_eq!(mezzo.finale, mezzo.iniziale + mezzo.movimenti[0].importo);

        let ufficio = citta.ufficio();
        let novembre = (novembre(1), novembre(30));
        let sua = estratto_da_stampare(&ufficio, Some(citta.ada.id), conto, novembre).await;
        assert_eq!(sua.expect("the office's").periodo, tutto);
        let di_chi = estratto_da_stampare(&ufficio, None, conto, novembre).await;
        assert_eq!(di_chi.expect_err("whose?").code(), "DATO_NON_VALIDO");
        let altra = famiglia(citta, citta.ugo);
        let altrui = estratto_da_stampare(&altra, Some(citta.ada.id), conto, novembre).await;
        assert_eq!(altrui.expect_err("not his").code(), "NON_TROVATO");
        let propria = estratto_da_stampare(&altra, None, conto, novembre).await;
        assert_eq!(propria.expect("his").periodo.movimenti, []);
        let a_rovescio = estratto_da_stampare(&genitore, None, conto, (novembre.1, novembre.0));
        let a_rovescio = a_rovescio.await.expect_err("backwards");
        assert_eq!(a_rovescio.code(), "DATO_NON_VALIDO");
    })
    .await;
}
