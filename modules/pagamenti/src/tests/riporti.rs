//! From one school year to the next.

use campanella_kernel::consumi::Addebito;
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{Giorno, Servizio};

use super::citta::{Citta, Nucleo, alle_otto, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, prepara};
use crate::entities::riga_retta::TipoRiga;
use crate::{
    ContoPer, Mezzo, Modo, NuovoIncasso, Retta, RichiestaEmissione, annulla_retta, incassa,
    rette_della_famiglia,
};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;

fn settembre(giorno: u32) -> Giorno {
    Giorno::new(2027, 9, giorno).expect("a day")
}

/// The year 2027/28 has begun.
async fn passa_l_anno(citta: &Citta) {
    citta.orologio.set(alle_otto(settembre(10)));
    citta.lavora().await;
}

async fn rette_di(citta: &Citta, nucleo: Nucleo) -> Vec<Retta> {
    let (ctx, famiglia) = (citta.genitore(nucleo), citta.famiglia(nucleo).await);
    let pagina = PageRequest::new(None, None).expect("a page");
    let pagina = rette_della_famiglia(&ctx, &famiglia, None, pagina).await;
    pagina
        .expect("read")
        .edges
        .into_iter()
        .map(|e| e.node)
        .collect()
}

async fn in_comune(citta: &Citta, servizio: Servizio, anno: i32, conto: ContoPer) {
    citta
        .gestione_con(servizio, anno, Modo::Prepagato, |mut g| {
            g.conto = conto;
            g
        })
        .await;
}

#[tokio::test]
async fn a_debt_is_billed_when_the_service_is_no_longer_prepaid() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 1000).await;
        citta.consuma(vec![pasto(citta.ugo, 1, novembre(20))]).await;
        citta.gestione(MENSA, 2027, Modo::Postpagato).await;
        assert_eq!(citta.stato(citta.ugo, MENSA).await, (Some(-106), 0));
        passa_l_anno(citta).await;
        // Credit stays where it is: it pays the next bills.
        assert_eq!(citta.stato(citta.ada, MENSA).await, (Some(1000), 0));
        assert_eq!(citta.stato(citta.ugo, MENSA).await, (Some(0), 106));
        assert!(rette_di(citta, citta.ada).await.is_empty());

        let retta = rette_di(citta, citta.ugo).await.remove(0);
        assert_eq!(retta.descrizione, "Debito dell'anno scolastico 2026/2027");
        assert_eq!(retta.righe[0].tipo, TipoRiga::Debito);
        assert_eq!(retta.rate[0].scadenza, settembre(10).dopo(30));
        annulla_retta(&citta.ufficio(), retta.id, "da rivedere")
            .await
            .expect("cancelled");
        assert_eq!(citta.stato(citta.ugo, MENSA).await, (Some(-106), 0));

        riporta_ancora(citta).await;
        let ancora = rette_di(citta, citta.ugo).await;
        let rata = ancora.iter().find(|r| r.id != retta.id).expect("again");
        let pagata = NuovoIncasso {
            chiave: "debito".into(),
            servizio: MENSA,
            importo: euro(106),
            mezzo: Mezzo::Contanti,
            giorno: settembre(10),
            nota: None,
            rata: Some(rata.rate[0].id),
        };
        let ugo = citta.famiglia(citta.ugo).await;
        incassa(&citta.ufficio(), &ugo, pagata).await.expect("paid");
        assert_eq!(citta.stato(citta.ugo, MENSA).await, (Some(0), 0));
    })
    .await;
}

/// The job of the carry-over, which runs each time that somebody says how the service is paid.
async fn riporta_ancora(citta: &Citta) {
    citta.gestione(MENSA, 2027, Modo::Postpagato).await;
    citta.lavora().await;
}

#[tokio::test]
async fn the_common_account_goes_with_the_last_service_that_leaves_it() {
    in_citta(async |citta| {
        for servizio in [MENSA, BUS] {
            in_comune(citta, servizio, 2026, ContoPer::Famiglia).await;
        }
        citta.ricarica(citta.ada, 1000).await;
        in_comune(citta, MENSA, 2027, ContoPer::Servizio).await;
        passa_l_anno(citta).await;
        // Nobody said how the bus is paid: it still has the account.
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(0));

        in_comune(citta, BUS, 2027, ContoPer::Servizio).await;
        citta.lavora().await;
        assert_eq!(citta.stato(citta.ada, BUS).await.0, Some(1000));
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(0));
    })
    .await;
}

#[tokio::test]
async fn what_is_given_back_of_the_year_before_follows() {
    in_citta(async |citta| {
        in_comune(citta, MENSA, 2026, ContoPer::Servizio).await;
        in_comune(citta, MENSA, 2027, ContoPer::Famiglia).await;
        citta.ricarica(citta.ada, 318).await;
        let pasti = [1, 2].map(|n| pasto(citta.ada, n, novembre(20)));
        citta.consuma(pasti.to_vec()).await;
        passa_l_anno(citta).await;
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(106));
        // As much as what was carried over before.
        let mut corretto = pasto(citta.ada, 1, novembre(20));
        corretto.versione = 2;
        corretto.addebito = Addebito::Annullato;
        citta.consuma(vec![corretto]).await;
        citta.lavora().await;
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(212));
    })
    .await;
}

#[tokio::test]
async fn credit_of_the_common_account_pays_the_first_bills() {
    in_citta(async |citta| {
        in_comune(citta, MENSA, 2026, ContoPer::Famiglia).await;
        citta.ricarica(citta.ada, 1000).await;
        citta.gestione(MENSA, 2027, Modo::Postpagato).await;
        passa_l_anno(citta).await;
        citta.consuma(vec![pasto(citta.ada, 1, settembre(9))]).await;
        let richiesta = RichiestaEmissione {
            servizio: MENSA,
            descrizione: "Settembre".into(),
            dal: settembre(1),
            al: settembre(30),
            con_quota: false,
            plessi: Default::default(),
            scadenze: vec![settembre(30)],
        };
        let id = prepara(citta, richiesta).await;
        emetti(citta, id).await;
        assert_eq!(citta.stato(citta.ada, MENSA).await, (Some(894), 0));
    })
    .await;
}
