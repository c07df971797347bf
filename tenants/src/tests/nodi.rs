//! Two nodes with the same catalog.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use campanella_kernel::DomainError;
use campanella_kernel::bus::{Bus, LocalBus};
use campanella_kernel::comune::{CambioImpostazioni, CatalogoImpostazioni as _};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{con_comuni, id};
use crate::Comuni;
use crate::catalogo::entities::registro_fornitore;
use crate::testing::{Installazione, for_each_installazione};

async fn other_node(i: &Installazione, bus: Arc<dyn Bus>) -> Comuni {
    Comuni::open(i.config.clone(), i.clock.clone(), bus)
        .await
        .expect("a node")
}

#[tokio::test]
async fn a_change_holds_at_once_on_a_node_that_hears_of_it() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let aulla = id("aulla");
            let other = other_node(i, Arc::clone(&i.bus)).await;
            let (comune, _) = other.stores().open(&aulla).await.expect("open");
            let mut impostazioni = comune.impostazioni.clone();
            impostazioni.nome = "Comune di Aulla".to_owned();
            i.comuni
                .cambia_impostazioni(&aulla, &impostazioni, None, "prova")
                .await
                .expect("changed");
            let moduli = BTreeSet::from(["refezione".to_owned()]);
            i.comuni
                .cambia_moduli(&aulla, &moduli, "prova")
                .await
                .expect("changed");
            // The hint needs a moment, far less than what an unheard change may take.
            tokio::time::sleep(Duration::from_millis(200)).await;
            let (comune, _) = other.stores().open(&aulla).await.expect("open");
            assert_eq!(comune.impostazioni, impostazioni);
            assert_eq!(comune.moduli, moduli);
            other.close().await;
        },
    )
    .await;
}

#[tokio::test]
async fn of_two_nodes_that_saw_the_same_settings_one_changes_them() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let aulla = id("aulla");
            let other = other_node(i, Arc::clone(&i.bus)).await;
            let seen = i.comuni.leggi(&aulla).await.expect("settings");
            assert_eq!(other.leggi(&aulla).await.expect("settings"), seen);
            let named = |nome: &str| {
                let mut other = seen.impostazioni.clone();
                nome.clone_into(&mut other.nome);
                other
            };
            let (uno, due) = (named("Comune Uno"), named("Comune Due"));
            let (a, b) = tokio::join!(
                i.comuni.cambia(&aulla, &uno, seen.versione, "uno"),
                other.cambia(&aulla, &due, seen.versione, "due"),
            );
            let fatto = CambioImpostazioni::Fatto(seen.versione + 1);
            let vince = match (a.expect("an answer"), b.expect("an answer")) {
                (a, CambioImpostazioni::Superato) if a == fatto => uno,
                (CambioImpostazioni::Superato, b) if b == fatto => due,
                altro => panic!("{altro:?}"),
            };
            let now = other.leggi(&aulla).await.expect("settings");
            assert_eq!((now.versione, now.impostazioni), (seen.versione + 1, vince));
            other.close().await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_change_that_nobody_told_is_seen_soon() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let deaf = other_node(i, Arc::new(LocalBus::default())).await;
            assert!(deaf.comune_di("aulla.localhost").await.is_ok());
            i.comuni
                .sospendi(&id("aulla"), "manutenzione", "prova")
                .await
                .expect("suspended");
            tokio::time::sleep(Duration::from_millis(1100)).await;
            let refused = deaf.comune_di("aulla.localhost").await;
            assert_eq!(refused.expect_err("suspended").code(), "COMUNE_SOSPESO");
            deaf.close().await;
        },
    )
    .await;
}

#[tokio::test]
async fn what_the_vendor_does_is_noted() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let aulla = id("aulla");
            let who = "Operatore Uno";
            i.comuni.sospendi(&aulla, "prova", who).await.expect("done");
            i.comuni.riattiva(&aulla, who).await.expect("done");
            let rows = registro_fornitore::Entity::find()
                .filter(registro_fornitore::Column::ComuneId.eq("aulla"))
                .filter(registro_fornitore::Column::Chi.eq(who))
                .all(i.comuni.catalogo().db())
                .await
                .expect("read");
            let azioni: Vec<&str> = rows.iter().map(|r| r.azione.as_str()).collect();
            assert_eq!(azioni, ["sospendi: prova", "riattiva"]);
        },
    )
    .await;
}
