//! Bill runs.

use std::time::Duration;

use campanella_kernel::consumi::{Addebito, Consumo};
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{DomainError, Giorno, Servizio};
use campanella_ledger::{Causa, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra};
use campanella_tenants::testing::at_once;
use tokio::time::sleep;

use super::citta::{Citta, a_prezzo, alle_otto, euro, in_citta, novembre, pasto};
use crate::credito_disponibile::impegna;
use crate::entities::anomalia_emissione::TipoAnomalia;
use crate::entities::emissione::StatoEmissione;
use crate::entities::retta::StatoRetta;
use crate::entities::riga_retta::TipoRiga;
use crate::gestione::{del_comune, ultimo_prepagato};
use crate::{
    EmissioneId, Errore, Mezzo, Modo, NuovoIncasso, Retta, RichiestaEmissione, annulla_retta,
    anomalie, conferma_emissione, consumi, correggi_retta, emissione, escludi_retta, incassa,
    prepara_emissione, rette_dell_emissione, rette_della_famiglia, scarta_emissione,
    un_lotto_di_emissione,
};

const MENSA: Servizio = Servizio::Refezione;

fn dicembre(giorno: u32) -> Giorno {
    Giorno::new(2026, 12, giorno).expect("a day")
}

pub(super) fn novembre_intero(servizio: Servizio) -> RichiestaEmissione {
    RichiestaEmissione {
        servizio,
        descrizione: "Novembre 2026".into(),
        dal: novembre(1),
        al: novembre(30),
        con_quota: false,
        plessi: Default::default(),
        scadenze: vec![dicembre(15), dicembre(31)],
    }
}

/// Prepares a run and lets it compute.
pub(super) async fn prepara(citta: &Citta, richiesta: RichiestaEmissione) -> EmissioneId {
    let id = prepara_emissione(&citta.ufficio(), richiesta)
        .await
        .expect("asked");
    citta.lavora().await;
    id
}

pub(super) async fn emetti(citta: &Citta, id: EmissioneId) {
    conferma_emissione(&citta.ufficio(), id)
        .await
        .expect("confirmed");
    citta.lavora().await;
}

pub(super) async fn rette(citta: &Citta, id: EmissioneId) -> Vec<Retta> {
    let pagina = PageRequest::new(None, None).expect("a page");
    let pagina = rette_dell_emissione(&citta.ufficio(), id, pagina).await;
    let mut rette: Vec<Retta> = pagina
        .expect("read")
        .edges
        .into_iter()
        .map(|e| e.node)
        .collect();
    rette.sort_by_key(|r| r.famiglia);
    rette
}

async fn venti_pasti(citta: &Citta) {
    let pasti = (1..=20)
        .map(|n| pasto(citta.ada, i64::from(n), novembre(n)))
        .collect();
    citta.consuma(pasti).await;
}

#[tokio::test]
async fn a_line_is_rounded_once_and_instalments_lose_no_cent() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        citta
            .consuma(vec![Consumo {
                addebito: a_prezzo(53_310),
                ..pasto(citta.ada, 21, novembre(21))
            }])
            .await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        let ctx = citta.ufficio();
        let anteprima = emissione(&ctx, id).await.expect("read");
        assert_eq!(anteprima.stato, StatoEmissione::InAnteprima);
        assert_eq!(
            (anteprima.famiglie, anteprima.fatte, anteprima.rette),
            (1, 1, 1)
        );
        // 20 × 1,055 = 21,10 and 1 × 5,331 = 5,33.
        assert_eq!(anteprima.importo, euro(2110 + 533));
        let famiglia = citta.famiglia(citta.ada).await;
        let pagina = PageRequest::new(None, None).expect("a page");
        let viste = rette_della_famiglia(&ctx, &famiglia, None, pagina)
            .await
            .expect("read");
        assert!(viste.edges.is_empty(), "a draft is the office's");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 0));
        emetti(citta, id).await;
        let emessa = emissione(&ctx, id).await.expect("read");
        assert_eq!(emessa.stato, StatoEmissione::Emessa);
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 2643));
        let viste = rette_della_famiglia(&ctx, &famiglia, None, pagina)
            .await
            .expect("read");
        let retta = &viste.edges[0].node;
        let righe: Vec<_> = retta
            .righe
            .iter()
            .map(|r| (r.quantita, r.importo.cents()))
            .collect();
        assert_eq!(righe, [(20, 2110), (1, 533)]);
        assert_eq!(retta.righe[0].descrizione, "Pasti: 20 × 1,055 €");
        assert_eq!(retta.righe[0].spiegazione[0].testo, "Prima fascia");
        let rate: Vec<_> = retta
            .rate
            .iter()
            .map(|r| (r.scadenza, r.importo.cents()))
            .collect();
        assert_eq!(rate, [(dicembre(15), 1322), (dicembre(31), 1321)]);
        // The page adds up as the bill does.
        let letti = consumi(&ctx, &famiglia, MENSA, (None, None), pagina).await;
        assert_eq!(letti.expect("read").totale_importo, euro(2643));
        // What is billed is not billed again.
        let vuota = prepara(citta, novembre_intero(MENSA)).await;
        assert_eq!(emissione(&ctx, vuota).await.expect("read").rette, 0);
    })
    .await;
}

#[tokio::test]
async fn an_instalment_is_paid_up_to_what_is_due_and_expires() {
    at_once(in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        emetti(citta, id).await;
        let retta = rette(citta, id).await.remove(0);
        let (ctx, famiglia) = (citta.ufficio(), citta.famiglia(citta.ada).await);
        let paga = async |chiave: &str, cents| {
            let nuovo = NuovoIncasso {
                chiave: chiave.into(),
                servizio: MENSA,
                importo: euro(cents),
                mezzo: Mezzo::Carta,
                giorno: ctx.oggi(),
                nota: None,
                rata: Some(retta.rate[0].id),
            };
            incassa(&ctx, &famiglia, nuovo).await
        };
        paga("a", 1000).await.expect("paid");
        let troppo = paga("b", 56).await.expect_err("55 are due");
        assert!(
            matches!(troppo, Errore::OltreIlDovuto(i) if i == euro(55)),
            "{troppo:?}"
        );
        // Two counters at once: the instalment is paid once.
        let (uno, due) = tokio::join!(paga("c", 55), paga("d", 55));
        assert_eq!(
            u8::from(uno.is_ok()) + u8::from(due.is_ok()),
            1,
            "{uno:?} {due:?}"
        );
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 1055));
        let pagata = annulla_retta(&ctx, retta.id, "prova")
            .await
            .expect_err("paid");
        assert_eq!(pagata.code(), "RETTA_PAGATA");
        citta
            .orologio
            .set(alle_otto(Giorno::new(2027, 1, 2).expect("a day")));
        let retta = rette(citta, id).await.remove(0);
        let scadute: Vec<bool> = retta.rate.iter().map(|r| r.scaduta).collect();
        assert_eq!((scadute, retta.pagato), (vec![false, true], euro(1055)));
        let stati = crate::stato_contabile(&citta.ufficio(), &famiglia)
            .await
            .expect("read");
        assert_eq!(stati[0].scaduto, euro(1055));
    }))
    .await;
}

#[tokio::test]
async fn a_run_is_not_confirmed_after_its_first_due_date() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        citta.orologio.set(alle_otto(dicembre(16)));
        let tardi = conferma_emissione(&citta.ufficio(), id)
            .await
            .expect_err("its first instalment was due yesterday");
        assert_eq!(tardi.code(), "SCADENZE_PASSATE");
        citta.orologio.set(alle_otto(dicembre(15)));
        emetti(citta, id).await;
        assert_eq!(rette(citta, id).await[0].stato, StatoRetta::Emessa);
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_the_office_looked_is_not_issued() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        citta.consuma(vec![pasto(citta.ugo, 50, novembre(3))]).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        let mut corretto = pasto(citta.ada, 1, novembre(1));
        corretto.versione = 2;
        corretto.addebito = Addebito::Annullato;
        citta.consuma(vec![corretto]).await;
        emetti(citta, id).await;
        let stati: Vec<_> = rette(citta, id).await.iter().map(|r| r.stato).collect();
        assert_eq!(stati, [StatoRetta::Esclusa, StatoRetta::Emessa]);
        let trovate = anomalie(&citta.ufficio(), id).await.expect("read");
        assert_eq!(trovate[0].tipo, TipoAnomalia::Cambiata);
        // It comes with the next run.
        let altra = prepara(citta, novembre_intero(MENSA)).await;
        assert_eq!(rette(citta, altra).await[0].importo, euro(2005));
    })
    .await;
}

#[tokio::test]
async fn a_meal_that_was_billed_and_corrected_comes_off_the_next_bill() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        emetti(citta, id).await;
        let mut corretto = pasto(citta.ada, 1, novembre(1));
        corretto.versione = 2;
        corretto.addebito = Addebito::Annullato;
        citta.consuma(vec![corretto.clone()]).await;
        citta.consuma(vec![corretto]).await;
        // Alone it would be a bill of less than nothing: it waits.
        let sola = prepara(citta, novembre_intero(MENSA)).await;
        assert_eq!(rette(citta, sola).await, []);
        let trovate = anomalie(&citta.ufficio(), sola).await.expect("read");
        assert_eq!(trovate[0].tipo, TipoAnomalia::ACredito);
        scarta_emissione(&citta.ufficio(), sola)
            .await
            .expect("thrown away");
        // The next month brings the correction of the one before, which no run covers again.
        citta
            .consuma(vec![
                pasto(citta.ada, 30, dicembre(1)),
                pasto(citta.ada, 31, dicembre(2)),
            ])
            .await;
        let di_dicembre = RichiestaEmissione {
            descrizione: "Dicembre 2026".into(),
            dal: dicembre(1),
            al: dicembre(31),
            ..novembre_intero(MENSA)
        };
        let dopo = prepara(citta, di_dicembre).await;
        emetti(citta, dopo).await;
        let retta = rette(citta, dopo).await.remove(0);
        let righe: Vec<_> = retta
            .righe
            .iter()
            .map(|r| (r.tipo, r.quantita, r.importo.cents()))
            .collect();
        assert_eq!(
            righe,
            [
                (TipoRiga::Consumo, 2, 211),
                (TipoRiga::Conguaglio, -1, -106)
            ]
        );
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 2110 + 105));
    })
    .await;
}

#[tokio::test]
async fn a_bill_is_corrected_and_cancelled_with_a_reason() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        citta.consuma(vec![pasto(citta.ugo, 50, novembre(3))]).await;
        let ctx = citta.ufficio();
        let id = prepara(citta, novembre_intero(MENSA)).await;
        let bozze = rette(citta, id).await;
        let presto = annulla_retta(&ctx, bozze[0].id, "prova")
            .await
            .expect_err("a draft");
        assert_eq!(presto.code(), "STATO_RETTA");
        escludi_retta(&ctx, bozze[1].id, "pagata allo sportello")
            .await
            .expect("left out");
        emetti(citta, id).await;
        assert_eq!(citta.stato(citta.ugo, MENSA).await, (None, 0));
        let tardi = escludi_retta(&ctx, bozze[0].id, "prova")
            .await
            .expect_err("issued");
        assert_eq!(tardi.code(), "STATO_EMISSIONE");
        correggi_retta(&ctx, bozze[0].id, euro(-1500), ("g", "gita"))
            .await
            .expect("corrected");
        correggi_retta(&ctx, bozze[0].id, euro(390), ("m", "merenda"))
            .await
            .expect("corrected");
        let retta = rette(citta, id).await.remove(0);
        assert_eq!(retta.importo, euro(1000));
        let rate: Vec<_> = retta.rate.iter().map(|r| r.importo.cents()).collect();
        assert_eq!(rate, [610, 390]);
        let troppo = correggi_retta(&ctx, retta.id, euro(1_000_001), ("z", "zeri")).await;
        assert_eq!(troppo.expect_err("a typing error").campo(), Some("importo"));
        let sotto = correggi_retta(&ctx, retta.id, euro(-1001), ("e", "errore")).await;
        assert_eq!(sotto.expect_err("below nothing").code(), "RETTA_PAGATA");
        citta.conti_in_ordine().await;
        annulla_retta(&ctx, retta.id, "emessa due volte")
            .await
            .expect("cancelled");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 0));
        citta.conti_in_ordine().await;
        let ancora = prepara(citta, novembre_intero(MENSA)).await;
        assert_eq!(rette(citta, ancora).await.len(), 2, "both wait again");
    })
    .await;
}

fn maggio() -> Giorno {
    Giorno::new(2026, 5, 11).expect("a day")
}

/// Prepares the first run after a year in which the service was prepaid and 15 euros were left.
async fn dopo_un_anno_prepagato(citta: &Citta) -> EmissioneId {
    citta.gestione(MENSA, 2025, Modo::Prepagato).await;
    citta.orologio.set(alle_otto(maggio()));
    citta.ricarica(citta.ada, 1500).await;
    citta.gestione(MENSA, 2026, Modo::Postpagato).await;
    citta.orologio.set(alle_otto(novembre(23)));
    citta.lavora().await;
    venti_pasti(citta).await;
    prepara(citta, novembre_intero(MENSA)).await
}

#[tokio::test]
async fn credit_of_a_prepaid_year_pays_the_first_bills() {
    in_citta(async |citta| {
        let id = dopo_un_anno_prepagato(citta).await;
        emetti(citta, id).await;
        assert_eq!(citta.stato(citta.ada, MENSA).await, (Some(0), 610));
        let retta = rette(citta, id).await.remove(0);
        let pagate: Vec<_> = retta.rate.iter().map(|r| r.pagato.cents()).collect();
        assert_eq!(pagate, [1055, 445]);
    })
    .await;
}

#[tokio::test]
async fn credit_that_somebody_is_spending_does_not_pay_a_bill_too() {
    at_once(in_citta(async |citta| {
        let id = dopo_un_anno_prepagato(citta).await;
        let ctx = citta.ufficio();
        conferma_emissione(&ctx, id).await.expect("confirmed");
        let tx = ctx.begin().await.expect("begun");
        let prima = ultimo_prepagato(&tx, MENSA, maggio()).await.expect("found");
        let conto = prima.prepagato(citta.ada.id);
        impegna(&ctx, &tx, conto, euro(1500)).await.expect("enough");
        let spende = async {
            sleep(Duration::from_millis(300)).await;
            let movimento =
                Trasferimento::nuovo(conto, del_comune(Scopo::Rettifiche, MENSA), euro(1500));
            let scrittura = NuovaScrittura::nuova(
                "prova".to_owned(),
                Causa::nuova(TipoCausa::Rettifica, "prova"),
                "Speso altrove".to_owned(),
                ctx.oggi(),
                movimento.expect("an amount"),
            );
            registra(&ctx, &tx, &scrittura).await.expect("written");
            tx.commit().await.expect("written");
        };
        let (lotto, ()) = tokio::join!(un_lotto_di_emissione(&ctx, id), spende);
        lotto.expect("issued");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (Some(0), 2110));
    }))
    .await;
}

#[tokio::test]
async fn a_run_is_refused_for_what_cannot_be_billed() {
    in_citta(async |citta| {
        let ctx = citta.ufficio();
        let rifiuto = async |richiesta| {
            let errore = prepara_emissione(&ctx, richiesta)
                .await
                .expect_err("refused");
            errore.code()
        };
        assert_eq!(rifiuto(novembre_intero(MENSA)).await, "SENZA_GESTIONE");
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        assert_eq!(rifiuto(novembre_intero(MENSA)).await, "NON_POSTPAGATO");
        for scadenze in [vec![], vec![novembre(22)], vec![dicembre(2), dicembre(1)]] {
            let richiesta = RichiestaEmissione {
                scadenze,
                ..novembre_intero(MENSA)
            };
            assert_eq!(rifiuto(richiesta).await, "SCADENZE_NON_VALIDE");
        }
        for (dal, al) in [
            (novembre(2), novembre(1)),
            (Giorno::new(2026, 8, 31).expect("a day"), novembre(1)),
        ] {
            let richiesta = RichiestaEmissione {
                dal,
                al,
                ..novembre_intero(MENSA)
            };
            assert_eq!(rifiuto(richiesta).await, "DATO_NON_VALIDO");
        }
    })
    .await;
}

/// A run that is cut off at whatever point: the future is dropped half-way, as by a kill.
#[tokio::test]
async fn a_run_that_is_interrupted_goes_on_and_bills_once() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        venti_pasti(citta).await;
        citta.consuma(vec![pasto(citta.ugo, 50, novembre(3))]).await;
        let ctx = citta.ufficio();
        let id = prepara_emissione(&ctx, novembre_intero(MENSA))
            .await
            .expect("asked");
        interrompi(citta, id).await;
        citta.lavora().await;
        conferma_emissione(&ctx, id).await.expect("confirmed");
        interrompi(citta, id).await;
        citta.lavora().await;
        let importi: Vec<_> = rette(citta, id)
            .await
            .iter()
            .map(|r| r.importo.cents())
            .collect();
        assert_eq!(importi, [2110, 106]);
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 2110));
        assert_eq!(citta.stato(citta.ugo, MENSA).await, (None, 106));
    })
    .await;
}

async fn interrompi(citta: &Citta, id: EmissioneId) {
    for passi in 1..25 {
        let ctx = citta.ufficio();
        let mut lotto = Box::pin(crate::un_lotto_di_emissione(&ctx, id));
        for _ in 0..passi {
            let attesa = std::time::Duration::from_micros(200);
            if tokio::time::timeout(attesa, &mut lotto).await.is_ok() {
                break;
            }
        }
        drop(lotto);
    }
}
