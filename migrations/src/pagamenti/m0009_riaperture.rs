//! What an office decided on a receipt can be taken back.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        table
            .table("ricevuta_pagopa")
            .add_column(integer("riaperture").default(0));
        manager.alter_table(table.to_owned()).await
    }
}
