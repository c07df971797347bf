//! Making a comune.

use std::collections::BTreeSet;

use campanella_kernel::DomainError;

use super::{con_comuni, file, id, is_sqlite, sign, signatures};
use crate::catalogo::Stato;
use crate::testing::{for_each_installazione, nuovo_comune};
use crate::{Errore, NomeHost, StoreError};

#[tokio::test]
async fn a_new_comune_is_served_on_its_host_with_its_own_store() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla", "bardi"]).await;
            for nome in ["aulla", "bardi"] {
                let host = format!("{}.LOCALHOST:8460", nome.to_uppercase());
                let comune = i.comuni.comune_di(&host).await.expect("served");
                assert_eq!(comune.id, id(nome));
                let (comune, db) = i.comuni.stores().open(&comune.id).await.expect("open");
                sign(&db, &comune).await;
                assert_eq!(signatures(&db).await, [nome]);
            }
            let schede = i.comuni.elenco().await.expect("a list");
            let stati: Vec<Stato> = schede.iter().map(|s| s.stato).collect();
            assert_eq!(stati, [Stato::Attivo, Stato::Attivo]);
            assert!(
                schede.iter().all(|s| !s.archivio.contains('@')),
                "{schede:?}"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn what_is_taken_or_unknown_is_refused_and_leaves_nothing() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let again = i.comuni.crea(nuovo_comune("aulla"), "prova").await;
            assert!(
                matches!(again, Err(Errore::ComuneEsistente(_))),
                "{again:?}"
            );

            let mut same_host = nuovo_comune("bardi");
            same_host.host = vec![NomeHost::parse("aulla.localhost").expect("a host")];
            let taken = i.comuni.crea(same_host, "prova").await;
            assert!(matches!(taken, Err(Errore::HostInUso { .. })), "{taken:?}");

            let mut strange = nuovo_comune("bardi");
            strange.moduli = BTreeSet::from(["piscina".to_owned()]);
            let unknown = i.comuni.crea(strange, "prova").await.expect_err("unknown");
            assert!(unknown.to_string().contains("piscina"), "{unknown}");

            let mut nowhere = nuovo_comune("bardi");
            nowhere.host.clear();
            let nowhere = i.comuni.crea(nowhere, "prova").await;
            assert!(matches!(nowhere, Err(Errore::SenzaHost)), "{nowhere:?}");

            assert_eq!(i.comuni.elenco().await.expect("a list").len(), 1);
        },
    )
    .await;
}

#[tokio::test]
async fn making_goes_on_where_a_crash_left_it() {
    for_each_installazione(
        |_| {},
        async |i| {
            // The crash came after the catalog's row; for the second also after the store.
            for (nome, with_store) in [("aulla", false), ("bardi", true)] {
                let archivio = i
                    .comuni
                    .annota(nuovo_comune(nome), "prova")
                    .await
                    .expect("noted");
                if with_store {
                    let place = i.comuni.place(&archivio).expect("a place");
                    i.comuni.make_store(&place).await.expect("made");
                }
                let refused = i
                    .comuni
                    .stores()
                    .open(&id(nome))
                    .await
                    .expect_err("not yet");
                assert_eq!(refused.code(), "COMUNE_NON_ATTIVO");
                con_comuni(i, &[nome]).await;
                assert!(i.comuni.stores().open(&id(nome)).await.is_ok());
            }
        },
    )
    .await;
}

#[tokio::test]
async fn a_file_that_is_in_the_way_is_not_touched() {
    for_each_installazione(
        |_| {},
        async |i| {
            if !is_sqlite(i) {
                return;
            }
            let path = file(i, "aulla");
            std::fs::write(&path, "dati di qualcuno").expect("written");
            let error = i.comuni.crea(nuovo_comune("aulla"), "prova").await;
            assert!(
                matches!(error, Err(Errore::ArchivioEsistente(_))),
                "{error:?}"
            );
            let still = std::fs::read_to_string(&path).expect("read");
            assert_eq!(still, "dati di qualcuno");
        },
    )
    .await;
}

#[tokio::test]
async fn whoever_is_not_served_is_told_why() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let unknown = i.comuni.comune_di("altrove.it").await.expect_err("unknown");
            assert_eq!(
                (unknown.status(), unknown.code()),
                (404, "HOST_SCONOSCIUTO")
            );

            let aulla = id("aulla");
            i.comuni
                .sospendi(&aulla, "canone non pagato", "prova")
                .await
                .expect("suspended");
            let refused = i.comuni.comune_di("aulla.localhost").await;
            let refused = refused.expect_err("suspended");
            assert_eq!((refused.status(), refused.code()), (503, "COMUNE_SOSPESO"));
            assert!(refused.to_string().contains("Comune di aulla"), "{refused}");
            let refused = i.comuni.stores().open(&aulla).await.expect_err("suspended");
            assert!(matches!(refused, StoreError::Sospeso { .. }));

            i.comuni.riattiva(&aulla, "prova").await.expect("resumed");
            assert!(i.comuni.stores().open(&aulla).await.is_ok());
        },
    )
    .await;
}
