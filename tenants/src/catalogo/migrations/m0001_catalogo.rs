//! Comuni, their hosts, when they next have work, and what the vendor did.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, json_binary, text, text_null, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            comune(),
            host(),
            sveglia(),
            registro_fornitore(),
            cambiamento(),
        ] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("host_comune", "host", "comune_id"),
            ("sveglia_quando", "sveglia", "quando"),
            (
                "registro_fornitore_comune",
                "registro_fornitore",
                "comune_id",
            ),
        ] {
            let index = Index::create()
                .name(name)
                .table(table)
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        let first = Query::insert()
            .into_table("cambiamento")
            .columns(["id", "numero"])
            .values_panic([1.into(), 0.into()])
            .to_owned();
        manager.execute(first).await
    }
}

fn comune() -> TableCreateStatement {
    Table::create()
        .table("comune")
        .col(text("id").primary_key())
        .col(text("nome"))
        .col(text("stato"))
        .col(text("store_url"))
        .col(json_binary("moduli"))
        .col(json_binary("impostazioni"))
        .col(text("versione_schema"))
        .col(timestamp_with_time_zone("creato_il"))
        .to_owned()
}

fn host() -> TableCreateStatement {
    Table::create()
        .table("host")
        .col(text("nome").primary_key())
        .col(text("comune_id"))
        .foreign_key(&mut of_comune("host"))
        .to_owned()
}

fn sveglia() -> TableCreateStatement {
    Table::create()
        .table("sveglia")
        .col(text("comune_id").primary_key())
        .col(timestamp_with_time_zone("quando"))
        .col(big_integer("richieste"))
        .foreign_key(&mut of_comune("sveglia"))
        .to_owned()
}

/// It refers to no row: what was done outlives the comune.
fn registro_fornitore() -> TableCreateStatement {
    Table::create()
        .table("registro_fornitore")
        .col(big_pk_auto("id"))
        .col(timestamp_with_time_zone("quando"))
        .col(text("chi"))
        .col(text("azione"))
        .col(text_null("comune_id"))
        .col(json_binary("dettaglio"))
        .to_owned()
}

fn cambiamento() -> TableCreateStatement {
    Table::create()
        .table("cambiamento")
        .col(big_integer("id").primary_key())
        .col(big_integer("numero"))
        .to_owned()
}

fn of_comune(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "comune_id")
        .to("comune", "id")
        .to_owned()
}
