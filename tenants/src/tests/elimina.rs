//! Removing a comune, after its data are safe.

use std::path::Path;

use campanella_kernel::DomainError;
use serde_json::{Value, json};

use super::{con_comuni, file, id, is_sqlite, sign};
use crate::catalogo::Stato;
use crate::testing::for_each_installazione;
use crate::{Errore, Esportazione};

fn lines(export: &Esportazione, table: &str) -> Vec<Value> {
    let path = export.cartella.join(format!("{table}.jsonl"));
    let text = std::fs::read_to_string(path).expect("a file");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect()
}

#[tokio::test]
async fn what_is_removed_is_exported_first_in_the_same_form_on_both_back_ends() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let (comune, db) = i.comuni.stores().open(&id("aulla")).await.expect("open");
            sign(&db, &comune).await;
            drop(db);
            let into = i.config.dati.join("esportazioni");
            let export = i.comuni.elimina(&id("aulla"), &into, "prova").await;
            let export = export.expect("removed").expect("exported");

            let row = &lines(&export, "lavoro")[0];
            assert_eq!(row["chiave"], "aulla");
            assert_eq!(row["tentativi"], 0);
            assert_eq!(row["contenuto"], json!({ "n": 1 }));
            assert_eq!(row["finito"], Value::Null);
            assert!(lines(&export, "registro").is_empty());
            let cover = std::fs::read(export.cartella.join("comune.json")).expect("a cover");
            let cover: Value = serde_json::from_slice(&cover).expect("JSON");
            assert_eq!(cover["scheda"]["id"], "aulla");
            assert_eq!(cover["impostazioni"]["codice_istat"], "034001");

            let gone = i.comuni.comune_di("aulla.localhost").await;
            assert_eq!(gone.expect_err("gone").code(), "HOST_SCONOSCIUTO");
            assert!(!is_sqlite(i) || !file(i, "aulla").exists());
            let scheda = i.comuni.scheda(&id("aulla")).await.expect("remembered");
            assert_eq!(scheda.stato, Stato::Eliminato);

            // Its name and host are free again.
            con_comuni(i, &["aulla"]).await;
            let (_, db) = i.comuni.stores().open(&id("aulla")).await.expect("open");
            assert!(super::signatures(&db).await.is_empty());
        },
    )
    .await;
}

#[tokio::test]
async fn nothing_is_removed_when_the_export_fails() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let (comune, db) = i.comuni.stores().open(&id("aulla")).await.expect("open");
            sign(&db, &comune).await;
            drop(db);
            // A file stands where the folder should be made.
            std::fs::create_dir_all(&i.config.dati).expect("a folder");
            let in_the_way = i.config.dati.join("occupato");
            std::fs::write(&in_the_way, "").expect("written");
            let error = i.comuni.elimina(&id("aulla"), &in_the_way, "prova").await;
            let error = error.expect_err("no export");
            assert!(
                matches!(error, Errore::EsportazioneFallita { .. }),
                "{error}"
            );
            let (_, db) = i.comuni.stores().open(&id("aulla")).await.expect("served");
            assert_eq!(super::signatures(&db).await, ["aulla"]);
        },
    )
    .await;
}

#[tokio::test]
async fn pictures_and_papers_are_exported_in_the_same_form_on_both_back_ends() {
    for_each_installazione(
        |_| {},
        async |i| {
            use sea_orm::ConnectionTrait;
            con_comuni(i, &["aulla"]).await;
            let (_, db) = i.comuni.stores().open(&id("aulla")).await.expect("open");
            let bytes = if is_sqlite(i) {
                "X'00FF61'"
            } else {
                r"'\x00ff61'"
            };
            for (id, logo) in [(1, bytes), (2, "NULL")] {
                let sql = format!(
                    "INSERT INTO carta_intestata (id, logo, versione, aggiornata_da, aggiornata_il)
                     VALUES ({id}, {logo}, 1, 'x', '2026-11-23T08:00:00Z')"
                );
                db.execute_unprepared(&sql).await.expect("written");
            }
            let export = i
                .comuni
                .esporta(&id("aulla"), Path::new(&i.config.dati))
                .await;
            let rows = lines(&export.expect("exported"), "carta_intestata");
            assert_eq!(rows[0]["logo"], json!(r"\x00ff61"));
            assert_eq!(rows[1]["logo"], Value::Null);
        },
    )
    .await;
}

#[tokio::test]
async fn a_large_table_is_exported_whole() {
    for_each_installazione(
        |_| {},
        async |i| {
            use sea_orm::ConnectionTrait;
            con_comuni(i, &["aulla"]).await;
            let (_, db) = i.comuni.stores().open(&id("aulla")).await.expect("open");
            let sql = "INSERT INTO registro (quando, chi, azione, oggetto, dettaglio, correlazione) \
                       WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000) \
                       SELECT '2026-11-23T08:00:00Z', 'à \"' || x, 'b', 'c', '[]', 'd' FROM n";
            // PostgreSQL wants the types of what it selects.
            let sql = if is_sqlite(i) {
                sql.to_owned()
            } else {
                sql.replace("'2026-11-23T08:00:00Z'", "'2026-11-23T08:00:00Z'::timestamptz")
                    .replace("'[]'", "'[]'::jsonb")
            };
            db.execute_unprepared(&sql).await.expect("filled");
            let export = i.comuni.esporta(&id("aulla"), Path::new(&i.config.dati)).await;
            let rows = lines(&export.expect("exported"), "registro");
            assert_eq!(rows.len(), 5000);
            assert_eq!(rows[4999]["chi"], "à \"5000");
        },
    )
    .await;
}
