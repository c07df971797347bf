//! Migrations on SQLite; the same on PostgreSQL, and the copies that new comuni are made from,
//! are tested where stores are opened (crate `tenants`).

use std::collections::HashSet;

use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::{MigrationError, STORE, describe};

async fn empty() -> DatabaseConnection {
    Database::connect("sqlite::memory:").await.expect("a store")
}

#[tokio::test]
async fn an_empty_store_lacks_everything_and_then_nothing() {
    let db = empty().await;
    assert_eq!(STORE.pending(&db).await.expect("pending"), STORE.steps());
    assert_eq!(STORE.migrate(&db).await.expect("migrated"), STORE.steps());
    assert_eq!(STORE.pending(&db).await.expect("pending"), []);
    assert_eq!(STORE.migrate(&db).await.expect("migrated again"), []);
}

#[tokio::test]
async fn a_store_of_any_past_becomes_the_store_of_today() {
    let today = empty().await;
    STORE.migrate(&today).await.expect("migrated");
    let today = describe(&today).await.expect("described");
    for known in 0..STORE.steps().len() {
        let db = empty().await;
        STORE.migrate_to(&db, known).await.expect("the past");
        assert_eq!(
            STORE.pending(&db).await.expect("pending"),
            STORE.steps()[known..]
        );
        STORE.migrate(&db).await.expect("migrated");
        assert_eq!(describe(&db).await.expect("described"), today, "{known}");
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    let db = empty().await;
    // In the way of the last migration but not of the first.
    db.execute_unprepared("CREATE TABLE presenza (x)")
        .await
        .expect("created");
    let before = describe(&db).await.expect("described");
    let error = STORE.migrate(&db).await.expect_err("a table is in the way");
    assert!(matches!(error, MigrationError::Failed { .. }), "{error}");
    assert_eq!(describe(&db).await.expect("described"), before);
}

#[tokio::test]
async fn an_older_program_does_not_touch_a_newer_store() {
    let db = empty().await;
    STORE.migrate(&db).await.expect("migrated");
    db.execute_unprepared("INSERT INTO anagrafe_migrazioni VALUES ('m9999_futura')")
        .await
        .expect("noted");
    let error = STORE.migrate(&db).await.expect_err("it is ahead");
    assert!(
        error.to_string().contains("anagrafe/m9999_futura"),
        "{error}"
    );
    // It may still serve it: migrations expand first and contract later.
    assert_eq!(STORE.pending(&db).await.expect("pending"), []);
}

#[test]
fn names_are_unique_within_a_module_and_in_order() {
    for module in STORE.0 {
        let names: Vec<String> = (module.migrations)()
            .iter()
            .map(|m| m.name().to_owned())
            .collect();
        let unique: HashSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{}", module.schema);
        assert!(names.is_sorted(), "{}: {names:?}", module.schema);
    }
}
