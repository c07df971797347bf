//! Notices and receipts, as a node that misbehaves brings them.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use campanella_kernel::clock::Clock;
use campanella_kernel::{Ctx, DomainError, Importo, Servizio};
use campanella_pagopa::{
    CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Diniego, Dovuto, ErroreRisposta, Instradamento,
    Stazione, Testo, Versione,
};
use campanella_simulatore::{Comportamento, Consegna, ErroreNodo, InProcesso, Nodo, Pagante};
use campanella_tenants::testing::at_once;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::{EntityTrait, QueryOrder};

use super::citta::{Citta, Nucleo, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use crate::entities::ricevuta_pagopa::{self, Anomalia, StatoRicevuta};
use crate::pagopa::{
    Avviso, CollegamentoInput, EntePagopa, Richiedente, StatoAvviso, attribuisci, avvisa_rata,
    avviso, chiedi_ricarica, imposta_pagopa, rendi,
};
use crate::{Modo, RicevutaId, annulla_retta, correggi_retta, storna_incasso};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;

/// The station of one comune.
struct UnaStazione(Ctx);

#[async_trait]
impl Stazione for UnaStazione {
    type Ente = EntePagopa;

    async fn ente(
        &self,
        ente: CodiceFiscaleEnte,
        instradamento: &Instradamento,
    ) -> Result<EntePagopa, Diniego> {
        if ente.to_string() != self.0.comune().impostazioni.codice_fiscale {
            return Err(campanella_pagopa::CodiceFault::IdDominioErrato.into());
        }
        EntePagopa::nuovo(self.0.clone(), instradamento).await
    }
}

pub(super) async fn collega(citta: &Citta) -> Nodo {
    let dati = CollegamentoInput {
        segregazione: "02".into(),
        intermediario: "15376371009".into(),
        stazione: "15376371009_01".into(),
        iban: "IT60X0542811101000000123456".into(),
        catalogo: None,
        versione: None,
    };
    imposta_pagopa(&citta.ufficio(), dati).await.expect("said");
    let orologio = Arc::clone(&citta.orologio) as Arc<dyn Clock>;
    let stazione = Box::new(InProcesso(UnaStazione(citta.ufficio())));
    Nodo::new(stazione, "15376371009", "15376371009_01", orologio).expect("ids that fit")
}

pub(super) fn qr(citta: &Citta, avviso: &Avviso) -> CodiceQr {
    let comune = citta.ufficio().comune().impostazioni.codice_fiscale.clone();
    CodiceQr {
        ente: CodiceFiscaleEnte::parse(&comune).expect("eleven digits"),
        avviso: CodiceAvviso::parse(&avviso.numero).expect("eighteen digits"),
    }
}

pub(super) async fn paga(
    citta: &Citta,
    nodo: &Nodo,
    avviso: &Avviso,
    comportamento: Comportamento,
) -> Result<(), ErroreNodo> {
    let pagante = Pagante {
        versione: Versione::V2,
        comportamento,
        pagatore: None,
        metodo: Testo::new("creditCard").expect("it fits"),
    };
    let dovuto = Dovuto::new(avviso.importo).expect("an amount");
    nodo.paga(qr(citta, avviso), dovuto, &pagante)
        .await
        .map(drop)
}

fn fault(esito: Result<(), ErroreNodo>) -> String {
    match esito.expect_err("refused") {
        ErroreNodo::Stazione(ErroreRisposta::Fault(fault)) => fault.codice,
        altro => panic!("{altro}"),
    }
}

pub(super) async fn ricarica(citta: &Citta, nucleo: Nucleo, cents: i64) -> Avviso {
    let famiglia = citta.famiglia(nucleo).await;
    chiedi_ricarica(
        &citta.genitore(nucleo),
        &famiglia,
        (MENSA, euro(cents)),
        Richiedente::Famiglia,
    )
    .await
    .expect("asked")
}

pub(super) async fn arrivate(citta: &Citta) -> Vec<ricevuta_pagopa::Model> {
    ricevuta_pagopa::Entity::find()
        .order_by_asc(ricevuta_pagopa::Column::Id)
        .all(citta.scope.db())
        .await
        .expect("read")
}

pub(super) async fn saldo(citta: &Citta) -> i64 {
    citta.stato(citta.ada, MENSA).await.0.expect("an account")
}

#[tokio::test]
async fn a_top_up_counts_when_its_receipt_comes() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let ada = citta.famiglia(citta.ada).await;
        let presto = chiedi_ricarica(
            &citta.genitore(citta.ada),
            &ada,
            (MENSA, euro(2000)),
            Richiedente::Famiglia,
        )
        .await;
        assert_eq!(presto.expect_err("not connected").code(), "SENZA_PAGOPA");
        let nodo = collega(citta).await;
        let primo = ricarica(citta, citta.ada, 2000).await;
        assert!(primo.numero.starts_with("302"), "{}", primo.numero);
        assert_eq!(ricarica(citta, citta.ada, 2000).await, primo, "the same");
        let altro = ricarica(citta, citta.ada, 500).await;
        assert_eq!(
            altro.numero[3..16].parse::<u64>(),
            primo.numero[3..16].parse::<u64>().map(|n| n + 1),
            "a request that needed no number took none"
        );

        paga(citta, &nodo, &primo, Comportamento::Tardiva)
            .await
            .expect("paid");
        assert_eq!(saldo(citta).await, 0, "paid, says the browser");
        citta.orologio.set(citta.orologio.now().piu_secondi(30));
        nodo.consegna().await.expect("taken");
        assert_eq!(saldo(citta).await, 2000);
        let pagato = avviso(&citta.genitore(citta.ada), &ada, primo.id).await;
        assert_eq!(pagato.expect("read").stato, StatoAvviso::Pagato);
        let ancora = paga(citta, &nodo, &primo, Comportamento::Regolare).await;
        assert_eq!(fault(ancora), "PAA_PAGAMENTO_DUPLICATO");

        for cents in 1..20 {
            ricarica(citta, citta.ada, cents).await;
        }
        let troppi = chiedi_ricarica(
            &citta.genitore(citta.ada),
            &ada,
            (MENSA, euro(20)),
            Richiedente::Famiglia,
        )
        .await;
        assert_eq!(troppi.expect_err("twenty wait").code(), "TROPPI_AVVISI");

        // A notice that is too old is not paid any more.
        citta
            .orologio
            .set(citta.orologio.now().piu_secondi(61 * 86_400));
        let scaduto = paga(citta, &nodo, &altro, Comportamento::Regolare).await;
        assert_eq!(fault(scaduto), "PAA_PAGAMENTO_SCADUTO");
    })
    .await;
}

#[tokio::test]
async fn what_is_due_on_an_instalment_is_computed_when_asked() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        let nodo = collega(citta).await;
        let pasti = [1, 2].map(|n| pasto(citta.ada, n, novembre(3)));
        citta.consuma(pasti.to_vec()).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        emetti(citta, id).await;
        let retta = rette(citta, id).await.remove(0);
        let (ctx, ada) = (citta.genitore(citta.ada), citta.famiglia(citta.ada).await);
        let prima = avvisa_rata(&ctx, &ada, retta.rate[0].id)
            .await
            .expect("has one");
        let seconda = avvisa_rata(&ctx, &ada, retta.rate[1].id)
            .await
            .expect("has one");
        assert_eq!((prima.importo, seconda.importo), (euro(106), euro(105)));

        correggi_retta(&citta.ufficio(), retta.id, euro(-5), ("k", "sconto"))
            .await
            .expect("corrected");
        let vecchio = paga(citta, &nodo, &seconda, Comportamento::Regolare).await;
        assert!(
            matches!(vecchio, Err(ErroreNodo::ImportoCambiato(ora)) if ora.cents() == 100),
            "{vecchio:?}"
        );
        paga(citta, &nodo, &prima, Comportamento::Doppia)
            .await
            .expect("paid");
        assert_eq!(citta.stato(citta.ada, MENSA).await, (None, 100));
        let ugo = citta.famiglia(citta.ugo).await;
        let altrui = avvisa_rata(&citta.genitore(citta.ugo), &ugo, retta.rate[1].id).await;
        assert_eq!(altrui.expect_err("of others").code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_bill_is_not_paid() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(3))]).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        // Issued before the comune was connected.
        emetti(citta, id).await;
        let nodo = collega(citta).await;
        let retta = rette(citta, id).await.remove(0);
        let (ctx, ada) = (citta.genitore(citta.ada), citta.famiglia(citta.ada).await);
        let prima = avvisa_rata(&ctx, &ada, retta.rate[0].id)
            .await
            .expect("a new one");
        let ancora = avvisa_rata(&ctx, &ada, retta.rate[0].id).await;
        assert_eq!(ancora.expect("the same").numero, prima.numero);
        // Somebody pays while the office cancels.
        paga(citta, &nodo, &prima, Comportamento::Tardiva)
            .await
            .expect("paid");
        annulla_retta(&citta.ufficio(), retta.id, "doppia")
            .await
            .expect("cancelled");
        let annullato = paga(citta, &nodo, &prima, Comportamento::Regolare).await;
        assert_eq!(fault(annullato), "PAA_PAGAMENTO_ANNULLATO");
        citta.orologio.set(citta.orologio.now().piu_secondi(30));
        nodo.consegna().await.expect("taken");
        let ricevuta = arrivate(citta).await.remove(0);
        assert_eq!(ricevuta.stato, StatoRicevuta::DaAttribuire);
        assert_eq!(ricevuta.anomalia, Some(Anomalia::AvvisoChiuso));
    })
    .await;
}

#[tokio::test]
async fn money_that_fits_nothing_waits_for_the_office() {
    in_citta(async |citta| {
        for servizio in [MENSA, BUS] {
            citta.gestione(servizio, 2026, Modo::Prepagato).await;
        }
        let nodo = collega(citta).await;
        let doppio = ricarica(citta, citta.ada, 2000).await;
        paga(citta, &nodo, &doppio, Comportamento::DuePagamenti)
            .await
            .expect("paid twice");
        let errato = ricarica(citta, citta.ada, 500).await;
        paga(citta, &nodo, &errato, Comportamento::ImportoErrato)
            .await
            .expect("paid");
        assert_eq!(saldo(citta).await, 2000, "once");
        let arrivate = arrivate(citta).await;
        let anomalie: Vec<_> = arrivate.iter().map(|r| r.anomalia).collect();
        let attese = [
            None,
            Some(Anomalia::GiaPagato),
            Some(Anomalia::ImportoDiverso),
        ];
        assert_eq!(anomalie, attese);
        citta.conti_in_ordine().await;

        let (ctx, ugo) = (citta.ufficio(), citta.famiglia(citta.ugo).await);
        let seconda = arrivate[1].id;
        let muto = attribuisci(&ctx, seconda, &ugo, (BUS, None), " ").await;
        assert_eq!(muto.expect_err("why?").campo(), Some("motivo"));
        attribuisci(&ctx, seconda, &ugo, (BUS, None), "era per Ugo")
            .await
            .expect("attributed");
        assert_eq!(citta.stato(citta.ugo, BUS).await.0, Some(2000));
        let ancora = rendi(&ctx, seconda, "prova").await.expect_err("decided");
        assert_eq!(ancora.code(), "RICEVUTA_RISOLTA");
        rendi(&ctx, arrivate[2].id, "importo errato")
            .await
            .expect("given back");
        let (incasso, ada) = (arrivate[0].incasso_id, citta.famiglia(citta.ada).await);
        let storno = storna_incasso(&ctx, &ada, incasso.expect("paid"), "prova").await;
        assert_eq!(storno.expect_err("the money came").code(), "INCASSO_PAGOPA");
        let nessuna = rendi(&ctx, RicevutaId::new(999), "prova").await;
        assert_eq!(nessuna.expect_err("none").code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_comes_twice_at_once_counts_once() {
    at_once(in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = collega(citta).await;
        let avviso = ricarica(citta, citta.ada, 2000).await;
        paga(citta, &nodo, &avviso, Comportamento::MaiConsegnata)
            .await
            .expect("paid");
        let invio = nodo.ricevute().remove(0).invio;
        let consegna = || async {
            let ente = EntePagopa::nuovo(citta.ufficio(), &invio.instradamento).await;
            let ente = ente.unwrap_or_else(|e| panic!("{e}"));
            campanella_pagopa::EnteCreditore::ricevuta(&ente, &invio.ricevuta).await
        };
        let (uno, due, tre) = tokio::join!(consegna(), consegna(), consegna());
        for esito in [uno, due, tre] {
            // On SQLite one that finds the store busy hears it, and the node sends it again.
            if esito.is_err() {
                consegna().await.expect("taken");
            }
        }
        assert_eq!(saldo(citta).await, 2000);
        assert_eq!(arrivate(citta).await.len(), 1);
    }))
    .await;
}

/// Steps of the random sequence: each is a payment, or the passing of time.
const PASSI: usize = 300;

#[tokio::test]
async fn whatever_the_node_does_the_books_are_right() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = collega(citta).await;
        let mut caso = StdRng::seed_from_u64(2026);
        let mut aperti: Vec<Avviso> = Vec::new();
        for _ in 0..PASSI {
            match caso.random_range(0..8) {
                0 => {
                    let dopo = caso.random_range(1..40);
                    citta.orologio.set(citta.orologio.now().piu_secondi(dopo));
                    nodo.consegna().await.expect("taken");
                }
                1 | 2 => {
                    let chi = if caso.random() { citta.ada } else { citta.ugo };
                    let avviso = ricarica(citta, chi, caso.random_range(1..20) * 100).await;
                    if !aperti.contains(&avviso) {
                        aperti.push(avviso);
                    }
                }
                _ if aperti.is_empty() => {}
                _ => {
                    let avviso = &aperti[caso.random_range(0..aperti.len())];
                    let tutti = Comportamento::TUTTI;
                    let (comportamento, ..) = tutti[caso.random_range(0..tutti.len())];
                    // Refused when it was paid before.
                    let esito = paga(citta, &nodo, avviso, comportamento).await;
                    if esito.is_err() {
                        assert_eq!(fault(esito), "PAA_PAGAMENTO_DUPLICATO");
                    }
                }
            }
        }
        citta.orologio.set(citta.orologio.now().piu_secondi(60));
        nodo.consegna_tutto().await.expect("taken");

        let consegnate: BTreeMap<String, Importo> = nodo
            .ricevute()
            .into_iter()
            .filter(|r| r.consegna == Consegna::Fatta)
            .map(|r| (r.invio.ricevuta.id.to_string(), r.invio.ricevuta.importo))
            .collect();
        let arrivate = arrivate(citta).await;
        let avute: BTreeMap<String, Importo> = arrivate
            .iter()
            .map(|r| (r.ricevuta.clone(), r.importo))
            .collect();
        assert_eq!(avute, consegnate, "each receipt, once");
        let di_stato = |stato| {
            let sue = arrivate.iter().filter(move |r| r.stato == stato);
            sue.map(|r| r.importo).sum::<Importo>()
        };
        let mut saldi = euro(0);
        for nucleo in [citta.ada, citta.ugo] {
            saldi = saldi + euro(citta.stato(nucleo, MENSA).await.0.unwrap_or_default());
        }
        assert_eq!(saldi, di_stato(StatoRicevuta::Registrata));
        assert!(
            di_stato(StatoRicevuta::DaAttribuire) > euro(0),
            "some fit nothing"
        );
    })
    .await;
}
