//! Which recorded decision of the regulation a change of a booking rests on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let decisione = Table::alter()
            .table("prenotazione_storia")
            .add_column(text_null("decisione"))
            .to_owned();
        manager.alter_table(decisione).await
    }
}
