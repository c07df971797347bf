//! Presences and their price.

use campanella_anagrafe::{iscrizione, iscrizione_autorizzata, iscrizione_del_figlio};
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{DomainError, Importo, PrezzoUnitario};
use campanella_plugins_host::Estensione;
use campanella_prenotazioni::Scelta;
use campanella_tenants::testing::at_once;
use sea_orm::EntityTrait;

use super::citta::{Bambino, Citta, alle, fasce, g, in_citta, lunedi};
use crate::entities::{chiusura_giorno, consumo, presenza};
use crate::{
    CORREGGI, Chiusura, PresenzaConnection, StatoPresenza, chiudi_a_mano, chiudi_giorno,
    correggi_presenza, presenze,
};

async fn presenze_di(citta: &Citta, bambino: Bambino) -> PresenzaConnection {
    let ctx = citta.genitore(bambino);
    let iscrizione = iscrizione_del_figlio(&ctx, bambino.iscrizione)
        .await
        .expect("theirs");
    let pagina = PageRequest::new(None, None).expect("a page");
    presenze(&ctx, &iscrizione, (None, None), pagina)
        .await
        .expect("presences")
}

#[tokio::test]
async fn bookings_become_presences_with_price_and_explanation() {
    in_citta(async |citta| {
        citta
            .attiva(Estensione::Tariffa, fasce(53_310), g(2026, 9, 1))
            .await;
        citta.prenota(citta.bruno, lunedi(), Scelta::Assenza).await;
        let ctx = citta.sistema();
        let rodari = citta.plesso(0).await;
        assert_eq!(
            chiudi_giorno(&ctx, &rodari, lunedi())
                .await
                .expect("closed"),
            Chiusura::Prodotta
        );

        let anna = presenze_di(&citta, citta.anna).await;
        let pasto = &anna.edges[0].node;
        assert_eq!(pasto.stato, StatoPresenza::Presente);
        assert_eq!(
            pasto.prezzo_unitario,
            Some(PrezzoUnitario::from_decimillesimi(10_550))
        );
        // 1,055 € is 106 cents, rounded once, on the line.
        assert_eq!(pasto.importo, Some(Importo::from_cents(106)));
        assert_eq!(pasto.fascia.as_deref(), Some("Prima fascia"));
        assert!(
            pasto
                .motivazione
                .iter()
                .any(|p| p.dopo.as_deref() == Some("1,055 €"))
        );
        assert_eq!(
            (anna.totale_importo, anna.totale_pasti),
            (Importo::from_cents(106), 1)
        );

        let bruno = presenze_di(&citta, citta.bruno).await;
        assert_eq!(bruno.edges[0].node.stato, StatoPresenza::Assente);
        assert_eq!(bruno.edges[0].node.importo, None);
        assert!(!bruno.edges[0].node.da_verificare);
        assert_eq!(
            (bruno.totale_importo, bruno.totale_pasti),
            (Importo::ZERO, 0)
        );

        // The other building is still open.
        assert!(presenze_di(&citta, citta.carla).await.edges.is_empty());
        let scheda = iscrizione::Entity::find_by_id(citta.anna.iscrizione)
            .one(ctx.db())
            .await
            .expect("read")
            .expect("a card");
        assert_eq!(scheda.fascia.as_deref(), Some("Prima fascia"));
        assert_eq!(
            scheda.importo_unitario,
            Some(PrezzoUnitario::from_decimillesimi(10_550))
        );
    })
    .await;
}

#[tokio::test]
async fn a_day_is_produced_once_whoever_asks_and_however_often() {
    at_once(in_citta(async |citta| {
        let ctx = citta.sistema();
        let rodari = citta.plesso(0).await;
        let (uno, due) = tokio::join!(
            chiudi_giorno(&ctx, &rodari, lunedi()),
            chiudi_giorno(&ctx, &rodari, lunedi()),
        );
        let mut esiti = [uno.expect("closed"), due.expect("closed")];
        esiti.sort_by_key(|e| *e == Chiusura::GiaProdotta);
        assert_eq!(esiti, [Chiusura::Prodotta, Chiusura::GiaProdotta]);
        let ancora = chiudi_giorno(&ctx, &rodari, lunedi())
            .await
            .expect("closed");
        assert_eq!(ancora, Chiusura::GiaProdotta);
        let righe = presenza::Entity::find().all(ctx.db()).await.expect("rows");
        assert_eq!(righe.len(), 2);
        let consumi = consumo::Entity::find().all(ctx.db()).await.expect("rows");
        assert_eq!(consumi.len(), 2);
    }))
    .await;
}

#[tokio::test]
async fn what_was_interrupted_leaves_nothing_and_is_done_anew() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let rodari = citta.plesso(0).await;
        // A production that is cut off at whatever point: the future is dropped half-way.
        for passi in 1..60 {
            let chiusura = chiudi_giorno(&ctx, &rodari, lunedi());
            let mut chiusura = Box::pin(chiusura);
            for _ in 0..passi {
                let attesa = std::time::Duration::from_micros(200);
                if tokio::time::timeout(attesa, &mut chiusura).await.is_ok() {
                    break;
                }
            }
            drop(chiusura);
            // A commit that was under way may still arrive between two of these readings.
            let chiuse = async || {
                let righe = chiusura_giorno::Entity::find().all(ctx.db()).await;
                righe.expect("rows").len()
            };
            let prima = chiuse().await;
            let righe = presenza::Entity::find()
                .all(ctx.db())
                .await
                .expect("rows")
                .len();
            let dopo = chiuse().await;
            assert!(
                [prima, dopo].map(|c| 2 * c).contains(&righe),
                "all or nothing: {righe}"
            );
            if dopo == 1 {
                break;
            }
        }
        chiudi_giorno(&ctx, &rodari, lunedi())
            .await
            .expect("closed");
        let righe = presenza::Entity::find().all(ctx.db()).await.expect("rows");
        let consumi = consumo::Entity::find().all(ctx.db()).await.expect("rows");
        assert_eq!((righe.len(), consumi.len()), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn without_an_answer_of_the_rule_the_price_waits_and_is_not_zero() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        chiudi_giorno(&ctx, &citta.plesso(0).await, lunedi())
            .await
            .expect("closed");
        let anna = presenze_di(&citta, citta.anna).await;
        let pasto = &anna.edges[0].node;
        assert!(pasto.da_verificare);
        assert_eq!((pasto.importo, pasto.prezzo_unitario), (None, None));
        assert!(!pasto.motivazione.is_empty());
        assert_eq!((anna.totale_importo, anna.totale_pasti), (Importo::ZERO, 1));
    })
    .await;
}

#[tokio::test]
async fn a_correction_needs_a_reason_and_uses_the_rule_of_its_day() {
    in_citta(async |citta| {
        citta
            .attiva(Estensione::Tariffa, fasce(50_000), g(2026, 9, 1))
            .await;
        citta.prenota(citta.bruno, lunedi(), Scelta::Assenza).await;
        let ctx = citta.sistema();
        let bruno = iscrizione_autorizzata(&ctx, CORREGGI, citta.bruno.iscrizione)
            .await
            .expect("his");
        let correggi = |stato, motivo| correggi_presenza(&ctx, &bruno, lunedi(), stato, motivo);
        let presto = correggi(StatoPresenza::Presente, "c'era").await;
        assert_eq!(
            presto.expect_err("still open").code(),
            "PRESENZE_NON_REGISTRATE"
        );
        chiudi_giorno(&ctx, &citta.plesso(0).await, lunedi())
            .await
            .expect("closed");
        citta
            .attiva(Estensione::Tariffa, fasce(70_000), g(2026, 11, 24))
            .await;
        citta.orologio.set(alle(g(2026, 11, 26), 11, 0));
        let muta = correggi(StatoPresenza::Presente, " ").await;
        assert_eq!(muta.expect_err("no reason").code(), "DATO_NON_VALIDO");
        let corretta = correggi(StatoPresenza::Presente, "era a scuola")
            .await
            .expect("corrected");
        assert_eq!(
            (corretta.versione, corretta.motivo.as_deref()),
            (2, Some("era a scuola"))
        );
        let visto = presenze_di(&citta, citta.bruno).await;
        assert_eq!(visto.edges[0].node.importo, Some(Importo::from_cents(500)));
        assert_eq!(
            visto.edges[0].node.corretta_per.as_deref(),
            Some("era a scuola")
        );
        correggi(StatoPresenza::Assente, "no, era il fratello")
            .await
            .expect("corrected");
        let visto = presenze_di(&citta, citta.bruno).await;
        assert_eq!(visto.edges[0].node.importo, None);
        assert_eq!(
            (visto.totale_importo, visto.totale_pasti),
            (Importo::ZERO, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn a_closed_or_future_day_is_not_closed_by_hand() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let rodari = citta.plesso(0).await;
        let domani = chiudi_a_mano(&ctx, &rodari, g(2026, 11, 24)).await;
        assert_eq!(domani.expect_err("tomorrow").code(), "GIORNO_FUTURO");
        let domenica = chiudi_a_mano(&ctx, &rodari, g(2026, 11, 22)).await;
        assert_eq!(domenica.expect_err("a Sunday").code(), "GIORNO_CHIUSO");
        let oggi = chiudi_a_mano(&ctx, &rodari, lunedi())
            .await
            .expect("closed");
        assert!(oggi.chiuso);
        assert_eq!(oggi.totale, 2);
    })
    .await;
}
