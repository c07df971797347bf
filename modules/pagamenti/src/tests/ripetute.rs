//! What is asked again, because the first answer was lost, is done once and noted once.

use campanella_kernel::{DomainError, Servizio, audit};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::citta::{Citta, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use crate::{
    Capo, Errore, Modo, RichiestaRimborso, chiedi_rimborso, correggi_retta, rettifica_credito,
    trasferisci,
};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;

async fn annotate(citta: &Citta) -> u64 {
    let righe = audit::Entity::find().count(citta.scope.db()).await;
    righe.expect("counted")
}

/// Does it, then again, then another thing with the same key.
async fn tre_volte<T: std::fmt::Debug>(citta: &Citta, fai: impl AsyncFn(i64) -> Result<T, Errore>) {
    fai(300).await.expect("done");
    let prima = annotate(citta).await;
    fai(300).await.expect("done before");
    assert_eq!(annotate(citta).await, prima, "noted once");
    let altra = fai(200).await.expect_err("another amount");
    assert_eq!(altra.code(), "CHIAVE_RIUSATA");
    assert_eq!(annotate(citta).await, prima);
}

#[tokio::test]
async fn credit_moves_once() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.gestione(BUS, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 1000).await;
        let (ctx, ada) = (citta.ufficio(), citta.famiglia(citta.ada).await);
        tre_volte(citta, async |cents| {
            rettifica_credito(&ctx, &ada, MENSA, euro(cents), ("k", "errore di cassa")).await
        })
        .await;
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(1300));
        let capo = |servizio| Capo {
            famiglia: &ada,
            servizio,
        };
        tre_volte(citta, async |cents| {
            trasferisci(
                &ctx,
                capo(MENSA),
                capo(BUS),
                euro(cents),
                ("k", Some("errore")),
            )
            .await
        })
        .await;
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(1000));
        assert_eq!(citta.stato(citta.ada, BUS).await.0, Some(300));
        let genitore = citta.genitore(citta.ada);
        tre_volte(citta, async |cents| {
            let richiesta = RichiestaRimborso {
                servizio: MENSA,
                importo: euro(cents),
                iban: "IT60X0542811101000000123456".into(),
                chiave: "k".into(),
            };
            chiedi_rimborso(&genitore, &ada, richiesta).await
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_bill_is_corrected_once() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(3))]).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        emetti(citta, id).await;
        let (ctx, emessa) = (citta.ufficio(), rette(citta, id).await.remove(0));
        tre_volte(citta, async |cents| {
            correggi_retta(&ctx, emessa.id, euro(cents), ("k", "merenda")).await
        })
        .await;
        let dopo = rette(citta, id).await.remove(0);
        assert_eq!(dopo.importo, emessa.importo + euro(300));
        assert_eq!(dopo.righe.len(), emessa.righe.len() + 1);
    })
    .await;
}
