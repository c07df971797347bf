//! The tables that stores really have, on both back ends.

use campanella_kernel::{audit, jobs};
use campanella_migrations::{STORE, describe};

use crate::testing::{Content, assert_entity_matches, for_each_store, servers, with_store};

#[tokio::test]
async fn entities_of_the_kernel_are_the_tables() {
    for_each_store(async |db| {
        assert_entity_matches::<audit::Entity>(&db).await;
        assert_entity_matches::<jobs::Entity>(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_the_template_is_a_migrated_store() {
    for server in servers() {
        let server = server.as_deref();
        with_store(server, Content::Migrated, async |copy| {
            assert_eq!(STORE.pending(&copy).await.expect("pending"), []);
            let copied = describe(&copy).await.expect("described");
            with_store(server, Content::Nothing, async |fresh| {
                assert_eq!(STORE.pending(&fresh).await.expect("pending"), STORE.steps());
                STORE.migrate(&fresh).await.expect("migrated");
                assert_eq!(describe(&fresh).await.expect("described"), copied);
            })
            .await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_store_of_any_past_becomes_the_store_of_today() {
    for server in servers() {
        let server = server.as_deref();
        with_store(server, Content::Migrated, async |today| {
            let today = describe(&today).await.expect("described");
            for known in 1..STORE.steps().len() {
                with_store(server, Content::Nothing, async |past| {
                    STORE.migrate_to(&past, known).await.expect("the past");
                    assert_eq!(
                        STORE.pending(&past).await.expect("pending"),
                        STORE.steps()[known..]
                    );
                    STORE.migrate(&past).await.expect("migrated");
                    assert_eq!(describe(&past).await.expect("described"), today);
                })
                .await;
            }
        })
        .await;
    }
}

#[tokio::test]
async fn two_programs_migrate_the_same_store_one_after_the_other() {
    for server in servers() {
        with_store(server.as_deref(), Content::Nothing, async |db| {
            let (a, b) = tokio::join!(STORE.migrate(&db), STORE.migrate(&db));
            let done = a.expect("migrated").len() + b.expect("migrated").len();
            assert_eq!(done, STORE.steps().len());
        })
        .await;
    }
}
