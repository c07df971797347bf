//! How a service is paid stays once money was moved that way.

use campanella_kernel::{DomainError, Servizio};

use super::citta::{Citta, euro, in_citta, quota};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use crate::{
    ContoPer, Errore, Gestione, GestioneInput, Modo, annulla_retta, gestioni, imposta_gestione,
    rettifica_credito,
};

const MENSA: Servizio = Servizio::Refezione;

/// Says that the first of what is said is otherwise.
async fn cambia(citta: &Citta, modo: Modo, conto: ContoPer) -> Result<Gestione, Errore> {
    let prima = gestioni(&citta.ufficio()).await.expect("read").remove(0);
    let dati = GestioneInput {
        servizio: prima.servizio,
        anno: prima.anno,
        modo,
        conto,
        soglia: prima.soglia,
        a_zero: prima.a_zero,
        versione: Some(prima.versione),
    };
    imposta_gestione(&citta.ufficio(), dati).await
}

#[tokio::test]
async fn credit_that_an_office_gave_holds_the_account() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        cambia(citta, Modo::Prepagato, ContoPer::Servizio)
            .await
            .expect("nothing was moved");
        let ada = citta.famiglia(citta.ada).await;
        rettifica_credito(&citta.ufficio(), &ada, MENSA, euro(500), ("k", "bonus"))
            .await
            .expect("corrected");
        for (modo, conto) in [
            (Modo::Postpagato, ContoPer::Servizio),
            (Modo::Prepagato, ContoPer::Famiglia),
        ] {
            let rifiuto = cambia(citta, modo, conto).await.expect_err("in use");
            assert_eq!(rifiuto.code(), "GESTIONE_IN_USO");
        }
    })
    .await;
}

#[tokio::test]
async fn a_bill_of_a_quota_alone_holds_the_mode() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        citta.tariffa(MENSA, quota()).await;
        let mut richiesta = novembre_intero(MENSA);
        richiesta.con_quota = true;
        let id = prepara(citta, richiesta).await;
        emetti(citta, id).await;
        let prepagato = || cambia(citta, Modo::Prepagato, ContoPer::Servizio);
        let rifiuto = prepagato().await.expect_err("billed");
        assert_eq!(rifiuto.code(), "GESTIONE_IN_USO");
        for retta in rette(citta, id).await {
            annulla_retta(&citta.ufficio(), retta.id, "prova")
                .await
                .expect("cancelled");
        }
        prepagato().await.expect("nothing is billed any more");
    })
    .await;
}
