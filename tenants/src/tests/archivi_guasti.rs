//! Stores that are missing, damaged or behind: that comune is refused, the others live.

use campanella_kernel::DomainError;
use sea_orm::{ConnectionTrait, Statement};

use super::{aside, con_comuni, file, id, is_sqlite, sign, signatures};
use crate::connect::{Place, Pool, connect};
use crate::template::drop_database;
use crate::testing::{Installazione, for_each_installazione};

async fn refused(i: &Installazione, comune: &str) -> (u16, &'static str) {
    let error = i.comuni.stores().open(&id(comune)).await;
    let error = error.expect_err("it must be refused");
    assert!(error.to_string().contains("Comune di"), "{error}");
    (error.status(), error.code())
}

async fn lives(i: &Installazione, comune: &str) {
    let (_, db) = i.comuni.stores().open(&id(comune)).await.expect("open");
    signatures(&db).await;
}

#[tokio::test]
async fn a_missing_store_is_not_replaced_by_an_empty_one() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla", "bardi"]).await;
            lives(i, "aulla").await;
            if is_sqlite(i) {
                // Moved away while it is open: what is written now would be lost.
                let (path, away) = (file(i, "aulla"), file(i, "altrove"));
                std::fs::rename(&path, &away).expect("moved");
                assert_eq!(refused(i, "aulla").await, (503, "ARCHIVIO_NON_DISPONIBILE"));
                assert!(!path.exists());
                lives(i, "bardi").await;
                std::fs::rename(&away, &path).expect("moved back");
                lives(i, "aulla").await;
            } else {
                i.comuni.stores().close(&id("aulla")).await;
                let scheda = i.comuni.scheda(&id("aulla")).await.expect("it");
                let place = i.comuni.place(&scheda.archivio).expect("a place");
                let Place::Postgres { url, database } = place else {
                    panic!("a database");
                };
                let pool = Pool::of(1, campanella_migrations::STORE);
                let admin = connect(&Place::server(&url), &pool).await.expect("it");
                let name = database.expect("a name");
                drop_database(&admin, &name).await.expect("dropped");
                assert_eq!(refused(i, "aulla").await, (503, "ARCHIVIO_NON_DISPONIBILE"));
                lives(i, "bardi").await;
            }
        },
    )
    .await;
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    for_each_installazione(
        |_| {},
        async |i| {
            if !is_sqlite(i) {
                return;
            }
            con_comuni(i, &["aulla", "bardi", "calice", "dolce"]).await;
            let whole = std::fs::read(file(i, "aulla")).expect("read");
            std::fs::write(file(i, "aulla"), b"non un archivio".repeat(400)).expect("written");
            std::fs::write(file(i, "bardi"), &whole[..whole.len() / 2]).expect("written");
            std::fs::write(file(i, "calice"), b"").expect("written");
            for comune in ["aulla", "bardi", "calice"] {
                let expected = (503, "ARCHIVIO_NON_DISPONIBILE");
                assert_eq!(refused(i, comune).await, expected, "{comune}");
            }
            lives(i, "dolce").await;
            // Put right from a copy, it is served at once.
            std::fs::write(file(i, "aulla"), &whole).expect("written");
            lives(i, "aulla").await;
        },
    )
    .await;
}

#[tokio::test]
async fn damage_that_comes_while_it_is_open_is_seen_after_the_first_failure() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let (comune, held) = i.comuni.stores().open(&id("aulla")).await.expect("open");
            sign(&held, &comune).await;
            let aside = aside(i, "aulla").await;
            let table = if is_sqlite(i) {
                "refezione_migrazioni"
            } else {
                "refezione.refezione_migrazioni"
            };
            let drop_table = format!("DROP TABLE {table}");
            aside
                .execute_unprepared(&drop_table)
                .await
                .expect("dropped");
            let backend = held.get_database_backend();
            let query = Statement::from_string(backend, "SELECT * FROM nessuna");
            assert!(held.query_all_raw(query).await.is_err());
            let again = i.comuni.stores().open(&id("aulla")).await;
            assert_eq!(
                again.expect_err("behind").code(),
                "ARCHIVIO_IN_AGGIORNAMENTO"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_store_behind_the_program_is_refused_until_it_is_migrated() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla", "bardi"]).await;
            let store = aside(i, "aulla").await;
            // The store of a program that did not know this module yet.
            super::senza_regolamenti(&store).await;
            assert_eq!(
                refused(i, "aulla").await,
                (503, "ARCHIVIO_IN_AGGIORNAMENTO")
            );
            lives(i, "bardi").await;
            let quali = crate::Quali::Solo(vec![id("aulla")]);
            let rapporto = i.comuni.migra(&quali, "prova", |_, _, _| {}).await;
            assert_eq!(rapporto.expect("a report").falliti().count(), 0);
            lives(i, "aulla").await;
        },
    )
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_read_stop_only_their_comune() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla", "bardi"]).await;
            let sql = "UPDATE comune SET impostazioni = '{}' WHERE id = 'aulla'";
            let catalogo = i.comuni.catalogo();
            catalogo.db().execute_unprepared(sql).await.expect("broken");
            let sql = "UPDATE cambiamento SET numero = numero + 1";
            catalogo.db().execute_unprepared(sql).await.expect("moved");
            catalogo.changed().await.expect("read");
            assert_eq!(refused(i, "aulla").await, (503, "ARCHIVIO_NON_DISPONIBILE"));
            lives(i, "bardi").await;
        },
    )
    .await;
}
