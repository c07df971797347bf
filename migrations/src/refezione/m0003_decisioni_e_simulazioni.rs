//! Which recorded decision a charge comes from; simulations of other tariffs on past charges.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, date, json_binary, json_binary_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let decisione = Table::alter()
            .table("consumo")
            .add_column(text_null("decisione"))
            .to_owned();
        manager.alter_table(decisione).await?;
        manager.create_table(simulazione()).await
    }
}

fn simulazione() -> TableCreateStatement {
    Table::create()
        .table("simulazione")
        .col(big_pk_auto("id"))
        .col(date("dal"))
        .col(date("al"))
        .col(text("digest"))
        .col(json_binary("parametri"))
        .col(text("stato"))
        .col(big_integer("totale"))
        .col(big_integer("fatte"))
        .col(json_binary_null("risultato"))
        .col(text("chiesta_da"))
        .col(timestamp_with_time_zone("chiesta_il"))
        .col(timestamp_with_time_zone_null("finita_il"))
        .to_owned()
}
