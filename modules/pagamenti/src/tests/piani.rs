//! Plans of instalments.

use campanella_kernel::DomainError;

use super::citta::{euro, in_citta, novembre};
use super::morosita::{MENSA, gennaio, invia, regola, retta_di_ada, scadute, vai_al, versa};
use super::pagopa::collega;
use crate::entities::riga_retta::TipoRiga;
use crate::pagopa::avvisa_rata;
use crate::{
    NuovoPiano, StatoPiano, annulla_piano, annulla_retta, annulla_sollecito, concedi_piano,
    decadi_piano, piani_della_famiglia, ripristina_piano, verifica,
};

#[tokio::test]
async fn a_plan_takes_the_debt_over_and_gives_it_back() {
    in_citta(async |citta| {
        regola(citta).await;
        collega(citta).await;
        let retta = retta_di_ada(citta).await;
        vai_al(citta, gennaio(20));
        assert_eq!(invia(citta).await, (2, 0));
        let dovuto = 1055 + 2 * 788;
        let ctx = citta.ufficio();
        let ada = citta.famiglia(citta.ada).await;
        let nuovo = || NuovoPiano {
            chiave: "p1".into(),
            servizio: MENSA,
            rate: retta.rate.iter().map(|r| r.id).collect(),
            scadenze: [20, 21, 22].map(gennaio).to_vec(),
            firmato_il: gennaio(19),
        };
        let ugo = citta.famiglia(citta.ugo).await;
        let altrui = concedi_piano(&ctx, &ugo, nuovo()).await;
        assert_eq!(altrui.expect_err("not his").code(), "NON_TROVATO");
        let ieri = NuovoPiano {
            scadenze: vec![gennaio(19)],
            ..nuovo()
        };
        let ieri = concedi_piano(&ctx, &ada, ieri).await;
        assert_eq!(ieri.expect_err("too late").code(), "SCADENZE_NON_VALIDE");
        let piano = concedi_piano(&ctx, &ada, nuovo()).await.expect("granted");
        let ancora = concedi_piano(&ctx, &ada, nuovo()).await;
        assert_eq!(ancora.expect("the same"), piano);
        assert_eq!(scadute(citta, citta.ada).await, [], "nothing is overdue");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, dovuto));
        citta.conti_in_ordine().await;

        let piani = piani_della_famiglia(&ctx, &ada).await.expect("read");
        let sua = crate::retta_della_famiglia(&ctx, &ada, piani[0].retta)
            .await
            .expect("a bill");
        let importi: Vec<i64> = sua.rate.iter().map(|r| r.importo.cents()).collect();
        assert_eq!(importi, [877, 877, 877]);
        assert!(sua.righe.iter().all(|r| r.tipo == TipoRiga::Piano));
        let vecchio = avvisa_rata(&ctx, &ada, retta.rate[0].id)
            .await
            .expect("it had one");
        assert_eq!(vecchio.stato, crate::pagopa::StatoAvviso::Annullato);
        for id in [retta.id, sua.id] {
            let annullata = annulla_retta(&ctx, id, "prova").await;
            assert_eq!(annullata.expect_err("in a plan").code(), "RETTA_IN_PIANO");
        }

        // One instalment unpaid is forgiven, with two the plan is not kept to.
        vai_al(citta, gennaio(21));
        let vista = scadute(citta, citta.ada).await;
        assert!(
            vista[0]
                .spiegazione
                .iter()
                .any(|p| p.testo.contains("piano di rate")),
            "{vista:?}"
        );
        vai_al(citta, gennaio(22));
        let viste = scadute(citta, citta.ada).await;
        assert_eq!(viste.len(), 2);
        assert!(
            !viste[0]
                .spiegazione
                .iter()
                .any(|p| p.testo.contains("piano di rate"))
        );

        decadi_piano(&ctx, piano, "due rate non pagate")
            .await
            .expect("ended");
        let presto = decadi_piano(&ctx, piano, "ancora").await;
        assert_eq!(presto.expect_err("ended").code(), "STATO_PIANO");
        vai_al(citta, gennaio(23));
        assert_eq!(scadute(citta, citta.ada).await.len(), 3, "all of it is due");
        vai_al(citta, gennaio(22));
        ripristina_piano(&ctx, piano, "accordo")
            .await
            .expect("counts again");
        assert_eq!(scadute(citta, citta.ada).await.len(), 2);

        annulla_piano(&ctx, piano, "concesso per errore")
            .await
            .expect("cancelled");
        let stato = piani_della_famiglia(&ctx, &ada).await.expect("read")[0].stato;
        assert_eq!(stato, StatoPiano::Annullato);
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, dovuto));
        let di_nuovo = scadute(citta, citta.ada).await;
        assert_eq!(di_nuovo[0].da_pagare, euro(528 + 788));
        assert_eq!(di_nuovo[0].solleciti.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_is_being_paid_is_not_cancelled() {
    in_citta(async |citta| {
        let retta = retta_di_ada(citta).await;
        let ctx = citta.ufficio();
        let ada = citta.famiglia(citta.ada).await;
        versa(citta, retta.rate[0].id, 100).await.expect("a part");
        let nuovo = NuovoPiano {
            chiave: "p1".into(),
            servizio: MENSA,
            rate: [retta.rate[0].id].into(),
            scadenze: vec![gennaio(20), gennaio(21)],
            firmato_il: novembre(20),
        };
        let piano = concedi_piano(&ctx, &ada, nuovo).await.expect("granted");
        let sua = piani_della_famiglia(&ctx, &ada).await.expect("read")[0].retta;
        let sua = crate::retta_della_famiglia(&ctx, &ada, sua)
            .await
            .expect("a bill");
        assert_eq!(
            sua.importo,
            euro(428),
            "what was paid stays where it was paid"
        );
        versa(citta, sua.rate[0].id, 214).await.expect("paid");
        let pagato = annulla_piano(&ctx, piano, "errore").await;
        assert_eq!(pagato.expect_err("paid").code(), "RETTA_PAGATA");
    })
    .await;
}

#[tokio::test]
async fn what_was_forced_into_reminders_and_plans_is_found() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        vai_al(citta, gennaio(20));
        assert_eq!(invia(citta).await, (2, 0));
        let ctx = citta.ufficio();
        let sollecito = scadute(citta, citta.ada).await[1].solleciti[0].id;
        annulla_sollecito(&ctx, sollecito, "errore")
            .await
            .expect("cancelled");
        let nuovo = NuovoPiano {
            chiave: "p1".into(),
            servizio: MENSA,
            rate: [retta.rate[0].id].into(),
            scadenze: vec![gennaio(25)],
            firmato_il: gennaio(20),
        };
        let ada = citta.famiglia(citta.ada).await;
        concedi_piano(&ctx, &ada, nuovo).await.expect("granted");
        citta.conti_in_ordine().await;
        let db = citta.scope.db();
        for (danno, rimedio, controllo) in [
            (
                "UPDATE sollecito SET spese = spese + 1 WHERE annullato_il IS NULL",
                "UPDATE sollecito SET spese = spese - 1 WHERE annullato_il IS NULL",
                "ogni sollecito",
            ),
            (
                "UPDATE sollecito SET annullato_il = NULL WHERE annullato_per IS NOT NULL",
                "UPDATE sollecito SET annullato_il = (SELECT concesso_il FROM piano)
                  WHERE annullato_per IS NOT NULL",
                "ogni sollecito",
            ),
            (
                "UPDATE piano SET stato = 'annullato'",
                "UPDATE piano SET stato = 'attivo'",
                "passato a un piano",
            ),
            (
                "UPDATE riga_piano SET importo = importo + 1",
                "UPDATE riga_piano SET importo = importo - 1",
                "passato a un piano",
            ),
        ] {
            citta.forza(danno).await;
            let trovate = verifica(db).await.expect("checked");
            assert!(
                trovate.iter().any(|a| a.controllo.contains(controllo)),
                "{danno}: {trovate:?}"
            );
            citta.forza(rimedio).await;
            assert_eq!(verifica(db).await.expect("checked"), [], "{rimedio}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_lapsed_goes_into_another_plan_and_both_are_undone_in_turn() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        let ctx = citta.ufficio();
        let ada = citta.famiglia(citta.ada).await;
        let nuovo = |chiave: &str, rate: Vec<crate::RataId>, giorno| NuovoPiano {
            chiave: chiave.into(),
            servizio: MENSA,
            rate: rate.into_iter().collect(),
            scadenze: vec![giorno],
            firmato_il: novembre(20),
        };
        let rate = retta.rate.iter().map(|r| r.id).collect();
        let primo = concedi_piano(&ctx, &ada, nuovo("a", rate, gennaio(1))).await;
        let primo = primo.expect("granted");
        vai_al(citta, gennaio(20));
        // Lapsed, then reminded with its costs.
        decadi_piano(&ctx, primo, "non pagato")
            .await
            .expect("ended");
        assert_eq!(invia(citta).await, (1, 0));
        let sua = piani_della_famiglia(&ctx, &ada).await.expect("read")[0].retta;
        let sua = crate::retta_della_famiglia(&ctx, &ada, sua)
            .await
            .expect("a bill");
        let secondo = nuovo("b", vec![sua.rate[0].id], gennaio(25));
        let secondo = concedi_piano(&ctx, &ada, secondo).await.expect("granted");
        citta.conti_in_ordine().await;
        let presto = annulla_piano(&ctx, primo, "errore").await;
        assert_eq!(
            presto.expect_err("its debt is elsewhere").code(),
            "RETTA_IN_PIANO"
        );
        annulla_piano(&ctx, secondo, "errore")
            .await
            .expect("cancelled");
        citta.conti_in_ordine().await;
        annulla_piano(&ctx, primo, "errore")
            .await
            .expect("cancelled");
        assert_eq!(
            citta.stato(citta.ada, MENSA).await,
            (None, 1055),
            "without costs"
        );
        citta.conti_in_ordine().await;
        // The bill that it came from can now be cancelled, its plan being undone.
        annulla_retta(&ctx, retta.id, "doppia")
            .await
            .expect("cancelled");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 0));
    })
    .await;
}
