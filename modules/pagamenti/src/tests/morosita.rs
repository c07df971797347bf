//! What happens to instalments that are not paid.

use campanella_kernel::vincoli::Vincolo;
use campanella_kernel::{DomainError, Giorno, Importo, Servizio};
use campanella_plugins_host::{Estensione, NuovaAttivazione, Regole, digest, spediti};
use campanella_simulatore::Comportamento;
use serde_json::json;

use super::citta::{Citta, Nucleo, alle_otto, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use super::pagopa::{collega, paga};
use crate::entities::riga_retta::TipoRiga;
use crate::pagopa::avvisa_rata;
use crate::{
    Errore, Formato, Mezzo, Modo, NuovoIncasso, NuovoPiano, RataId, RataScaduta, Retta, StatoInvio,
    StatoPiano, VincoloMorosita, Voce, affida_riscossione, affidamenti, affidamenti_in_file,
    annulla_piano, annulla_retta, annulla_sollecito, blocco_iscrizioni, capitoli, capitoli_in_file,
    concedi_deroga, concedi_piano, decadi_piano, imposta_capitolo, incassa, invii_solleciti,
    piani_della_famiglia, rate_scadute_della_famiglia, revoca_deroga, riepilogo_capitoli,
    ripristina_piano, ritira_affidamento, segna_ricevuto, sollecita, solleciti_della_famiglia,
    sollecito_da_stampare, un_lotto_di_solleciti, verifica,
};

const MENSA: Servizio = Servizio::Refezione;

fn gennaio(giorno: u32) -> Giorno {
    Giorno::new(2027, 1, giorno).expect("a day")
}

/// A fixed fee of 2,00 €; a reminder after ten days for 5,88 €, another twenty days after that was
/// received; then enrolments wait, and it is collected by force.
async fn regola(citta: &Citta) {
    let ctx = citta.ufficio();
    let parametri = json!({
        "penale": { "misura": { "tipo": "fissa", "importo": 200 } },
        "solleciti": [
            { "codice": "PRIMO", "titolo": "Primo sollecito", "giorni": 10, "spese": 588,
              "giorni_per_pagare": 15 },
            { "codice": "SECONDO", "titolo": "Messa in mora", "da": "ricezione_precedente",
              "giorni": 20, "spese": 600, "giorni_per_pagare": 10 },
        ],
        "blocco_iscrizioni": { "dal": { "tipo": "scadenza", "giorni": 5 } },
        "riscossione_coattiva": { "giorni": 0 },
    });
    let nuova = NuovaAttivazione {
        estensione: Estensione::Penale,
        servizio: MENSA,
        digest: digest(spediti::PENALE_SOLLECITI),
        parametri,
        dal: Giorno::new(2025, 9, 1).expect("a day"),
        atto: "Delibera C.C. 12/2026".into(),
    };
    let regole = ctx.service::<Regole>().expect("rules");
    regole.attiva(&ctx, nuova).await.expect("in force");
}

/// A bill of 10,55 € of Ada, in two instalments: 5,28 € by 15 December and 5,27 € by the 31st.
async fn retta_di_ada(citta: &Citta) -> Retta {
    citta.gestione(MENSA, 2026, Modo::Postpagato).await;
    let pasti = (1..=10).map(|n| pasto(citta.ada, i64::from(n), novembre(n)));
    citta.consuma(pasti.collect()).await;
    let id = prepara(citta, novembre_intero(MENSA)).await;
    emetti(citta, id).await;
    rette(citta, id).await.remove(0)
}

fn vai_al(citta: &Citta, giorno: Giorno) {
    citta.orologio.set(alle_otto(giorno));
}

async fn scadute(citta: &Citta, nucleo: Nucleo) -> Vec<RataScaduta> {
    let famiglia = citta.famiglia(nucleo).await;
    rate_scadute_della_famiglia(&citta.ufficio(), &famiglia)
        .await
        .expect("read")
}

async fn invia(citta: &Citta) -> (i32, i32) {
    sollecita(&citta.ufficio(), MENSA).await.expect("asked");
    citta.lavora().await;
    let invio = invii_solleciti(&citta.ufficio()).await.expect("read");
    assert_eq!(invio[0].stato, StatoInvio::Finito);
    assert_eq!(invio[0].fatte, invio[0].rate);
    (invio[0].inviati, invio[0].da_verificare)
}

async fn versa(citta: &Citta, rata: RataId, cents: i64) -> Result<(), Errore> {
    let nuovo = NuovoIncasso {
        chiave: format!("v-{rata}-{cents}-{}", citta.scope.now()),
        servizio: MENSA,
        importo: euro(cents),
        mezzo: Mezzo::Bonifico,
        giorno: citta.scope.oggi(),
        nota: None,
        rata: Some(rata),
    };
    let famiglia = citta.famiglia(citta.ada).await;
    incassa(&citta.ufficio(), &famiglia, nuovo).await?;
    Ok(())
}

#[tokio::test]
async fn a_reminder_is_sent_once_and_its_costs_are_paid_with_the_instalment() {
    in_citta(async |citta| {
        regola(citta).await;
        let nodo = collega(citta).await;
        let retta = retta_di_ada(citta).await;
        let prima = retta.rate[0].id;
        vai_al(citta, novembre(24));
        assert_eq!(invia(citta).await, (0, 0), "nothing is overdue");

        // 15 December and ten days.
        vai_al(citta, Giorno::new(2026, 12, 24).expect("a day"));
        assert_eq!(invia(citta).await, (0, 0), "a day too early");
        vai_al(citta, Giorno::new(2026, 12, 25).expect("a day"));
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert_eq!(vista.sollecito_dovuto.as_deref(), Some("Primo sollecito"));
        assert_eq!((vista.penale, vista.spese), (euro(200), euro(588)));
        assert_eq!(vista.debitore, "Genitore Ada");
        assert!(vista.spiegazione.iter().any(|p| p.testo.contains("5,88")));
        assert_eq!(invia(citta).await, (1, 0));
        assert_eq!(invia(citta).await, (0, 0), "it leaves fifteen days");

        let famiglia = citta.famiglia(citta.ada).await;
        let genitore = citta.genitore(citta.ada);
        let solleciti = solleciti_della_famiglia(&genitore, &famiglia)
            .await
            .expect("read");
        assert_eq!(solleciti.len(), 1);
        let sollecito = &solleciti[0];
        assert_eq!(sollecito.dovuto, euro(528 + 788));
        assert_eq!(sollecito.termine, gennaio(9));
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert_eq!(
            (vista.residuo, vista.da_pagare),
            (euro(528), euro(528 + 788))
        );
        assert_eq!((vista.penale, vista.spese), (Importo::ZERO, Importo::ZERO));
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 1055 + 788));
        citta.conti_in_ordine().await;

        let stampato = sollecito_da_stampare(&genitore, sollecito.id)
            .await
            .expect("hers");
        assert_eq!(stampato.residuo, euro(528));
        assert!(stampato.avviso.is_some());
        let altrui = sollecito_da_stampare(&citta.genitore(citta.ugo), sollecito.id).await;
        // Whoever may see all accounts in this test is an office too.
        assert_eq!(altrui.expect("an office's").residuo, euro(528));

        // The notice that the family had asks for all of it.
        let avviso = avvisa_rata(&genitore, &famiglia, prima)
            .await
            .expect("it has one");
        assert_eq!(avviso.importo, euro(528 + 788));
        paga(citta, &nodo, &avviso, Comportamento::Regolare)
            .await
            .expect("paid");
        assert_eq!(scadute(citta, citta.ada).await, []);
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 527));
    })
    .await;
}

#[tokio::test]
async fn what_is_paid_counts_for_the_costs_first() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        vai_al(citta, Giorno::new(2026, 12, 28).expect("a day"));
        assert_eq!(invia(citta).await, (1, 0));
        versa(citta, retta.rate[0].id, 588).await.expect("paid");
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert_eq!((vista.residuo, vista.da_pagare), (euro(528), euro(728)));
        versa(citta, retta.rate[0].id, 300).await.expect("paid");
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert_eq!((vista.residuo, vista.da_pagare), (euro(428), euro(428)));

        // What was paid already cannot be taken off by undoing the reminder.
        let ctx = citta.ufficio();
        let id = vista.solleciti[0].id;
        let pagati = annulla_sollecito(&ctx, id, "errore").await;
        assert_eq!(pagati.expect_err("paid").code(), "ONERI_PAGATI");
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_reminder_costs_nothing_and_may_be_sent_again() {
    in_citta(async |citta| {
        regola(citta).await;
        retta_di_ada(citta).await;
        vai_al(citta, Giorno::new(2026, 12, 28).expect("a day"));
        assert_eq!(invia(citta).await, (1, 0));
        let ctx = citta.ufficio();
        let id = scadute(citta, citta.ada).await[0].solleciti[0].id;
        let senza_motivo = annulla_sollecito(&ctx, id, " ").await;
        assert_eq!(senza_motivo.expect_err("why?").code(), "DATO_NON_VALIDO");
        annulla_sollecito(&ctx, id, "indirizzo errato")
            .await
            .expect("cancelled");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 1055));
        citta.conti_in_ordine().await;
        let ancora = annulla_sollecito(&ctx, id, "di nuovo").await;
        assert_eq!(ancora.expect_err("once").code(), "SOLLECITO_ANNULLATO");
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert_eq!(vista.sollecito_dovuto.as_deref(), Some("Primo sollecito"));
        assert_eq!(invia(citta).await, (1, 0));
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 1055 + 788));
    })
    .await;
}

#[tokio::test]
async fn without_a_regulation_nothing_is_sent_and_the_office_is_told() {
    in_citta(async |citta| {
        retta_di_ada(citta).await;
        vai_al(citta, gennaio(20));
        let vista = scadute(citta, citta.ada).await.remove(0);
        assert!(vista.da_verificare.is_some(), "{vista:?}");
        assert!(!vista.blocca_iscrizioni);
        assert_eq!(invia(citta).await, (0, 2));
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 1055));
        let blocco = blocco_iscrizioni(&citta.ufficio(), citta.ada.id).await;
        assert_eq!(blocco.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_is_done_again_sends_nothing_twice() {
    in_citta(async |citta| {
        regola(citta).await;
        retta_di_ada(citta).await;
        vai_al(citta, gennaio(20));
        let ctx = citta.ufficio();
        let id = sollecita(&ctx, MENSA).await.expect("asked");
        let intanto = sollecita(&ctx, MENSA).await;
        assert_eq!(intanto.expect_err("one at a time").code(), "INVIO_IN_CORSO");
        assert!(un_lotto_di_solleciti(&ctx, id).await.expect("done"));
        // The program was killed before it noted that the lot was done.
        citta
            .forza("UPDATE invio_solleciti SET ultima = 0, fatte = 0, inviati = 0")
            .await;
        assert!(un_lotto_di_solleciti(&ctx, id).await.expect("done"));
        assert!(!un_lotto_di_solleciti(&ctx, id).await.expect("over"));
        let inviati: usize = scadute(citta, citta.ada)
            .await
            .iter()
            .map(|r| r.solleciti.len())
            .sum();
        assert_eq!(inviati, 2, "one for each instalment");
        citta.lavora().await;
    })
    .await;
}

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
            let riga = |r: crate::IncassiDelCapitolo| (r.capitolo, r.voce, r.importo.cents());
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
            csv.contains("3.02/7;Refezione scolastica;Penali e spese;Bonifico;"),
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
