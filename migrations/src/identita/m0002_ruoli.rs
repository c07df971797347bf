//! Who has which role, and the roles that a comune made itself.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, json_binary_null, text, text_uniq, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(politica()).await?;
        let first = Query::insert()
            .into_table("politica")
            .columns(["id", "versione"])
            .values_panic([1_i64.into(), "iniziale".into()])
            .to_owned();
        manager.execute(first).await?;
        manager.create_table(ruolo()).await?;
        manager.create_table(ruolo_permesso()).await?;
        manager
            .create_index(unique(
                "ruolo_permesso_uno",
                "ruolo_permesso",
                ["ruolo", "permesso"],
            ))
            .await?;
        manager.create_table(persona_ruolo()).await?;
        manager
            .create_index(unique(
                "persona_ruolo_uno",
                "persona_ruolo",
                ["persona_id", "ruolo"],
            ))
            .await
    }
}

/// One row, whose version changes with every change of a role: compiled roles of another version
/// are stale, and whoever changes roles waits here for whoever else does.
fn politica() -> TableCreateStatement {
    Table::create()
        .table("politica")
        .col(big_integer("id").primary_key())
        .col(text("versione"))
        .to_owned()
}

/// Roles of the comune's own; the default ones are in the code.
fn ruolo() -> TableCreateStatement {
    Table::create()
        .table("ruolo")
        .col(big_pk_auto("id"))
        .col(text_uniq("nome"))
        .col(text("descrizione"))
        .col(text("creato_da"))
        .col(timestamp_with_time_zone("creato_il"))
        .to_owned()
}

fn ruolo_permesso() -> TableCreateStatement {
    Table::create()
        .table("ruolo_permesso")
        .col(big_pk_auto("id"))
        .col(text("ruolo"))
        .col(text("permesso"))
        .foreign_key(
            ForeignKey::create()
                .name("ruolo_permesso_ruolo")
                .from("ruolo_permesso", "ruolo")
                .to("ruolo", "nome"),
        )
        .to_owned()
}

fn persona_ruolo() -> TableCreateStatement {
    Table::create()
        .table("persona_ruolo")
        .col(big_pk_auto("id"))
        .col(big_integer("persona_id"))
        .col(text("ruolo"))
        .col(json_binary_null("plessi"))
        .col(text("assegnato_da"))
        .col(timestamp_with_time_zone("assegnato_il"))
        .foreign_key(
            ForeignKey::create()
                .name("persona_ruolo_persona")
                .from("persona_ruolo", "persona_id")
                .to("persona", "id"),
        )
        .to_owned()
}

fn unique(name: &str, table: &'static str, columns: [&'static str; 2]) -> IndexCreateStatement {
    Index::create()
        .name(name)
        .table(table)
        .col(columns[0])
        .col(columns[1])
        .unique()
        .to_owned()
}
