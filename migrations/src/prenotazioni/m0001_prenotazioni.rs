//! What families choose for a day, the weekly pattern, who changed what, and the days that no
//! booking can change any more.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, date_null, integer, small_integer, text,
    timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(prenotazione()).await?;
        for index in prenotazione_indexes() {
            manager.create_index(index).await?;
        }
        manager.create_table(prenotazione_storia()).await?;
        manager
            .create_index(
                Index::create()
                    .name("prenotazione_storia_iscrizione")
                    .table("prenotazione_storia")
                    .col("iscrizione_id")
                    .to_owned(),
            )
            .await?;
        manager.create_table(settimana()).await?;
        manager
            .create_index(
                Index::create()
                    .name("settimana_iscrizione")
                    .table("settimana")
                    .col("iscrizione_id")
                    .to_owned(),
            )
            .await?;
        manager.create_table(giorno_prodotto()).await?;
        manager
            .create_index(
                Index::create()
                    .name("giorno_prodotto_uno")
                    .table("giorno_prodotto")
                    .col("plesso_id")
                    .col("giorno")
                    .unique()
                    .to_owned(),
            )
            .await
    }
}

/// One row for each child and day on which somebody said something.
fn prenotazione() -> TableCreateStatement {
    Table::create()
        .table("prenotazione")
        .col(big_pk_auto("id"))
        .col(big_integer("iscrizione_id"))
        .col(date("giorno"))
        .col(text("scelta"))
        .col(integer("versione"))
        .col(text("origine"))
        .col(text("aggiornata_da"))
        .col(timestamp_with_time_zone("aggiornata_il"))
        .foreign_key(&mut iscrizione("prenotazione"))
        .to_owned()
}

fn prenotazione_indexes() -> [IndexCreateStatement; 2] {
    [
        Index::create()
            .name("prenotazione_una_al_giorno")
            .table("prenotazione")
            .col("iscrizione_id")
            .col("giorno")
            .unique()
            .to_owned(),
        Index::create()
            .name("prenotazione_giorno")
            .table("prenotazione")
            .col("giorno")
            .to_owned(),
    ]
}

fn prenotazione_storia() -> TableCreateStatement {
    Table::create()
        .table("prenotazione_storia")
        .col(big_pk_auto("id"))
        .col(big_integer("iscrizione_id"))
        .col(date("giorno"))
        .col(text("da"))
        .col(text("a"))
        .col(text("chi"))
        .col(big_integer_null("persona_id"))
        .col(timestamp_with_time_zone("quando"))
        .col(text("correlazione"))
        .foreign_key(&mut iscrizione("prenotazione_storia"))
        .to_owned()
}

/// The weekly pattern: of two rows that cover a day, the later one holds.
fn settimana() -> TableCreateStatement {
    Table::create()
        .table("settimana")
        .col(big_pk_auto("id"))
        .col(big_integer("iscrizione_id"))
        .col(small_integer("giorno_settimana"))
        .col(text("scelta"))
        .col(date("dal"))
        .col(date_null("al"))
        .foreign_key(&mut iscrizione("settimana"))
        .to_owned()
}

/// A day whose presences have been produced in a building: bookings no longer change it.
fn giorno_prodotto() -> TableCreateStatement {
    Table::create()
        .table("giorno_prodotto")
        .col(big_pk_auto("id"))
        .col(big_integer("plesso_id"))
        .col(date("giorno"))
        .col(timestamp_with_time_zone("quando"))
        .foreign_key(
            ForeignKey::create()
                .name("giorno_prodotto_plesso")
                .from("giorno_prodotto", "plesso_id")
                .to("plesso", "id"),
        )
        .to_owned()
}

fn iscrizione(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_iscrizione"))
        .from(table, "iscrizione_id")
        .to("iscrizione", "id")
        .to_owned()
}
