//! Credit goes from one account to another.

use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{DomainError, Servizio, audit};
use campanella_tenants::testing::at_once;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::citta::{euro, in_citta};
use crate::{Capo, Modo, QualeConto, movimenti, trasferisci};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;

#[tokio::test]
async fn credit_moves_between_services_and_families_and_never_twice() {
    at_once(in_citta(async |citta| {
        for servizio in [MENSA, BUS] {
            citta.gestione(servizio, 2026, Modo::Prepagato).await;
        }
        citta.ricarica(citta.ada, 1000).await;
        let (ada, ugo) = (
            citta.famiglia(citta.ada).await,
            citta.famiglia(citta.ugo).await,
        );
        let ctx = citta.genitore(citta.ada);
        let capo = |famiglia, servizio| Capo { famiglia, servizio };
        let sposta = async |a, cents, chiave| {
            trasferisci(&ctx, capo(&ada, MENSA), a, euro(cents), (chiave, None)).await
        };
        for _ in 0..2 {
            sposta(capo(&ada, BUS), 300, "t1").await.expect("moved");
        }
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(700));
        assert_eq!(citta.stato(citta.ada, BUS).await.0, Some(300));
        let troppo = sposta(capo(&ada, BUS), 701, "t2").await;
        let troppo = troppo.expect_err("not that much");
        assert_eq!(troppo.code(), "CREDITO_INSUFFICIENTE");
        // Two at once: there is enough for one.
        let (uno, due) = tokio::join!(
            sposta(capo(&ugo, MENSA), 500, "t3"),
            sposta(capo(&ugo, MENSA), 500, "t4"),
        );
        assert_eq!(
            u8::from(uno.is_ok()) + u8::from(due.is_ok()),
            1,
            "{uno:?} {due:?}"
        );
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(200));
        assert_eq!(citta.stato(citta.ugo, MENSA).await.0, Some(500));
    }))
    .await;
}

#[tokio::test]
async fn an_office_says_why_credit_changes_family_and_only_the_audit_tells() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 1000).await;
        let (ada, ugo) = (
            citta.famiglia(citta.ada).await,
            citta.famiglia(citta.ugo).await,
        );
        let capo = |famiglia| Capo {
            famiglia,
            servizio: MENSA,
        };
        let ctx = citta.ufficio();
        let perche = |motivo| ("k", Some(motivo));
        let senza = trasferisci(&ctx, capo(&ada), capo(&ugo), euro(400), perche(" ")).await;
        assert_eq!(senza.expect_err("no reason").code(), "DATO_NON_VALIDO");
        let motivo = "Ugo sta ora con la madre";
        trasferisci(&ctx, capo(&ada), capo(&ugo), euro(400), perche(motivo))
            .await
            .expect("moved");

        let pagina = PageRequest::new(None, None).expect("a page");
        let letti = movimenti(&ctx, &ugo, (MENSA, QualeConto::Elettronico), pagina).await;
        let suo = letti.expect("read").edges.remove(0).node;
        assert_eq!(
            suo.descrizione,
            "Trasferimento fra due famiglie, da Refezione scolastica a Refezione scolastica"
        );
        let scritto = audit::Entity::find()
            .filter(audit::Column::Azione.eq("trasferisciCredito"))
            .one(ctx.db())
            .await
            .expect("read")
            .expect("an audit row");
        assert_eq!(scritto.dettaglio["motivo"], motivo);
    })
    .await;
}
