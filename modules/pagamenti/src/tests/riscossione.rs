//! What follows from debts besides reminders: collection by force, enrolments that wait, chapters.

use campanella_kernel::vincoli::Vincolo;
use campanella_kernel::{DomainError, Giorno, Importo};

use super::citta::{euro, in_citta, novembre};
use super::morosita::{MENSA, gennaio, invia, regola, retta_di_ada, scadute, vai_al, versa};
use crate::{
    Formato, NuovoPiano, VincoloMorosita, Voce, affida_riscossione, affidamenti,
    affidamenti_in_file, blocco_iscrizioni, capitoli, capitoli_in_file, concedi_deroga,
    concedi_piano, imposta_capitolo, revoca_deroga, riepilogo_capitoli, ritira_affidamento,
    segna_ricevuto,
};

#[tokio::test]
async fn only_what_the_regulation_says_is_collected_by_force() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        let rata = retta.rate[0].id;
        let ctx = citta.ufficio();
        let presto = affida_riscossione(&ctx, &[rata], "insoluto").await;
        assert_eq!(presto.expect_err("not overdue").code(), "NON_TROVATO");
        vai_al(citta, Giorno::new(2026, 12, 28).expect("a day"));
        assert_eq!(invia(citta).await, (1, 0));
        let presto = affida_riscossione(&ctx, &[rata], "insoluto").await;
        assert_eq!(
            presto.expect_err("one reminder left").code(),
            "NON_COATTIVA"
        );

        // The second reminder is counted from when the first was received.
        let primo = scadute(citta, citta.ada).await[0].solleciti[0].id;
        vai_al(citta, gennaio(30));
        assert_eq!(invia(citta).await.0, 1, "only of the other instalment");
        let domani = segna_ricevuto(&ctx, primo, gennaio(31)).await;
        assert_eq!(domani.expect_err("to come").code(), "DATO_NON_VALIDO");
        segna_ricevuto(&ctx, primo, gennaio(2))
            .await
            .expect("noted");
        assert_eq!(invia(citta).await, (1, 0));
        vai_al(citta, Giorno::new(2027, 2, 10).expect("a day"));
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert!(vista.riscossione_coattiva, "{vista:?}");
        let insieme = [rata, retta.rate[1].id];
        let insieme = affida_riscossione(&ctx, &insieme, "insoluto").await;
        assert_eq!(insieme.expect_err("all or none").code(), "NON_COATTIVA");
        assert_eq!(affidamenti(&ctx).await.expect("read"), []);

        affida_riscossione(&ctx, &[rata], "=insoluto")
            .await
            .expect("on the list");
        let lista = affidamenti(&ctx).await.expect("read");
        assert_eq!(lista[0].importo, euro(528 + 200 + 588 + 600));
        assert_eq!(lista[0].debitore, "Genitore Ada");
        let csv = affidamenti_in_file(&ctx, Formato::Csv)
            .await
            .expect("a file");
        let csv = String::from_utf8(csv).expect("text");
        assert!(
            csv.contains("Genitore Ada;") && csv.contains(";'=insoluto"),
            "{csv}"
        );
        let ancora = affida_riscossione(&ctx, &[rata], "insoluto").await;
        assert_eq!(ancora.expect_err("it is there").code(), "RATA_AFFIDATA");
        let piano = NuovoPiano {
            chiave: "p1".into(),
            servizio: MENSA,
            rate: [rata].into(),
            scadenze: vec![Giorno::new(2027, 3, 1).expect("a day")],
            firmato_il: gennaio(30),
        };
        let ada = citta.famiglia(citta.ada).await;
        let piano = concedi_piano(&ctx, &ada, piano).await;
        assert_eq!(piano.expect_err("taken back first").code(), "RATA_AFFIDATA");
        ritira_affidamento(&ctx, lista[0].id, "pagata altrove")
            .await
            .expect("taken back");
        assert_eq!(affidamenti(&ctx).await.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn whoever_owes_does_not_enrol_unless_the_office_lets_them() {
    in_citta(async |citta| {
        regola(citta).await;
        retta_di_ada(citta).await;
        let ctx = citta.ufficio();
        let blocco = async || blocco_iscrizioni(&ctx, citta.ada.id).await.expect("asked");
        vai_al(citta, Giorno::new(2026, 12, 19).expect("a day"));
        assert_eq!(blocco().await, None, "five days are granted");
        vai_al(citta, Giorno::new(2026, 12, 21).expect("a day"));
        let perche = blocco().await.expect("blocked");
        assert!(perche.contains("5,28"), "{perche}");
        let impedimento = VincoloMorosita
            .impedimento_a_iscrivere(&ctx, citta.ada.id.key())
            .await
            .expect("asked")
            .expect("an objection");
        assert_eq!(impedimento.codice, "ISCRIZIONE_BLOCCATA");
        assert!(impedimento.perche.contains(&perche));
        let altri = blocco_iscrizioni(&ctx, citta.ugo.id).await;
        assert_eq!(altri.expect("asked"), None);

        let ada = citta.famiglia(citta.ada).await;
        let ieri = concedi_deroga(&ctx, &ada, novembre(1), "motivi").await;
        assert_eq!(ieri.expect_err("went by").code(), "DATO_NON_VALIDO");
        let deroga = concedi_deroga(&ctx, &ada, gennaio(10), "servizi sociali")
            .await
            .expect("granted");
        assert_eq!(blocco().await, None);
        vai_al(citta, gennaio(11));
        assert!(blocco().await.is_some(), "the exception is over");
        vai_al(citta, gennaio(10));
        revoca_deroga(&ctx, deroga, "errore")
            .await
            .expect("taken back");
        assert!(blocco().await.is_some());
    })
    .await;
}

#[tokio::test]
async fn late_fees_go_on_a_chapter_of_their_own() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        let ctx = citta.ufficio();
        let giorni = (novembre(1), gennaio(31));
        for (voce, codice) in [(Voce::Servizio, "3010201"), (Voce::Penali, "3.02/7")] {
            imposta_capitolo(&ctx, MENSA, voce, Some(codice))
                .await
                .expect("named");
        }
        let formula = imposta_capitolo(&ctx, MENSA, Voce::Penali, Some("=1+1")).await;
        assert_eq!(formula.expect_err("no code").code(), "DATO_NON_VALIDO");
        let somme = async || {
            let righe = riepilogo_capitoli(&ctx, giorni).await.expect("read");
            let riga = |r: crate::TotaleDelCapitolo| (r.capitolo, r.voce, r.importo.cents());
            righe.into_iter().map(riga).collect::<Vec<_>>()
        };
        let servizio = |cents| (Some("3010201".to_owned()), Voce::Servizio, cents);
        let penali = |cents| (Some("3.02/7".to_owned()), Voce::Penali, cents);
        // Before the reminder there is no fee to pay.
        vai_al(citta, Giorno::new(2026, 12, 20).expect("a day"));
        versa(citta, retta.rate[0].id, 28).await.expect("paid");
        assert_eq!(somme().await, [servizio(28)]);
        vai_al(citta, Giorno::new(2026, 12, 28).expect("a day"));
        assert_eq!(invia(citta).await, (1, 0));
        versa(citta, retta.rate[0].id, 700).await.expect("paid");
        assert_eq!(somme().await, [servizio(28), penali(700)]);
        versa(citta, retta.rate[0].id, 588).await.expect("paid");
        assert_eq!(somme().await, [servizio(28 + 500), penali(788)]);
        let csv = capitoli_in_file(&ctx, giorni, Formato::Csv)
            .await
            .expect("a file");
        let csv = String::from_utf8(csv).expect("text");
        assert!(
            csv.contains("3.02/7;Entrata;Refezione scolastica;Penali e spese;Bonifico;"),
            "{csv}"
        );
        assert!(csv.contains(";7,88\r\n"), "{csv}");
        imposta_capitolo(&ctx, MENSA, Voce::Penali, None)
            .await
            .expect("taken off");
        let senza = capitoli(&ctx).await.expect("read");
        assert_eq!(senza.iter().filter(|c| c.codice.is_some()).count(), 1);
        assert_eq!(somme().await[1], (None, Voce::Penali, 788));
    })
    .await;
}

#[tokio::test]
async fn a_year_of_a_large_comune_is_added_up() {
    in_citta(async |citta| {
        let retta = retta_di_ada(citta).await;
        versa(citta, retta.rate[0].id, 100).await.expect("paid");
        // More instalments than a statement takes parameters on either store.
        citta
            .forza(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70000)
                 INSERT INTO incasso (chiave, famiglia_id, servizio, importo, mezzo, giorno,
                        scrittura_id, registrato_da, registrato_il, rata_id)
                 SELECT 'x' || n.i, p.famiglia_id, p.servizio, 1, p.mezzo, p.giorno,
                        p.scrittura_id, p.registrato_da, p.registrato_il, 1000000 + n.i
                   FROM n, incasso p WHERE p.rata_id IS NOT NULL AND p.rata_id < 1000000",
            )
            .await;
        let giorni = (novembre(1), gennaio(31));
        let righe = riepilogo_capitoli(&citta.ufficio(), giorni).await;
        let somma: Importo = righe.expect("added up").iter().map(|r| r.importo).sum();
        assert_eq!(somma, euro(100 + 70_000));
        citta
            .forza("DELETE FROM incasso WHERE rata_id > 1000000")
            .await;
    })
    .await;
}
