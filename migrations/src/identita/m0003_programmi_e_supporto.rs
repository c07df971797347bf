//! Tokens of the offices' programs, and the vendor's entrances into this comune.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_pk_auto, date, text, text_null, text_uniq, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(token_api()).await?;
        manager.create_table(accesso_supporto()).await
    }
}

fn token_api() -> TableCreateStatement {
    Table::create()
        .table("token_api")
        .col(big_pk_auto("id"))
        .col(text("nome"))
        .col(text("prefisso"))
        .col(text_uniq("hash"))
        .col(text("ruolo"))
        .col(date("scade"))
        .col(text("creato_da"))
        .col(timestamp_with_time_zone("creato_il"))
        .col(timestamp_with_time_zone_null("revocato_il"))
        .col(timestamp_with_time_zone_null("ultimo_uso"))
        .to_owned()
}

fn accesso_supporto() -> TableCreateStatement {
    Table::create()
        .table("accesso_supporto")
        .col(big_pk_auto("id"))
        .col(text("operatore"))
        .col(text("motivo"))
        .col(text_uniq("hash"))
        .col(timestamp_with_time_zone("dal"))
        .col(timestamp_with_time_zone("al"))
        .col(timestamp_with_time_zone_null("revocato_il"))
        .col(text_null("revocato_da"))
        .to_owned()
}
