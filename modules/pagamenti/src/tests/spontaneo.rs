//! A top-up at a counter without a notice.

use campanella_anagrafe::alunno;
use campanella_kernel::{CodiceFiscale, Servizio};
use campanella_pagopa::{
    CodiceAvviso, CodiceFiscaleEnte, DatiRicarica, Dovuto, ErroreRisposta, NumeroAvviso, Offerta,
    Testo, Versione,
};
use campanella_simulatore::{
    Comportamento, ErroreNodo, Nodo, Pagante, SERVIZIO_CATALOGO, SOGGETTO_CATALOGO,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait};

use super::citta::{Citta, alle_otto, euro, in_citta, novembre};
use super::pagopa::{collega, ricarica, saldo};
use crate::Modo;
use crate::entities::avviso_pagamento;
use crate::pagopa::{
    CatalogoInput, CollegamentoInput, collegamento, imposta_pagopa, ricariche_da_pagare,
};

const MENSA: Servizio = Servizio::Refezione;
const DI_ADA: &str = "RSSMRA85T10A562S";
const DI_NESSUNO: &str = "BNCLGU85T10A562Y";

async fn nel_catalogo(citta: &Citta, servizio: &str) -> Result<(), crate::Errore> {
    let ctx = citta.ufficio();
    let prima = collegamento(&ctx).await.expect("read").expect("connected");
    let dati = CollegamentoInput {
        segregazione: prima.segregazione,
        intermediario: prima.intermediario,
        stazione: prima.stazione,
        iban: prima.iban,
        catalogo: Some(CatalogoInput {
            servizio: servizio.into(),
            soggetto: SOGGETTO_CATALOGO.into(),
        }),
        versione: Some(prima.versione),
    };
    imposta_pagopa(&ctx, dati).await.map(drop)
}

async fn da_il_codice_ad_ada(citta: &Citta) {
    let riga = alunno::ActiveModel {
        id: Set(citta.ada.alunno),
        codice_fiscale: Set(CodiceFiscale::parse(DI_ADA).ok()),
        ..Default::default()
    };
    riga.update(citta.scope.db()).await.expect("written");
}

fn ente(citta: &Citta) -> CodiceFiscaleEnte {
    let codice = &citta.scope.comune().impostazioni.codice_fiscale;
    CodiceFiscaleEnte::parse(codice).expect("eleven digits")
}

async fn chiedi(
    citta: &Citta,
    nodo: &Nodo,
    codice: &str,
    cents: i64,
) -> Result<(campanella_pagopa::CodiceQr, Offerta), String> {
    let dati = DatiRicarica {
        codice_fiscale: CodiceFiscale::parse(codice).expect("a code"),
        importo: Dovuto::new(euro(cents)).expect("an amount"),
    };
    match nodo.chiedi_avviso(ente(citta), &dati).await {
        Ok(avviso) => Ok((avviso.qr, avviso.offerta)),
        Err(ErroreNodo::Stazione(ErroreRisposta::Fault(fault))) => {
            assert_eq!(fault.codice, "PAA_SEMANTICA");
            Err(fault.to_string())
        }
        Err(altro) => panic!("{altro}"),
    }
}

async fn avvisi(citta: &Citta) -> u64 {
    let tutti = avviso_pagamento::Entity::find().count(citta.scope.db());
    tutti.await.expect("counted")
}

#[tokio::test]
async fn a_payer_at_a_counter_tops_up_without_a_notice() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = collega(citta).await;
        da_il_codice_ad_ada(citta).await;
        nel_catalogo(citta, SERVIZIO_CATALOGO).await.expect("said");
        let (qr, offerta) = chiedi(citta, &nodo, DI_ADA, 2_000).await.expect("a notice");
        assert_eq!(offerta.importo.importo(), euro(2_000));
        let causale = offerta.causale.as_str();
        assert!(!causale.contains("Ada"), "{causale}");
        // Asked again before it is paid, it is the same.
        let ancora = chiedi(citta, &nodo, DI_ADA, 2_000).await.expect("a notice");
        assert_eq!((ancora.0, avvisi(citta).await), (qr, 1));
        assert_eq!(saldo(citta).await, 0, "not before the receipt");
        let pagante = Pagante {
            versione: Versione::V2,
            comportamento: Comportamento::Regolare,
            pagatore: None,
            metodo: Testo::new("cash").expect("it fits"),
        };
        nodo.paga(qr, offerta.importo, &pagante)
            .await
            .expect("paid");
        assert_eq!(saldo(citta).await, 2_000);
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_at_counters_takes_nothing_from_the_family() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = collega(citta).await;
        da_il_codice_ad_ada(citta).await;
        nel_catalogo(citta, SERVIZIO_CATALOGO).await.expect("said");
        let della_famiglia = ricarica(citta, citta.ada, 700).await;
        let (qr, offerta) = chiedi(citta, &nodo, DI_ADA, 700).await.expect("a notice");
        assert_eq!(
            CodiceAvviso::from(NumeroAvviso::parse(&della_famiglia.numero).expect("ours")),
            qr.avviso,
            "the one that is open already"
        );
        assert_eq!(offerta.scadenza, Some(della_famiglia.scadenza));
        for cents in 1..=5 {
            let (_, offerta) = chiedi(citta, &nodo, DI_ADA, cents).await.expect("a notice");
            assert_eq!(offerta.scadenza, Some(novembre(24)), "paid there and then");
        }
        let troppi = chiedi(citta, &nodo, DI_ADA, 6).await.expect_err("too many");
        assert!(troppi.contains("troppi avvisi"), "{troppi}");

        // The family neither sees them nor is kept from asking, and is given no notice that ends
        // tomorrow.
        let sua = ricarica(citta, citta.ada, 5).await;
        assert_eq!(sua.scadenza, della_famiglia.scadenza);
        let ada = citta.famiglia(citta.ada).await;
        let elenco = ricariche_da_pagare(&citta.genitore(citta.ada), &ada).await;
        let numeri: Vec<_> = elenco
            .expect("read")
            .into_iter()
            .map(|a| a.numero)
            .collect();
        assert_eq!(numeri, [sua.numero, della_famiglia.numero]);

        citta.orologio.set(alle_otto(novembre(25)));
        chiedi(citta, &nodo, DI_ADA, 6)
            .await
            .expect("the others are over");
    })
    .await;
}

#[tokio::test]
async fn what_the_comune_does_not_offer_or_know_makes_no_notice() {
    in_citta(async |citta| {
        let nodo = collega(citta).await;
        da_il_codice_ad_ada(citta).await;
        let perche =
            async |codice, cents| chiedi(citta, &nodo, codice, cents).await.expect_err("no");
        assert!(perche(DI_ADA, 2_000).await.contains("non è offerto"));
        nel_catalogo(citta, "00008").await.expect("said");
        assert!(perche(DI_ADA, 2_000).await.contains("non è offerto"));
        nel_catalogo(citta, SERVIZIO_CATALOGO).await.expect("said");
        assert!(perche(DI_NESSUNO, 2_000).await.contains("nessun conto"));
        // Meals that are paid with bills, or of which nobody said how they are paid.
        assert!(perche(DI_ADA, 2_000).await.contains("come si paga"));
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        assert!(perche(DI_ADA, 2_000).await.contains("rette"));
        assert!(perche(DI_ADA, 99_999_999).await.contains("più di zero"));
        assert_eq!(avvisi(citta).await, 0);
        let sbagliato = nel_catalogo(citta, "9").await.expect_err("five characters");
        assert_eq!(
            campanella_kernel::DomainError::campo(&sbagliato),
            Some("catalogo.servizio")
        );
    })
    .await;
}
