//! What a kitchen sees.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use campanella_kernel::ctx::Services;
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::vincoli::Vincoli;
use campanella_kernel::{AnnoScolastico, DomainError, testing};
use campanella_plugins_host::Regole;
use campanella_prenotazioni::Scelta;
use futures_util::StreamExt;

use super::citta::{bambino, g, in_citta, lunedi};
use crate::{LEGGI_MENU, chiudi_giorno, conteggi, conteggi_cambiati};

#[tokio::test]
async fn it_counts_by_building_class_and_diet_before_and_after_the_cut_off() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        citta.prenota(citta.anna, lunedi(), Scelta::Assenza).await;
        citta
            .prenota(citta.bruno, lunedi(), Scelta::PastoBianco)
            .await;
        let prima = conteggi(&ctx, lunedi(), None).await.expect("counts");
        assert!(!prima.chiuso);
        assert_eq!((prima.totale, prima.righe.len()), (2, 2));
        let terza = prima
            .righe
            .iter()
            .find(|r| r.luogo.classe == "3A")
            .expect("3A");
        assert_eq!(
            (terza.pasto_base, terza.pasto_bianco, terza.assenti),
            (0, 1, 1)
        );
        // The diet of a child holds for a pasto bianco too.
        assert_eq!(terza.diete[0].codice, "D01-B");
        assert_eq!(terza.diete[0].descrizione, "Senza glutine, in bianco");
        chiudi_giorno(&ctx, &citta.plesso(0).await, lunedi())
            .await
            .expect("closed");
        let dopo = conteggi(&ctx, lunedi(), None).await.expect("counts");
        assert!(!dopo.chiuso, "the other building is open");
        assert_eq!(dopo.totale, prima.totale);
        let terza_dopo = dopo
            .righe
            .iter()
            .find(|r| r.luogo.classe == "3A")
            .expect("3A");
        assert_eq!(terza_dopo.diete, terza.diete);
        let rodari = conteggi(&ctx, lunedi(), Some(citta.plessi[0]))
            .await
            .expect("counts");
        assert!(rodari.chiuso);
        let domenica = conteggi(&ctx, g(2026, 11, 29), None).await.expect("counts");
        assert_eq!(
            (domenica.totale, domenica.righe.len(), domenica.chiuso),
            (0, 0, false)
        );
    })
    .await;
}

#[tokio::test]
async fn a_cook_sees_only_the_buildings_that_he_cooks_for() {
    in_citta(async |citta| {
        let cuoco = citta.nei_plessi(&citta.plessi[..1]);
        let visti = conteggi(&cuoco, lunedi(), None).await.expect("counts");
        assert!(visti.righe.iter().all(|r| r.luogo.plesso == "Rodari"));
        assert_eq!(visti.totale, 2);
        let altrui = conteggi(&cuoco, lunedi(), Some(citta.plessi[1])).await;
        assert_eq!(altrui.expect_err("not his").code(), "NON_TROVATO");
        let nessuno = conteggi(&citta.solo(LEGGI_MENU), lunedi(), None).await;
        assert_eq!(nessuno.expect_err("no role").code(), "NON_PERMESSO");
    })
    .await;
}

#[tokio::test]
async fn a_watcher_sees_the_changes_of_his_buildings_and_day_together() {
    in_citta(async |citta| {
        let cuoco = citta.nei_plessi(&citta.plessi[..1]);
        let mut letture = Box::pin(conteggi_cambiati(cuoco, lunedi()).await.expect("watching"));
        let prima = letture.next().await.expect("at once").expect("counts");
        assert_eq!(prima.totale, 2);
        // Another building, another day: nothing to see.
        citta.prenota(citta.carla, lunedi(), Scelta::Assenza).await;
        citta
            .prenota(citta.anna, g(2026, 11, 24), Scelta::Assenza)
            .await;
        let niente = tokio::time::timeout(Duration::from_millis(600), letture.next()).await;
        assert!(niente.is_err(), "{niente:?}");
        citta.prenota(citta.anna, lunedi(), Scelta::Assenza).await;
        citta.prenota(citta.bruno, lunedi(), Scelta::Assenza).await;
        let dopo = tokio::time::timeout(Duration::from_secs(20), letture.next()).await;
        let dopo = dopo.expect("in time").expect("a change").expect("counts");
        assert_eq!(dopo.totale, 0, "both changes at once");
    })
    .await;
}

#[tokio::test]
async fn the_number_of_queries_does_not_grow_with_the_children() {
    in_citta(async |citta| {
        let conta = async || {
            let domande = Arc::new(AtomicUsize::new(0));
            let mut store = citta.scope.db().clone();
            let contatore = Arc::clone(&domande);
            store.set_metric_callback(move |_| {
                contatore.fetch_add(1, Ordering::Relaxed);
            });
            let comune = testing::comune("prova", &["refezione"]);
            let regole = citta.sistema().service::<Regole>().expect("rules").clone();
            let servizi = Services::default()
                .with(Ascoltatori::default())
                .with(Vincoli::default())
                .with(regole);
            let orologio = Arc::clone(&citta.orologio);
            let scope = testing::scope_with(comune, store, orologio, servizi);
            let ctx = citta.sistema();
            let ctx = scope.authenticated(ctx.actor().clone(), Arc::new(ctx.permissions().clone()));
            conteggi(&ctx, lunedi(), None).await.expect("counts");
            domande.load(Ordering::Relaxed)
        };
        let pochi = conta().await;
        for n in 0..40 {
            let anno = AnnoScolastico::del(lunedi());
            let nome = format!("Bambino{n}");
            bambino(
                &citta.scope,
                anno,
                citta.classi[n % 2],
                &nome,
                Some(700_000),
            )
            .await;
        }
        assert!(pochi > 0, "queries are seen");
        assert_eq!(conta().await, pochi);
    })
    .await;
}
