//! Two people may have codes that differ by omocodia alone: what is of one person only is the
//! code as written, and the code without omocodia becomes a plain key to look for them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, boolean, date, text, text_null, text_uniq, timestamp_with_time_zone,
};
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            rebuild(manager, "persona", persona()).await?;
            rebuild(manager, "alunno", alunno()).await?;
            for index in [
                on("persona_email", "persona", "email"),
                on("alunno_famiglia", "alunno", "famiglia_id"),
            ] {
                manager.create_index(index).await?;
            }
        } else {
            for table in ["persona", "alunno"] {
                let drop = format!("ALTER TABLE {table} DROP CONSTRAINT {table}_cf_chiave_key");
                manager.get_connection().execute_unprepared(&drop).await?;
            }
        }
        for index in [
            on("persona_codice_fiscale", "persona", "codice_fiscale")
                .unique()
                .to_owned(),
            on("alunno_codice_fiscale", "alunno", "codice_fiscale")
                .unique()
                .to_owned(),
            on("persona_cf_chiave", "persona", "cf_chiave"),
            on("alunno_cf_chiave", "alunno", "cf_chiave"),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// SQLite drops no constraint of a column: the table is made anew. References to it are checked
/// when the transaction commits, and by then the rows are back under their keys.
async fn rebuild(
    manager: &SchemaManager<'_>,
    name: &str,
    made_anew: TableCreateStatement,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    db.execute_unprepared(&format!("CREATE TABLE copia AS SELECT * FROM {name}"))
        .await?;
    db.execute_unprepared(&format!("DROP TABLE {name}")).await?;
    manager.create_table(made_anew).await?;
    db.execute_unprepared(&format!("INSERT INTO {name} SELECT * FROM copia"))
        .await?;
    db.execute_unprepared("DROP TABLE copia").await?;
    Ok(())
}

fn on(name: &'static str, table: &'static str, column: &'static str) -> IndexCreateStatement {
    Index::create()
        .name(name)
        .table(table)
        .col(column)
        .to_owned()
}

/// As before, but for the constraint.
fn persona() -> TableCreateStatement {
    Table::create()
        .table("persona")
        .col(big_pk_auto("id"))
        .col(text_null("codice_fiscale"))
        .col(text_null("cf_chiave"))
        .col(text_uniq("codice_persona"))
        .col(text("nome"))
        .col(text("cognome"))
        .col(text_null("email"))
        .col(boolean("email_confermata"))
        .col(text_null("telefono"))
        .col(text_null("indirizzo"))
        .col(boolean("verificata"))
        .col(timestamp_with_time_zone("creata_il"))
        .to_owned()
}

/// As before, but for the constraint.
fn alunno() -> TableCreateStatement {
    Table::create()
        .table("alunno")
        .col(big_pk_auto("id"))
        .col(big_integer("famiglia_id"))
        .col(text_null("codice_fiscale"))
        .col(text_null("cf_chiave"))
        .col(text_null("codice_esterno").unique_key())
        .col(text("nome"))
        .col(text("cognome"))
        .col(date("data_nascita"))
        .col(text_null("luogo_nascita"))
        .col(text_null("belfiore_nascita"))
        .col(text_null("sesso"))
        .col(boolean("residente"))
        .col(text_null("indirizzo"))
        .col(boolean("disabilita"))
        .col(timestamp_with_time_zone("creato_il"))
        .foreign_key(
            ForeignKey::create()
                .from("alunno", "famiglia_id")
                .to("famiglia", "id"),
        )
        .to_owned()
}
