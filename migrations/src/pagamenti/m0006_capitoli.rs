//! On which chapter of the budget money is put down.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_pk_auto, text, timestamp_with_time_zone};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("capitolo")
            .col(big_pk_auto("id"))
            .col(text("servizio"))
            .col(text("voce"))
            .col(text("codice"))
            .col(text("aggiornato_da"))
            .col(timestamp_with_time_zone("aggiornato_il"))
            .to_owned();
        manager.create_table(table).await?;
        let mut uno = Index::create();
        uno.name("capitolo_uno").table("capitolo");
        manager
            .create_index(uno.col("servizio").col("voce").unique().to_owned())
            .await
    }
}
