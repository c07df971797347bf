//! The day on which an ISEE was presented: some regulations count it from the month after.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::date_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let presentato_il = Table::alter()
            .table("isee")
            .add_column(date_null("presentato_il"))
            .to_owned();
        manager.alter_table(presentato_il).await
    }
}
