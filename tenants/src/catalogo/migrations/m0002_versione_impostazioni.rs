//! How often the settings of a comune have changed: two administrators do not overwrite each other.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("comune")
            .add_column(big_integer("versione_impostazioni").default(1))
            .to_owned();
        manager.alter_table(table).await
    }
}
