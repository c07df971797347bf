//! Passwords, sessions, one-time codes, and the guesses that are being counted.
//! No secret is stored: only argon2id hashes of passwords and SHA-256 of random secrets.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, boolean, json_binary, text, text_uniq,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(credenziale()).await?;
        manager.create_table(sessione()).await?;
        manager
            .create_index(index("sessione_persona", "sessione", &["persona_id"]))
            .await?;
        manager.create_table(codice()).await?;
        manager
            .create_index(index("codice_persona", "codice", &["persona_id", "scopo"]))
            .await?;
        manager.create_table(tentativo()).await?;
        manager
            .create_index(index(
                "tentativo_chiave",
                "tentativo",
                &["chiave", "quando"],
            ))
            .await
    }
}

/// The password of a person who registered.
fn credenziale() -> TableCreateStatement {
    Table::create()
        .table("credenziale")
        .col(big_integer("persona_id").primary_key())
        .col(text("hash"))
        .col(timestamp_with_time_zone("aggiornata_il"))
        .foreign_key(&mut persona("credenziale"))
        .to_owned()
}

fn sessione() -> TableCreateStatement {
    Table::create()
        .table("sessione")
        .col(big_pk_auto("id"))
        .col(text_uniq("hash"))
        .col(big_integer("persona_id"))
        .col(timestamp_with_time_zone("creata"))
        .col(timestamp_with_time_zone("ultimo_uso"))
        .col(timestamp_with_time_zone("scade"))
        .col(text("dispositivo"))
        .col(boolean("revocata"))
        .foreign_key(&mut persona("sessione"))
        .to_owned()
}

/// One-time codes. The person is not known until the job has looked them up, so that whoever
/// asks for a code cannot tell whether there is such a person.
fn codice() -> TableCreateStatement {
    Table::create()
        .table("codice")
        .col(big_pk_auto("id"))
        .col(big_integer_null("persona_id"))
        .col(text("scopo"))
        .col(text_uniq("hash"))
        .col(json_binary("dati"))
        .col(timestamp_with_time_zone("scade"))
        .col(timestamp_with_time_zone_null("usato_il"))
        .col(text("creato_da"))
        .col(timestamp_with_time_zone("creato_il"))
        .foreign_key(&mut persona("codice"))
        .to_owned()
}

fn tentativo() -> TableCreateStatement {
    Table::create()
        .table("tentativo")
        .col(big_pk_auto("id"))
        .col(text("chiave"))
        .col(timestamp_with_time_zone("quando"))
        .to_owned()
}

fn persona(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_persona"))
        .from(table, "persona_id")
        .to("persona", "id")
        .to_owned()
}

fn index(name: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}
