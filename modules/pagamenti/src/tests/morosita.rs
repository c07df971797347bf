//! What happens to instalments that are not paid.

use campanella_kernel::{DomainError, Giorno, Importo, Servizio};
use campanella_plugins_host::{Estensione, NuovaAttivazione, Regole, digest, spediti};
use campanella_simulatore::Comportamento;
use serde_json::json;

use super::citta::{Citta, Nucleo, alle_otto, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use super::pagopa::{collega, paga};
use crate::morosita::sollecito_da_stampare;
use crate::pagopa::avvisa_rata;
use crate::{
    Errore, Mezzo, Modo, NuovoIncasso, RataId, RataScaduta, Retta, StatoInvio, annulla_retta,
    annulla_sollecito, blocco_iscrizioni, incassa, invii_solleciti, rate_scadute_della_famiglia,
    sollecita, solleciti_della_famiglia, un_lotto_di_solleciti,
};

pub(super) const MENSA: Servizio = Servizio::Refezione;

pub(super) fn gennaio(giorno: u32) -> Giorno {
    Giorno::new(2027, 1, giorno).expect("a day")
}

/// A fixed fee of 2,00 €; a reminder after ten days for 5,88 €, another twenty days after that was
/// received; then enrolments wait, and it is collected by force.
pub(super) async fn regola(citta: &Citta) {
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
pub(super) async fn retta_di_ada(citta: &Citta) -> Retta {
    citta.gestione(MENSA, 2026, Modo::Postpagato).await;
    let pasti = (1..=10).map(|n| pasto(citta.ada, i64::from(n), novembre(n)));
    citta.consuma(pasti.collect()).await;
    let id = prepara(citta, novembre_intero(MENSA)).await;
    emetti(citta, id).await;
    rette(citta, id).await.remove(0)
}

pub(super) fn vai_al(citta: &Citta, giorno: Giorno) {
    citta.orologio.set(alle_otto(giorno));
}

pub(super) async fn scadute(citta: &Citta, nucleo: Nucleo) -> Vec<RataScaduta> {
    let famiglia = citta.famiglia(nucleo).await;
    rate_scadute_della_famiglia(&citta.ufficio(), &famiglia)
        .await
        .expect("read")
}

pub(super) async fn invia(citta: &Citta) -> (i32, i32) {
    sollecita(&citta.ufficio(), MENSA).await.expect("asked");
    citta.lavora().await;
    let invio = invii_solleciti(&citta.ufficio()).await.expect("read");
    assert_eq!(invio[0].stato, StatoInvio::Finito);
    assert_eq!(invio[0].fatte, invio[0].rate);
    (invio[0].inviati, invio[0].da_verificare)
}

pub(super) async fn versa(citta: &Citta, rata: RataId, cents: i64) -> Result<(), Errore> {
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
async fn with_a_bill_its_reminders_are_cancelled() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        vai_al(citta, gennaio(20));
        assert_eq!(invia(citta).await, (2, 0));
        let ctx = citta.ufficio();
        let id = scadute(citta, citta.ada).await[0].solleciti[0].id;
        annulla_sollecito(&ctx, id, "indirizzo errato")
            .await
            .expect("cancelled");
        annulla_retta(&ctx, retta.id, "doppia")
            .await
            .expect("cancelled");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 0));
        let famiglia = citta.famiglia(citta.ada).await;
        let tutti = solleciti_della_famiglia(&ctx, &famiglia)
            .await
            .expect("read");
        let motivi: Vec<_> = tutti
            .iter()
            .filter_map(|s| s.annullato_per.as_deref())
            .collect();
        assert_eq!(motivi, ["doppia", "indirizzo errato"]);
    })
    .await;
}
