//! Long work whose job was given up is gone on with.

use campanella_kernel::jobs;
use campanella_kernel::{DomainError, Servizio};
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;

use super::citta::{Citta, in_citta, novembre, pasto};
use super::emissioni::{novembre_intero, rette};
use super::morosita::{gennaio, regola, retta_di_ada, vai_al};
use crate::entities::invio_solleciti::StatoInvio;
use crate::entities::lotto_documenti::StatoLotto;
use crate::{
    Modo, conferma_emissione, emissione, invii_solleciti, lotti_emissione, prepara_emissione,
    prepara_rette, riprendi_emissione, sollecita,
};

const MENSA: Servizio = Servizio::Refezione;

/// A server died during each try of every job that waits.
async fn abbandona_i_lavori(citta: &Citta) {
    jobs::Entity::update_many()
        .col_expr(jobs::Column::Stato, Expr::value(jobs::FALLITO))
        .exec(citta.scope.db())
        .await
        .expect("given up");
}

#[tokio::test]
async fn an_office_goes_on_with_a_run_at_which_the_program_stopped() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(5))]).await;
        let ctx = citta.ufficio();
        let id = prepara_emissione(&ctx, novembre_intero(MENSA))
            .await
            .expect("asked");
        let ferma = async || emissione(&ctx, id).await.expect("read").ferma;
        assert!(!ferma().await, "its job waits");
        abbandona_i_lavori(citta).await;
        citta.lavora().await;
        assert!(ferma().await);
        assert_eq!(rette(citta, id).await.len(), 0);
        riprendi_emissione(&ctx, id).await.expect("goes on");
        assert!(!ferma().await);
        citta.lavora().await;
        assert_eq!(rette(citta, id).await.len(), 1);
        let perche = riprendi_emissione(&ctx, id)
            .await
            .expect_err("it waits for us");
        assert_eq!(perche.code(), "STATO_EMISSIONE");

        conferma_emissione(&ctx, id).await.expect("confirmed");
        for _ in 0..2 {
            abbandona_i_lavori(citta).await;
            // Pressed twice, it goes on once.
            riprendi_emissione(&ctx, id).await.expect("goes on");
            riprendi_emissione(&ctx, id).await.expect("goes on");
            citta.orologio.set(ctx.now().piu_secondi(60));
        }
        citta.lavora().await;
        let emesse = rette(citta, id).await;
        assert_eq!(emesse.len(), 1);
        assert!(emesse[0].emessa_il.is_some());
    })
    .await;
}

#[tokio::test]
async fn reminders_and_papers_go_on_when_they_are_asked_for_again() {
    in_citta(async |citta| {
        regola(citta).await;
        let retta = retta_di_ada(citta).await;
        vai_al(citta, gennaio(20));
        let ctx = citta.ufficio();
        let invio = sollecita(&ctx, MENSA).await.expect("asked");
        let in_corso = sollecita(&ctx, MENSA).await.expect_err("it goes on");
        assert_eq!(in_corso.code(), "INVIO_IN_CORSO");
        abbandona_i_lavori(citta).await;
        assert!(invii_solleciti(&ctx).await.expect("read")[0].fermo);
        assert_eq!(sollecita(&ctx, MENSA).await.expect("goes on"), invio);
        citta.lavora().await;
        let fatto = &invii_solleciti(&ctx).await.expect("read")[0];
        assert_eq!((fatto.stato, fatto.fermo), (StatoInvio::Finito, false));

        let emissioni = crate::emissioni(&ctx).await.expect("read");
        let id = emissioni[0].id;
        assert_eq!(rette(citta, id).await[0].id, retta.id);
        prepara_rette(&ctx, id).await.expect("asked");
        abbandona_i_lavori(citta).await;
        assert!(lotti_emissione(&ctx, id).await.expect("read")[0].fermo);
        prepara_rette(&ctx, id).await.expect("goes on");
        citta.lavora().await;
        let lotti = lotti_emissione(&ctx, id).await.expect("read");
        assert_eq!(lotti.len(), 1);
        assert_eq!((lotti[0].stato, lotti[0].fatti), (StatoLotto::Pronto, 1));
    })
    .await;
}
