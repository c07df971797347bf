//! Flows of reconciliation: which payments a credit transfer to the comune is made of.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, boolean, date, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [flusso(), riga()] {
            manager.create_table(table).await?;
        }
        let mut unico = Index::create();
        unico.name("flusso_pagopa_uno").table("flusso_pagopa");
        manager
            .create_index(unico.col("flusso").col("psp").unique().to_owned())
            .await?;
        for (name, column) in [
            ("riga_flusso_flusso", "flusso_id"),
            ("riga_flusso_iur", "iur"),
        ] {
            let mut index = Index::create();
            index.name(name).table("riga_flusso").col(column);
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }
}

fn flusso() -> TableCreateStatement {
    Table::create()
        .table("flusso_pagopa")
        .col(big_pk_auto("id"))
        .col(text("flusso"))
        .col(text("psp"))
        .col(big_integer("revisione"))
        .col(timestamp_with_time_zone("fatto"))
        .col(text("regolamento"))
        .col(date("data_regolamento"))
        .col(text("mittente"))
        .col(big_integer("importo"))
        .col(integer("quanti"))
        .col(boolean("quadra"))
        .col(timestamp_with_time_zone("importato_il"))
        .col(text_null("provvisorio"))
        .col(text_null("riscontrato_da"))
        .col(timestamp_with_time_zone_null("riscontrato_il"))
        .to_owned()
}

fn riga() -> TableCreateStatement {
    Table::create()
        .table("riga_flusso")
        .col(big_pk_auto("id"))
        .col(big_integer("flusso_id"))
        .col(text("iuv"))
        .col(text("iur"))
        .col(integer("parte"))
        .col(big_integer("importo"))
        .col(text("esito"))
        .col(date("giorno"))
        .foreign_key(
            ForeignKey::create()
                .name("riga_flusso_flusso_id_fk")
                .from("riga_flusso", "flusso_id")
                .to("flusso_pagopa", "id"),
        )
        .to_owned()
}
