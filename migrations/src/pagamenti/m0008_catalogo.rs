//! Under which names the comune is in the catalogue of services of pagoPA.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["servizio_catalogo", "soggetto_catalogo"] {
            let mut table = Table::alter();
            table
                .table("collegamento_pagopa")
                .add_column(text_null(column));
            manager.alter_table(table.to_owned()).await?;
        }
        Ok(())
    }
}
