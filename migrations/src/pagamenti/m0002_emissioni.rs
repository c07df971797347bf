//! Bill runs, bills with their lines and instalments.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, boolean, date, date_null, integer, json_binary,
    text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [emissione(), retta(), riga_retta(), rata(), anomalia()] {
            manager.create_table(table).await?;
        }
        for (table, column) in [("addebito", "riga_id"), ("incasso", "rata_id")] {
            let column = Table::alter()
                .table(table)
                .add_column(big_integer_null(column))
                .to_owned();
            manager.alter_table(column).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn emissione() -> TableCreateStatement {
    Table::create()
        .table("emissione")
        .col(big_pk_auto("id"))
        .col(text("servizio"))
        .col(integer("anno"))
        .col(text("descrizione"))
        .col(date("dal"))
        .col(date("al"))
        .col(boolean("con_quota"))
        .col(json_binary("filtro"))
        .col(json_binary("scadenze"))
        .col(text("stato"))
        .col(big_integer("famiglie"))
        .col(big_integer("fatte"))
        .col(big_integer("ultima"))
        .col(text("chiesta_da"))
        .col(timestamp_with_time_zone("chiesta_il"))
        .col(text_null("confermata_da"))
        .col(timestamp_with_time_zone_null("confermata_il"))
        .col(timestamp_with_time_zone_null("finita_il"))
        .to_owned()
}

fn retta() -> TableCreateStatement {
    Table::create()
        .table("retta")
        .col(big_pk_auto("id"))
        .col(big_integer("emissione_id"))
        .col(big_integer("famiglia_id"))
        .col(text("servizio"))
        .col(text("descrizione"))
        .col(big_integer("importo"))
        .col(text("stato"))
        .col(text_null("motivo"))
        .col(big_integer_null("scrittura_id"))
        .col(date_null("emessa_il"))
        .foreign_key(&mut reference("retta", "emissione_id", "emissione"))
        .foreign_key(&mut reference("retta", "famiglia_id", "famiglia"))
        .foreign_key(&mut reference("retta", "scrittura_id", "scrittura"))
        .to_owned()
}

fn riga_retta() -> TableCreateStatement {
    Table::create()
        .table("riga_retta")
        .col(big_pk_auto("id"))
        .col(big_integer("retta_id"))
        .col(big_integer_null("iscrizione_id"))
        .col(text("tipo"))
        .col(text("descrizione"))
        .col(date_null("mese"))
        .col(integer("quantita"))
        .col(big_integer_null("prezzo"))
        .col(text_null("arrotondamento"))
        .col(big_integer("importo"))
        .col(text_null("fascia"))
        .col(text_null("spiegazione"))
        .col(text_null("decisione"))
        .foreign_key(&mut reference("riga_retta", "retta_id", "retta"))
        .foreign_key(&mut reference("riga_retta", "iscrizione_id", "iscrizione"))
        .foreign_key(
            ForeignKey::create()
                .name("riga_retta_spiegazione_fk")
                .from("riga_retta", "spiegazione")
                .to("spiegazione", "impronta"),
        )
        .to_owned()
}

fn rata() -> TableCreateStatement {
    Table::create()
        .table("rata")
        .col(big_pk_auto("id"))
        .col(big_integer("retta_id"))
        .col(integer("numero"))
        .col(big_integer("importo").check(Expr::col("importo").gte(0)))
        .col(date("scadenza"))
        .foreign_key(&mut reference("rata", "retta_id", "retta"))
        .to_owned()
}

fn anomalia() -> TableCreateStatement {
    Table::create()
        .table("anomalia_emissione")
        .col(big_pk_auto("id"))
        .col(big_integer("emissione_id"))
        .col(big_integer("famiglia_id"))
        .col(big_integer_null("iscrizione_id"))
        .col(text("tipo"))
        .col(text("dettaglio"))
        .foreign_key(&mut reference(
            "anomalia_emissione",
            "emissione_id",
            "emissione",
        ))
        .foreign_key(&mut reference(
            "anomalia_emissione",
            "famiglia_id",
            "famiglia",
        ))
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(table).to_owned();
        for column in columns {
            index.col(*column);
        }
        index
    };
    vec![
        index("retta_una", "retta", &["emissione_id", "famiglia_id"])
            .unique()
            .to_owned(),
        index("retta_famiglia", "retta", &["famiglia_id", "servizio"]),
        index("retta_scrittura", "retta", &["scrittura_id"]),
        index("riga_retta_retta", "riga_retta", &["retta_id"]),
        index("riga_retta_quota", "riga_retta", &["iscrizione_id", "mese"]),
        index("rata_una", "rata", &["retta_id", "numero"])
            .unique()
            .to_owned(),
        index("rata_scadenza", "rata", &["scadenza"]),
        index(
            "anomalia_emissione_emissione",
            "anomalia_emissione",
            &["emissione_id"],
        ),
        index("addebito_riga", "addebito", &["riga_id"]),
        index("incasso_rata", "incasso", &["rata_id"]),
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
