//! Bills of which something is left to pay, as a family finds them.

use campanella_kernel::Servizio;
use campanella_kernel::graphql::PageRequest;

use super::citta::{Citta, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use super::pagopa::collega;
use crate::{
    Mezzo, Modo, NuovoIncasso, RataId, Retta, RettaId, annulla_retta, incassa, rette_da_pagare,
    storna_incasso,
};

const MENSA: Servizio = Servizio::Refezione;

/// Bills what Ada ate that day.
async fn emessa(citta: &Citta, giorno: u32) -> Retta {
    citta
        .consuma(vec![pasto(citta.ada, i64::from(giorno), novembre(giorno))])
        .await;
    let id = prepara(citta, novembre_intero(MENSA)).await;
    emetti(citta, id).await;
    rette(citta, id).await.remove(0)
}

async fn aperte(citta: &Citta, first: Option<i32>) -> (Vec<RettaId>, bool) {
    let (ctx, ada) = (citta.genitore(citta.ada), citta.famiglia(citta.ada).await);
    let pagina = PageRequest::new(first, None).expect("a page");
    let pagina = rette_da_pagare(&ctx, &ada, pagina).await.expect("read");
    let ids = pagina.edges.iter().map(|e| e.node.id).collect();
    (ids, pagina.page_info.has_next_page)
}

#[tokio::test]
async fn a_bill_is_found_until_its_last_cent_is_paid() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        let (prima, seconda) = (emessa(citta, 2).await, emessa(citta, 3).await);
        assert_eq!(
            aperte(citta, None).await,
            (vec![seconda.id, prima.id], false)
        );
        assert_eq!(aperte(citta, Some(1)).await, (vec![seconda.id], true));

        let (ctx, ada) = (citta.ufficio(), citta.famiglia(citta.ada).await);
        let paga = async |rata: RataId, cents| {
            let nuovo = NuovoIncasso {
                chiave: format!("{rata}:{cents}"),
                servizio: MENSA,
                importo: euro(cents),
                mezzo: Mezzo::Carta,
                giorno: ctx.oggi(),
                nota: None,
                rata: Some(rata),
            };
            incassa(&ctx, &ada, nuovo).await.expect("paid")
        };
        let [una, due] = [prima.rate[0].id, prima.rate[1].id];
        paga(una, 53).await;
        paga(due, 52).await;
        assert_eq!(
            aperte(citta, None).await.0,
            [seconda.id, prima.id],
            "a cent"
        );
        let ultimo = paga(due, 1).await;
        assert_eq!(aperte(citta, None).await.0, [seconda.id]);
        storna_incasso(&ctx, &ada, ultimo, "di un altro")
            .await
            .expect("undone");
        assert_eq!(aperte(citta, None).await.0, [seconda.id, prima.id]);
        annulla_retta(&ctx, seconda.id, "prova")
            .await
            .expect("cancelled");
        assert_eq!(aperte(citta, None).await.0, [prima.id]);
    })
    .await;
}

#[tokio::test]
async fn an_instalment_says_its_notice_and_iuv() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        let senza = emessa(citta, 2).await;
        assert_eq!(senza.rate[0].avviso, None, "not connected yet");
        collega(citta).await;
        let con = emessa(citta, 3).await;
        let avvisi: Vec<_> = con.rate.iter().filter_map(|r| r.avviso.as_ref()).collect();
        assert_eq!(avvisi.len(), 2);
        assert_ne!(avvisi[0].numero, avvisi[1].numero);
        for avviso in avvisi {
            assert_eq!(avviso.numero, format!("3{}", avviso.iuv));
        }
    })
    .await;
}
