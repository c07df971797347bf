//! How each service is paid, what was consumed, what came in, what goes back.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, integer, json_binary, text, text_null,
    text_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            gestione(),
            spiegazione(),
            addebito(),
            avviso_saldo(),
            incasso(),
            rimborso(),
        ] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Prepaid or post-paid, from school year to school year.
fn gestione() -> TableCreateStatement {
    Table::create()
        .table("gestione")
        .col(big_pk_auto("id"))
        .col(text("servizio"))
        .col(integer("anno"))
        .col(text("modo"))
        .col(text("conto"))
        .col(big_integer_null("soglia"))
        .col(text("a_zero"))
        .col(integer("versione"))
        .col(text("aggiornata_da"))
        .col(timestamp_with_time_zone("aggiornata_il"))
        .to_owned()
}

/// Explanations, each once: that of a child seldom changes from one meal to the next.
fn spiegazione() -> TableCreateStatement {
    Table::create()
        .table("spiegazione")
        .col(text("impronta").primary_key())
        .col(json_binary("passi"))
        .to_owned()
}

/// What was consumed: a fact that stays; only what became of it changes.
fn addebito() -> TableCreateStatement {
    Table::create()
        .table("addebito")
        .col(big_pk_auto("id"))
        .col(text("servizio"))
        .col(big_integer("origine"))
        .col(integer("versione"))
        .col(integer("quantita").check(Expr::col("quantita").is_in([-1, 1])))
        .col(big_integer("iscrizione_id"))
        .col(big_integer("alunno_id"))
        .col(big_integer("famiglia_id"))
        .col(date("giorno"))
        .col(big_integer_null("prezzo"))
        .col(text_null("arrotondamento"))
        .col(text_null("fascia"))
        .col(text_null("spiegazione"))
        .col(text("stato"))
        .col(big_integer_null("scrittura_id"))
        .col(timestamp_with_time_zone("registrato_il"))
        .foreign_key(&mut reference("addebito", "iscrizione_id", "iscrizione"))
        .foreign_key(&mut reference("addebito", "alunno_id", "alunno"))
        .foreign_key(&mut reference("addebito", "famiglia_id", "famiglia"))
        .foreign_key(&mut reference("addebito", "scrittura_id", "scrittura"))
        .foreign_key(
            ForeignKey::create()
                .name("addebito_spiegazione_fk")
                .from("addebito", "spiegazione")
                .to("spiegazione", "impronta"),
        )
        .to_owned()
}

/// How often a family was told that little is left, and when, if it has not topped up since.
fn avviso_saldo() -> TableCreateStatement {
    Table::create()
        .table("avviso_saldo")
        .col(big_integer("conto_id").primary_key())
        .col(integer("volte"))
        .col(timestamp_with_time_zone_null("avvisata_il"))
        .foreign_key(&mut reference("avviso_saldo", "conto_id", "conto"))
        .to_owned()
}

fn incasso() -> TableCreateStatement {
    Table::create()
        .table("incasso")
        .col(big_pk_auto("id"))
        .col(text_uniq("chiave"))
        .col(big_integer("famiglia_id"))
        .col(text("servizio"))
        .col(big_integer("importo"))
        .col(text("mezzo"))
        .col(date("giorno"))
        .col(text_null("nota"))
        .col(big_integer("scrittura_id"))
        .col(text("registrato_da"))
        .col(timestamp_with_time_zone("registrato_il"))
        .col(text_null("stornato_per"))
        .col(timestamp_with_time_zone_null("stornato_il"))
        .foreign_key(&mut reference("incasso", "famiglia_id", "famiglia"))
        .foreign_key(&mut reference("incasso", "scrittura_id", "scrittura"))
        .to_owned()
}

fn rimborso() -> TableCreateStatement {
    Table::create()
        .table("rimborso")
        .col(big_pk_auto("id"))
        .col(text_uniq("chiave"))
        .col(big_integer("famiglia_id"))
        .col(text("servizio"))
        .col(big_integer("importo"))
        .col(text("iban"))
        .col(text("stato"))
        .col(text_null("motivo"))
        .col(text("chiesto_da"))
        .col(timestamp_with_time_zone("chiesto_il"))
        .col(text_null("deciso_da"))
        .col(timestamp_with_time_zone_null("deciso_il"))
        .foreign_key(&mut reference("rimborso", "famiglia_id", "famiglia"))
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
        index("gestione_una", "gestione", &["servizio", "anno"])
            .unique()
            .to_owned(),
        index(
            "addebito_uno",
            "addebito",
            &["servizio", "origine", "versione", "quantita"],
        )
        .unique()
        .to_owned(),
        index(
            "addebito_famiglia",
            "addebito",
            &["famiglia_id", "servizio", "giorno"],
        ),
        index(
            "addebito_stato",
            "addebito",
            &["servizio", "stato", "famiglia_id"],
        ),
        index("addebito_scrittura", "addebito", &["scrittura_id"]),
        index("incasso_famiglia", "incasso", &["famiglia_id"]),
        index("incasso_scrittura", "incasso", &["scrittura_id"]),
        index("rimborso_famiglia", "rimborso", &["famiglia_id"]),
        index("rimborso_stato", "rimborso", &["stato"]),
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
