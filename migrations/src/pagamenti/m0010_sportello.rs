//! Notices that were asked for at a counter have a limit and a last day of their own.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        table
            .table("avviso_pagamento")
            .add_column(boolean("allo_sportello").default(false));
        manager.alter_table(table.to_owned()).await
    }
}
