//! Which rule with which parameters is in force, from which day to which.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_pk_auto, date, date_null, json_binary, text, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(attivazione()).await?;
        manager
            .create_index(
                Index::create()
                    .name("attivazione_in_vigore")
                    .table("attivazione")
                    .col("estensione")
                    .col("servizio")
                    .col("dal")
                    .to_owned(),
            )
            .await
    }
}

fn attivazione() -> TableCreateStatement {
    Table::create()
        .table("attivazione")
        .col(big_pk_auto("id"))
        .col(text("estensione"))
        .col(text("servizio"))
        .col(text("digest"))
        .col(json_binary("parametri"))
        .col(date("dal"))
        .col(date_null("al"))
        .col(text("atto"))
        .col(text("approvata_da"))
        .col(timestamp_with_time_zone("creata_il"))
        .to_owned()
}
