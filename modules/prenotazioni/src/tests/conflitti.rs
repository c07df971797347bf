//! Two devices, and the kitchen, at the same moment.

use campanella_anagrafe::plesso_autorizzato;
use campanella_kernel::DomainError;
use campanella_tenants::testing::at_once;
use sea_orm::EntityTrait;

use super::citta::{con_bianco, g, in_citta};
use crate::entities::{prenotazione, prenotazione_storia};
use crate::{LEGGI, Scelta, calendario, chiudi_prenotazioni, prenota, prenota_periodo};

#[tokio::test]
async fn of_two_devices_that_saw_the_same_day_one_wins_and_the_other_learns_what_holds() {
    at_once(in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let domani = g(2026, 11, 24);
        let (uno, due) = tokio::join!(
            prenota(&ctx, &anna, domani, Scelta::Assenza, Some(0)),
            prenota(&ctx, &anna, domani, Scelta::PastoBianco, Some(0)),
        );
        let (vince, perde) = match (uno, due) {
            (Ok(vince), Err(perde)) | (Err(perde), Ok(vince)) => (vince, perde),
            altro => panic!("one wins and one loses: {altro:?}"),
        };
        assert_eq!(perde.code(), "CONFLITTO");
        let attuale = perde
            .dettagli()
            .remove("attuale")
            .expect("the present state");
        assert_eq!(attuale["versione"], 1);
        assert_eq!(attuale["scelta"], serde_json::json!(vince.scelta()));
        assert!(
            perde.to_string().contains(&vince.scelta().to_string()),
            "{perde}"
        );
        let righe = prenotazione::Entity::find()
            .all(ctx.db())
            .await
            .expect("rows");
        assert_eq!(righe.len(), 1);
        assert_eq!(righe[0].scelta, vince.scelta());
        let storia = prenotazione_storia::Entity::find()
            .all(ctx.db())
            .await
            .expect("rows");
        assert_eq!(storia.len(), 1, "the refused change has no history");
    }))
    .await;
}

#[tokio::test]
async fn devices_that_choose_different_days_do_not_hinder_each_other() {
    at_once(in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let (uno, due) = tokio::join!(
            prenota(&ctx, &anna, g(2026, 11, 24), Scelta::Assenza, Some(0)),
            prenota(&ctx, &anna, g(2026, 11, 26), Scelta::Assenza, Some(0)),
        );
        uno.expect("the first");
        due.expect("the second");
    }))
    .await;
}

#[tokio::test]
async fn two_devices_cannot_exceed_the_days_of_pasto_bianco_together() {
    at_once(in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let bianco = |dal, al| prenota_periodo(&ctx, &anna, dal, al, Scelta::PastoBianco);
        let (uno, due) = tokio::join!(
            bianco(g(2026, 11, 24), g(2026, 11, 25)),
            bianco(g(2026, 11, 26), g(2026, 11, 27)),
        );
        let cambiati =
            uno.expect("the first").cambiati.len() + due.expect("the second").cambiati.len();
        assert_eq!(cambiati, 3);
    }))
    .await;
}

#[tokio::test]
async fn a_day_whose_presences_were_produced_no_longer_changes() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let domani = g(2026, 11, 24);
        let ufficio = citta.ufficio();
        let plesso = plesso_autorizzato(&ufficio, LEGGI, citta.plesso)
            .await
            .expect("a building");
        let tx = ctx.begin().await.expect("a transaction");
        chiudi_prenotazioni(&ufficio, &tx, &plesso, domani)
            .await
            .expect("closed");
        tx.commit().await.expect("committed");
        let esito = prenota(&ctx, &anna, domani, Scelta::Assenza, Some(0)).await;
        assert_eq!(esito.expect_err("too late").code(), "GIA_PRODOTTA");
        let periodo = prenota_periodo(&ctx, &anna, domani, g(2026, 11, 25), Scelta::Assenza)
            .await
            .expect("partly allowed");
        assert_eq!(periodo.rifiutati[0].codice, "GIA_PRODOTTA");
        assert_eq!(periodo.cambiati.len(), 1);
        let giorno = calendario(&ctx, &anna, domani, domani).await.expect("open");
        assert!(giorno.giorni[0].scelte().iter().all(|s| !s.permessa));
    })
    .await;
}
