//! Presences produced at the cut-off, their corrections, what each meal costs and why.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_integer_uniq, big_pk_auto, date, integer, json_binary, text,
    text_null, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [presenza(), presenza_storia(), consumo(), chiusura_giorno()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn presenza() -> TableCreateStatement {
    Table::create()
        .table("presenza")
        .col(big_pk_auto("id"))
        .col(big_integer("iscrizione_id"))
        .col(date("giorno"))
        .col(big_integer("plesso_id"))
        .col(big_integer("classe_id"))
        .col(text("stato"))
        .col(text("articolo"))
        .col(text_null("dieta_codice"))
        .col(text("origine"))
        .col(text_null("motivo"))
        .col(integer("versione"))
        .col(text("registrata_da"))
        .col(timestamp_with_time_zone("registrata_il"))
        .foreign_key(&mut reference("presenza", "iscrizione_id", "iscrizione"))
        .foreign_key(&mut reference("presenza", "plesso_id", "plesso"))
        .foreign_key(&mut reference("presenza", "classe_id", "classe"))
        .to_owned()
}

fn presenza_storia() -> TableCreateStatement {
    Table::create()
        .table("presenza_storia")
        .col(big_pk_auto("id"))
        .col(big_integer("presenza_id"))
        .col(text("da"))
        .col(text("a"))
        .col(text("motivo"))
        .col(text("chi"))
        .col(timestamp_with_time_zone("quando"))
        .foreign_key(&mut reference("presenza_storia", "presenza_id", "presenza"))
        .to_owned()
}

/// The charge of one meal: ten-thousandths of a euro and cents, as the rule answered.
fn consumo() -> TableCreateStatement {
    Table::create()
        .table("consumo")
        .col(big_pk_auto("id"))
        .col(big_integer_uniq("presenza_id"))
        .col(big_integer_null("prezzo_unitario"))
        .col(big_integer_null("importo"))
        .col(text_null("fascia"))
        .col(json_binary("motivazione"))
        .col(text_null("digest"))
        .col(big_integer_null("attivazione_id"))
        .col(text("stato"))
        .col(timestamp_with_time_zone("calcolato_il"))
        .foreign_key(&mut reference("consumo", "presenza_id", "presenza"))
        .to_owned()
}

fn chiusura_giorno() -> TableCreateStatement {
    Table::create()
        .table("chiusura_giorno")
        .col(big_pk_auto("id"))
        .col(date("giorno"))
        .col(big_integer("plesso_id"))
        .col(timestamp_with_time_zone("chiuso_il"))
        .col(integer("totale"))
        .foreign_key(&mut reference("chiusura_giorno", "plesso_id", "plesso"))
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 4] {
    [
        Index::create()
            .name("presenza_una_al_giorno")
            .table("presenza")
            .col("iscrizione_id")
            .col("giorno")
            .unique()
            .to_owned(),
        Index::create()
            .name("presenza_giorno_plesso")
            .table("presenza")
            .col("giorno")
            .col("plesso_id")
            .to_owned(),
        Index::create()
            .name("presenza_storia_presenza")
            .table("presenza_storia")
            .col("presenza_id")
            .to_owned(),
        Index::create()
            .name("chiusura_giorno_una")
            .table("chiusura_giorno")
            .col("giorno")
            .col("plesso_id")
            .unique()
            .to_owned(),
    ]
}

fn reference(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fk"))
        .from(table, column)
        .to(to, "id")
        .to_owned()
}
