//! Prepaid accounts.

use std::time::Duration;

use campanella_kernel::consumi::{Addebito, Consumo};
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::vincoli::Vincolo;
use campanella_kernel::{DomainError, Servizio, jobs};
use campanella_ledger::chiudi_periodo;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::citta::{Citta, Nucleo, a_prezzo, alle_otto, euro, evento, in_citta, novembre, pasto};
use crate::{
    AZero, ContoPer, Errore, GESTISCI_CONTABILITA, Mezzo, Modo, NuovoIncasso, QualeConto,
    RichiestaRimborso, chiedi_rimborso, consumi, decidi_rimborso, incassa, movimenti,
    paga_rimborso, registra_consumi, rettifica_credito, storna_incasso,
};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;
const IBAN: &str = "IT60X0542811101000000123456";

async fn saldo(citta: &Citta, nucleo: Nucleo) -> i64 {
    citta.stato(nucleo, MENSA).await.0.expect("an account")
}

#[tokio::test]
async fn a_meal_is_charged_once_with_its_price_and_why() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 2000).await;
        for _ in 0..2 {
            citta.consuma(vec![pasto(citta.ada, 1, novembre(20))]).await;
        }
        // 1,055 € is 106 cents, rounded on the line of one meal.
        assert_eq!(saldo(citta, citta.ada).await, 2000 - 106);
        assert_eq!(saldo(citta, citta.ugo).await, 0);
        let ctx = citta.genitore(citta.ada);
        let famiglia = citta.famiglia(citta.ada).await;
        let pagina = PageRequest::new(None, None).expect("a page");
        let conto = (MENSA, QualeConto::Elettronico);
        let letti = movimenti(&ctx, &famiglia, conto, pagina)
            .await
            .expect("read");
        let [pasto, ricarica] = &letti.edges[..] else {
            panic!("two movements: {letti:?}");
        };
        assert_eq!(pasto.node.importo, euro(-106));
        assert_eq!(pasto.node.descrizione, "Pasto del 20/11/2026");
        assert_eq!(pasto.node.prezzo.map(|p| p.decimillesimi()), Some(10_550));
        assert_eq!(pasto.node.alunno, Some(citta.ada.alunno));
        assert_eq!(pasto.node.spiegazione[0].testo, "Prima fascia");
        assert_eq!(ricarica.node.importo, euro(2000));
        assert_eq!(ricarica.node.mezzo, Some(Mezzo::Bonifico));
        let letti = consumi(&ctx, &famiglia, MENSA, (None, None), pagina).await;
        let letti = letti.expect("read");
        assert_eq!((letti.totale_consumi, letti.totale_importo), (1, euro(106)));
    })
    .await;
}

#[tokio::test]
async fn a_correction_gives_back_whatever_order_the_news_come_in() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let versione = |versione, addebito| Consumo {
            versione,
            addebito,
            ..pasto(citta.ada, 1, novembre(20))
        };
        let storia = [
            (versione(1, a_prezzo(48_000)), -480),
            (versione(2, Addebito::Annullato), 0),
            (versione(3, a_prezzo(30_000)), -300),
            (versione(4, Addebito::DaVerificare), 0),
            (versione(5, a_prezzo(20_000)), -200),
        ];
        for (consumo, atteso) in &storia {
            citta.consuma(vec![consumo.clone()]).await;
            assert_eq!(
                saldo(citta, citta.ada).await,
                *atteso,
                "{}",
                consumo.versione
            );
        }
        // What comes late, or again, changes nothing.
        for (consumo, _) in storia.iter().rev() {
            citta.consuma(vec![consumo.clone()]).await;
            assert_eq!(saldo(citta, citta.ada).await, -200);
        }
        // The annulment may be the first to arrive.
        let mut primo = pasto(citta.ugo, 2, novembre(20));
        primo.versione = 2;
        primo.addebito = Addebito::Annullato;
        citta.consuma(vec![primo]).await;
        citta.consuma(vec![pasto(citta.ugo, 2, novembre(20))]).await;
        assert_eq!(saldo(citta, citta.ugo).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_consumed_before_the_comune_decided_is_charged_when_it_does() {
    in_citta(async |citta| {
        citta
            .consuma((1..=3).map(|n| pasto(citta.ada, n, novembre(20))).collect())
            .await;
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        assert_eq!(saldo(citta, citta.ada).await, -318);
        // It cannot be undone any more; the threshold may still change.
        let cambia = async |modo| {
            let ctx = citta.ufficio();
            let prima = crate::gestioni(&ctx).await.expect("read").remove(0);
            let dati = crate::GestioneInput {
                servizio: MENSA,
                anno: prima.anno,
                modo,
                conto: prima.conto,
                soglia: Some(euro(500)),
                a_zero: AZero::Avvisa,
                versione: Some(prima.versione),
            };
            crate::imposta_gestione(&ctx, dati).await
        };
        let rifiuto = cambia(Modo::Postpagato).await.expect_err("in use");
        assert_eq!(rifiuto.code(), "GESTIONE_IN_USO");
        assert_eq!(cambia(Modo::Prepagato).await.expect("changed").versione, 2);
    })
    .await;
}

#[tokio::test]
async fn a_family_account_is_shared_by_its_services() {
    in_citta(async |citta| {
        for servizio in [MENSA, BUS] {
            citta
                .gestione_con(servizio, 2026, Modo::Prepagato, |mut g| {
                    g.conto = ContoPer::Famiglia;
                    g
                })
                .await;
        }
        citta.ricarica(citta.ada, 1000).await;
        let corsa = Consumo {
            iscrizione: citta.ada.bus.key(),
            addebito: a_prezzo(20_000),
            ..pasto(citta.ada, 1, novembre(20))
        };
        registra_consumi(&citta.ufficio(), &evento(BUS, vec![corsa]))
            .await
            .expect("taken in");
        for servizio in [MENSA, BUS] {
            assert_eq!(citta.stato(citta.ada, servizio).await.0, Some(800));
        }
    })
    .await;
}

/// E-mails asked for so far.
async fn lettere(citta: &Citta) -> u64 {
    jobs::Entity::find()
        .filter(jobs::Column::Tipo.eq("posta.invia"))
        .count(citta.scope.db())
        .await
        .expect("counted")
}

#[tokio::test]
async fn a_family_is_told_once_that_little_is_left() {
    in_citta(async |citta| {
        citta
            .gestione_con(MENSA, 2026, Modo::Prepagato, |mut g| {
                g.soglia = Some(euro(500));
                g
            })
            .await;
        citta.ricarica(citta.ada, 600).await;
        let pasto = async |n| citta.consuma(vec![pasto(citta.ada, n, novembre(20))]).await;
        assert_eq!(lettere(citta).await, 0);
        pasto(1).await;
        assert_eq!(lettere(citta).await, 1);
        pasto(2).await;
        assert_eq!(lettere(citta).await, 1, "told already");
        citta.ricarica(citta.ada, 200).await;
        assert_eq!(lettere(citta).await, 1);
        pasto(3).await;
        assert_eq!(lettere(citta).await, 2, "again after a top-up");
        let lettera = jobs::Entity::find()
            .filter(jobs::Column::Tipo.eq("posta.invia"))
            .one(citta.scope.db())
            .await
            .expect("read")
            .expect("a letter");
        let testo = lettera.contenuto["testo"].as_str().expect("a text");
        assert!(!testo.contains("Ada") && !testo.contains('€'), "{testo}");
        assert_eq!(lettera.contenuto["a"], "ada@example.org");
    })
    .await;
}

#[tokio::test]
async fn a_refund_is_asked_decided_and_paid() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 1000).await;
        let ada = citta.famiglia(citta.ada).await;
        let (genitore, ufficio) = (citta.genitore(citta.ada), citta.ufficio());
        let chiedi = async |cents, chiave: &str, iban: &str| {
            let richiesta = RichiestaRimborso {
                servizio: MENSA,
                importo: euro(cents),
                iban: iban.into(),
                chiave: chiave.into(),
            };
            chiedi_rimborso(&genitore, &ada, richiesta).await
        };
        let prima = chiedi(600, "r1", IBAN).await.expect("asked");
        assert_eq!(
            chiedi(600, "r1", IBAN).await.expect("the same").id,
            prima.id
        );
        let troppo = chiedi(600, "r2", IBAN)
            .await
            .expect_err("asked for already");
        assert_eq!(troppo.code(), "CREDITO_INSUFFICIENTE");
        let iban = chiedi(100, "r3", "IT00").await.expect_err("no account");
        assert_eq!(iban.code(), "IBAN_NON_VALIDO");
        assert_eq!(saldo(citta, citta.ada).await, 1000, "nothing was decided");
        let presto = paga_rimborso(&ufficio, prima.id)
            .await
            .expect_err("not granted");
        assert_eq!(presto.code(), "RIMBORSO_NON_ACCOLTO");
        decidi_rimborso(&ufficio, prima.id, true, None)
            .await
            .expect("granted");
        assert_eq!(saldo(citta, citta.ada).await, 400);
        let ancora = decidi_rimborso(&ufficio, prima.id, false, Some("no")).await;
        assert_eq!(ancora.expect_err("decided").code(), "RIMBORSO_DECISO");
        paga_rimborso(&ufficio, prima.id).await.expect("paid");
        let altra = chiedi(100, "r4", IBAN).await.expect("asked");
        let muto = decidi_rimborso(&ufficio, altra.id, false, None).await;
        assert_eq!(muto.expect_err("why?").code(), "DATO_NON_VALIDO");
        decidi_rimborso(&ufficio, altra.id, false, Some("conto errato"))
            .await
            .expect("refused");
        assert_eq!(saldo(citta, citta.ada).await, 400);
    })
    .await;
}

#[tokio::test]
async fn an_office_corrects_and_undoes_with_a_reason() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let (ctx, ada) = (citta.ufficio(), citta.famiglia(citta.ada).await);
        let nuovo = |giorno| NuovoIncasso {
            chiave: "x".into(),
            servizio: MENSA,
            importo: euro(1000),
            mezzo: Mezzo::Contanti,
            giorno,
            nota: None,
            rata: None,
        };
        let domani = incassa(&ctx, &ada, nuovo(novembre(24))).await;
        assert_eq!(domani.expect_err("not yet").code(), "DATO_NON_VALIDO");
        let id = incassa(&ctx, &ada, nuovo(novembre(23)))
            .await
            .expect("registered");
        assert_eq!(
            incassa(&ctx, &ada, nuovo(novembre(23)))
                .await
                .expect("the same"),
            id
        );
        let ugo = citta.famiglia(citta.ugo).await;
        let altrui = incassa(&ctx, &ugo, nuovo(novembre(23))).await;
        assert_eq!(altrui.expect_err("another's").code(), "CHIAVE_RIUSATA");
        for (cents, chiave) in [(250, "a"), (-100, "b"), (-100, "b")] {
            rettifica_credito(&ctx, &ada, MENSA, euro(cents), (chiave, "errore di stampa"))
                .await
                .expect("corrected");
        }
        assert_eq!(saldo(citta, citta.ada).await, 1150);
        let muto = rettifica_credito(&ctx, &ada, MENSA, euro(1), ("c", " ")).await;
        assert_eq!(muto.expect_err("why?").code(), "DATO_NON_VALIDO");
        for cents in [1_000_001, -1_000_001] {
            let troppo = rettifica_credito(&ctx, &ada, MENSA, euro(cents), ("d", "zeri")).await;
            assert_eq!(troppo.expect_err("a typing error").campo(), Some("importo"));
        }
        storna_incasso(&ctx, &ada, id, "assegno scoperto")
            .await
            .expect("undone");
        assert_eq!(saldo(citta, citta.ada).await, 150);
        let ancora = storna_incasso(&ctx, &ada, id, "di nuovo").await;
        assert!(matches!(ancora, Err(Errore::IncassoStornato)), "{ancora:?}");
    })
    .await;
}

#[tokio::test]
async fn a_meal_of_a_closed_period_is_charged_today() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(20))]).await;
        chiudi_periodo(&citta.ufficio(), GESTISCI_CONTABILITA, novembre(20))
            .await
            .expect("closed");
        citta.orologio.set(alle_otto(novembre(24)));
        let mut corretto = pasto(citta.ada, 1, novembre(20));
        corretto.versione = 2;
        corretto.addebito = a_prezzo(30_000);
        citta
            .consuma(vec![corretto, pasto(citta.ada, 2, novembre(19))])
            .await;
        assert_eq!(saldo(citta, citta.ada).await, -300 - 106);
    })
    .await;
}

#[tokio::test]
async fn without_credit_whoever_books_is_stopped_where_the_comune_wants_it() {
    in_citta(async |citta| {
        let ctx = citta.ufficio();
        let chiedi = async |famiglia: Nucleo| {
            let vincolo = crate::VincoloSaldo;
            let chi = famiglia.id.key();
            vincolo
                .impedimento(&ctx, MENSA, chi, novembre(24))
                .await
                .expect("asked")
        };
        assert_eq!(chiedi(citta.ada).await, None, "nobody said how it is paid");
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        assert_eq!(chiedi(citta.ada).await, None, "it may go below zero");
        citta
            .gestione_con(MENSA, 2026, Modo::Prepagato, |mut g| {
                g.a_zero = AZero::Blocca;
                g
            })
            .await;
        citta.ricarica(citta.ada, 106).await;
        assert_eq!(chiedi(citta.ada).await, None);
        citta.consuma(vec![pasto(citta.ada, 1, novembre(20))]).await;
        let impedimento = chiedi(citta.ada).await.expect("nothing is left");
        assert_eq!(impedimento.codice, "CREDITO_ESAURITO");
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_bill_does_not_keep_the_charging_busy() {
    in_citta(async |citta| {
        // As many as are charged together: asked again, there would be as many again.
        let pasti = (0..1_000).map(|n| pasto(citta.ada, n, novembre(20)));
        citta.consuma(pasti.collect()).await;
        let detto = citta.gestione(MENSA, 2026, Modo::Postpagato);
        let fatto = tokio::time::timeout(Duration::from_secs(20), detto).await;
        assert!(fatto.is_ok(), "the job does not end");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 0));
    })
    .await;
}
