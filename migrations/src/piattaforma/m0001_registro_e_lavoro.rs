//! The log of what was done, and the work that must be done later.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, big_pk_auto, integer, json_binary, text, text_null, text_uniq,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(registro()).await?;
        manager.create_table(lavoro()).await?;
        for (name, table, columns) in [
            (
                "registro_oggetto",
                "registro",
                &["oggetto", "oggetto_id"][..],
            ),
            ("registro_quando", "registro", &["quando"]),
            ("lavoro_da_fare", "lavoro", &["stato", "da_eseguire"]),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn registro() -> TableCreateStatement {
    Table::create()
        .table("registro")
        .col(big_pk_auto("id"))
        .col(timestamp_with_time_zone("quando"))
        .col(big_integer_null("persona_id"))
        .col(text("chi"))
        .col(text("azione"))
        .col(text("oggetto"))
        .col(big_integer_null("oggetto_id"))
        .col(json_binary("dettaglio"))
        .col(text("correlazione"))
        .to_owned()
}

fn lavoro() -> TableCreateStatement {
    Table::create()
        .table("lavoro")
        .col(big_pk_auto("id"))
        .col(text("tipo"))
        .col(text_uniq("chiave"))
        .col(json_binary("contenuto"))
        .col(timestamp_with_time_zone("da_eseguire"))
        .col(integer("tentativi"))
        .col(text("stato"))
        .col(timestamp_with_time_zone_null("preso_fino"))
        .col(text_null("errore"))
        .col(timestamp_with_time_zone("creato"))
        .col(timestamp_with_time_zone_null("finito"))
        .to_owned()
}
