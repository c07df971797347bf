//! Papers that were drawn and are kept, lots of them, and how they look.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, blob, blob_null, integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [carta(), lotto(), documento()] {
            manager.create_table(table).await?;
        }
        let mut uno = Index::create();
        uno.name("documento_uno").table("documento").unique();
        let colonne = uno.col("tipo").col("chiave").col("impronta");
        manager.create_index(colonne.to_owned()).await?;
        for (name, table, columns) in [
            ("documento_lotto", "documento", &["lotto_id"][..]),
            ("documento_famiglia", "documento", &["famiglia_id"]),
            ("lotto_documenti_di", "lotto_documenti", &["tipo", "di"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }
}

/// One row: what the papers of the comune have in common.
fn carta() -> TableCreateStatement {
    Table::create()
        .table("carta_intestata")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .col(text_null("ufficio"))
        .col(text_null("nota"))
        .col(text_null("cbill"))
        .col(text_null("conto_postale"))
        .col(text_null("conto_intestato_a"))
        .col(text_null("conto_autorizzazione"))
        .col(blob_null("logo"))
        .col(integer("versione"))
        .col(text("aggiornata_da"))
        .col(timestamp_with_time_zone("aggiornata_il"))
        .to_owned()
}

fn lotto() -> TableCreateStatement {
    Table::create()
        .table("lotto_documenti")
        .col(big_pk_auto("id"))
        .col(text("tipo"))
        .col(big_integer("di"))
        .col(text("stato"))
        .col(big_integer("totale"))
        .col(big_integer("fatti"))
        .col(big_integer("senza"))
        .col(big_integer("ultimo"))
        .col(text("chiesto_da"))
        .col(timestamp_with_time_zone("chiesto_il"))
        .col(timestamp_with_time_zone_null("finito_il"))
        .to_owned()
}

fn documento() -> TableCreateStatement {
    Table::create()
        .table("documento")
        .col(big_pk_auto("id"))
        .col(text("tipo"))
        .col(text("chiave"))
        .col(big_integer("famiglia_id"))
        .col(text("impronta"))
        .col(text("aspetto"))
        .col(text("nome"))
        .col(blob("pdf"))
        .col(timestamp_with_time_zone("creato_il"))
        .col(timestamp_with_time_zone_null("consegnato_il"))
        .col(big_integer_null("lotto_id"))
        .foreign_key(
            ForeignKey::create()
                .name("documento_famiglia_id_fk")
                .from("documento", "famiglia_id")
                .to("famiglia", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .name("documento_lotto_id_fk")
                .from("documento", "lotto_id")
                .to("lotto_documenti", "id"),
        )
        .to_owned()
}
