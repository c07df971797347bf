//! Papers whose time is past are found without reading the others, which are large.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create();
        index
            .name("documento_creato")
            .table("documento")
            .col("creato_il");
        manager.create_index(index.to_owned()).await
    }
}
