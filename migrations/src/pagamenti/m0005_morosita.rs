//! What happens to unpaid instalments: reminders, plans, coercive collection, enrolments that wait.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, date_null, json_binary, text, text_null,
    text_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            invio(),
            sollecito(),
            piano(),
            riga_piano(),
            affidamento(),
            deroga(),
        ] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("sollecito_rata", "sollecito", "rata_id"),
            ("sollecito_famiglia", "sollecito", "famiglia_id"),
            ("piano_famiglia", "piano", "famiglia_id"),
            ("piano_retta", "piano", "retta_id"),
            ("riga_piano_piano", "riga_piano", "piano_id"),
            ("riga_piano_rata", "riga_piano", "rata_id"),
            ("affidamento_rata", "affidamento", "rata_id"),
            ("deroga_blocco_famiglia", "deroga_blocco", "famiglia_id"),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).col(column);
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }
}

/// Reminders sent together.
fn invio() -> TableCreateStatement {
    Table::create()
        .table("invio_solleciti")
        .col(big_pk_auto("id"))
        .col(text("servizio"))
        .col(date("giorno"))
        .col(text("stato"))
        .col(big_integer("rate"))
        .col(big_integer("fatte"))
        .col(big_integer("inviati"))
        .col(big_integer("da_verificare"))
        .col(big_integer("ultima"))
        .col(text("chiesto_da"))
        .col(timestamp_with_time_zone("chiesto_il"))
        .col(timestamp_with_time_zone_null("finito_il"))
        .to_owned()
}

fn sollecito() -> TableCreateStatement {
    Table::create()
        .table("sollecito")
        .col(big_pk_auto("id"))
        .col(big_integer("invio_id"))
        .col(big_integer("rata_id"))
        .col(big_integer("famiglia_id"))
        .col(text("codice"))
        .col(text("titolo"))
        .col(date("inviato"))
        .col(date("termine"))
        .col(big_integer("residuo"))
        .col(big_integer("penale").check(Expr::col("penale").gte(0)))
        .col(big_integer("spese").check(Expr::col("spese").gte(0)))
        .col(big_integer("dovuto"))
        .col(big_integer_null("scrittura_id"))
        .col(date_null("ricevuto"))
        .col(text("spiegazione"))
        .col(text("decisione"))
        .col(text_null("annullato_per"))
        .col(timestamp_with_time_zone_null("annullato_il"))
        .foreign_key(&mut reference("sollecito", "invio_id", "invio_solleciti"))
        .foreign_key(&mut reference("sollecito", "rata_id", "rata"))
        .foreign_key(&mut reference("sollecito", "famiglia_id", "famiglia"))
        .foreign_key(&mut reference("sollecito", "scrittura_id", "scrittura"))
        .foreign_key(
            ForeignKey::create()
                .name("sollecito_spiegazione_fk")
                .from("sollecito", "spiegazione")
                .to("spiegazione", "impronta"),
        )
        .to_owned()
}

/// A plan of instalments, which are those of a bill of its own.
fn piano() -> TableCreateStatement {
    Table::create()
        .table("piano")
        .col(big_pk_auto("id"))
        .col(text_uniq("chiave"))
        .col(big_integer("famiglia_id"))
        .col(big_integer("retta_id"))
        .col(date("firmato_il"))
        .col(json_binary("scadenze"))
        .col(text("stato"))
        .col(text_null("motivo"))
        .col(text("concesso_da"))
        .col(timestamp_with_time_zone("concesso_il"))
        .foreign_key(&mut reference("piano", "famiglia_id", "famiglia"))
        .foreign_key(&mut reference("piano", "retta_id", "retta"))
        .to_owned()
}

/// What of an instalment went into a plan.
fn riga_piano() -> TableCreateStatement {
    Table::create()
        .table("riga_piano")
        .col(big_pk_auto("id"))
        .col(big_integer("piano_id"))
        .col(big_integer("rata_id"))
        .col(big_integer("importo").check(Expr::col("importo").gt(0)))
        .col(big_integer("scrittura_id"))
        .foreign_key(&mut reference("riga_piano", "piano_id", "piano"))
        .foreign_key(&mut reference("riga_piano", "rata_id", "rata"))
        .foreign_key(&mut reference("riga_piano", "scrittura_id", "scrittura"))
        .to_owned()
}

/// An instalment given to whoever collects by force.
fn affidamento() -> TableCreateStatement {
    Table::create()
        .table("affidamento")
        .col(big_pk_auto("id"))
        .col(big_integer("rata_id"))
        .col(big_integer("famiglia_id"))
        .col(big_integer("importo"))
        .col(big_integer("penale").check(Expr::col("penale").gte(0)))
        .col(big_integer_null("scrittura_id"))
        .col(text("motivo"))
        .col(text("decisione"))
        .col(text("affidato_da"))
        .col(timestamp_with_time_zone("affidato_il"))
        .col(text_null("ritirato_per"))
        .col(timestamp_with_time_zone_null("ritirato_il"))
        .foreign_key(&mut reference("affidamento", "rata_id", "rata"))
        .foreign_key(&mut reference("affidamento", "famiglia_id", "famiglia"))
        .foreign_key(&mut reference("affidamento", "scrittura_id", "scrittura"))
        .to_owned()
}

/// A family that may enrol although it owes.
fn deroga() -> TableCreateStatement {
    Table::create()
        .table("deroga_blocco")
        .col(big_pk_auto("id"))
        .col(big_integer("famiglia_id"))
        .col(date("fino_al"))
        .col(text("motivo"))
        .col(text("concessa_da"))
        .col(timestamp_with_time_zone("concessa_il"))
        .col(text_null("revocata_per"))
        .col(timestamp_with_time_zone_null("revocata_il"))
        .foreign_key(&mut reference("deroga_blocco", "famiglia_id", "famiglia"))
        .to_owned()
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
