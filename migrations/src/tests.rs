//! Migrations on SQLite; the same on PostgreSQL, and the copies that new comuni are made from,
//! are tested where stores are opened (crate `tenants`).

use std::collections::HashSet;

use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

use sea_orm_migration::MigrationTrait;

use crate::{History, MigrationError, ModuleMigrations, STORE, anagrafe, describe, identita};

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

/// As this program, but with other migrations of one schema.
fn with(schema: &str, migrations: fn() -> Vec<Box<dyn MigrationTrait>>) -> History {
    let modules = STORE.0.iter().map(|m| ModuleMigrations {
        schema: m.schema,
        migrations: if m.schema == schema {
            migrations
        } else {
            m.migrations
        },
    });
    History::new(Vec::leak(modules.collect()))
}

/// As this program, but `anagrafe` as it was before omocodia.
fn before_omocodia() -> History {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = anagrafe::migrations();
        all.truncate(3);
        all
    }
    with("anagrafe", migrations)
}

#[tokio::test]
async fn a_store_in_use_keeps_its_people_when_codes_may_differ_by_omocodia() {
    let db = empty().await;
    before_omocodia().migrate(&db).await.expect("the past");
    let person = |id: u8, cf: &str, key: &str| {
        format!(
            "INSERT INTO persona VALUES ({id}, '{cf}', '{key}', 'P{id}', 'Mario', 'Rossi', NULL, 0, \
             NULL, NULL, 1, '2026-11-23T08:00:00Z')"
        )
    };
    let child = |id: u8, cf: &str, key: &str| {
        format!(
            "INSERT INTO alunno VALUES ({id}, 1, '{cf}', '{key}', NULL, 'Sara', 'Rossi', \
             '2020-03-01', NULL, NULL, NULL, 1, NULL, 0, '2026-11-23T08:00:00Z')"
        )
    };
    let (base, omocode) = ("RSSMRA80A01H501U", "RSSMRA80A01H50MM");
    for sql in [
        person(7, base, base),
        "INSERT INTO famiglia VALUES (1, 7, 1, 0, 1, '2026-11-23T08:00:00Z')".to_owned(),
        child(9, base, base),
        // Tables of other modules refer to both.
        "INSERT INTO dieta_tipo VALUES (1, 'D01', 'Senza glutine', 1)".to_owned(),
        "INSERT INTO dieta VALUES (1, 9, 1, '2026-09-01', NULL, NULL, NULL, 'ufficio', \
         '2026-11-23T08:00:00Z')"
            .to_owned(),
        "INSERT INTO persona_ruolo VALUES (1, 7, 'operatore', NULL, 'prova', '2026-11-23T08:00:00Z')"
            .to_owned(),
    ] {
        db.execute_unprepared(&sql).await.expect(&sql);
    }
    let twin = db.execute_unprepared(&person(8, omocode, base)).await;
    assert!(twin.is_err(), "as it was");
    STORE.migrate(&db).await.expect("migrated");
    for sql in [person(8, omocode, base), child(10, omocode, base)] {
        db.execute_unprepared(&sql)
            .await
            .expect("both may be there");
    }
    for sql in [person(11, base, base), child(12, omocode, base)] {
        assert!(
            db.execute_unprepared(&sql).await.is_err(),
            "one code, one person: {sql}"
        );
    }
    let orphan = "DELETE FROM persona WHERE id = 7";
    assert!(
        db.execute_unprepared(orphan).await.is_err(),
        "rows still refer to it"
    );
    let counted = "SELECT count(*) AS n FROM persona_ruolo r JOIN persona p ON p.id = r.persona_id
                   JOIN famiglia f ON f.tutore_id = p.id JOIN alunno a ON a.famiglia_id = f.id
                   JOIN dieta d ON d.alunno_id = a.id";
    let counted = Statement::from_string(db.get_database_backend(), counted);
    let row = db
        .query_one_raw(counted)
        .await
        .expect("read")
        .expect("a row");
    assert_eq!(row.try_get::<i64>("", "n").expect("a number"), 1);
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

/// As this program, but `identita` as it was before seeing regulations was a permission.
fn before_reading_regulations() -> History {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = identita::migrations();
        all.truncate(3);
        all
    }
    with("identita", migrations)
}

#[tokio::test]
async fn a_comunes_own_roles_still_see_the_regulations_that_they_decide_on() {
    let db = empty().await;
    before_reading_regulations()
        .migrate(&db)
        .await
        .expect("the past");
    for (ruolo, permessi) in [
        (
            "consulente",
            ["regolamenti:gestisci", "scuole:leggi"].as_slice(),
        ),
        (
            "segretario",
            &["approvazione_regolamenti:gestisci", "regolamenti:gestisci"],
        ),
        ("assessore", &["approvazione_regolamenti:gestisci"]),
        ("bidello", &["appello:scrivi"]),
    ] {
        let role = format!(
            "INSERT INTO ruolo (nome, descrizione, creato_da, creato_il) \
             VALUES ('{ruolo}', '', 'prova', '2026-11-23T08:00:00Z')"
        );
        db.execute_unprepared(&role).await.expect(&role);
        for permesso in permessi {
            let sql = format!(
                "INSERT INTO ruolo_permesso (ruolo, permesso) VALUES ('{ruolo}', '{permesso}')"
            );
            db.execute_unprepared(&sql).await.expect(&sql);
        }
    }
    STORE.migrate(&db).await.expect("migrated");
    let sql =
        "SELECT ruolo FROM ruolo_permesso WHERE permesso = 'regolamenti:leggi' ORDER BY ruolo";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("read");
    let roles: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "ruolo").expect("a name"))
        .collect();
    assert_eq!(roles, ["assessore", "consulente", "segretario"]);
}
