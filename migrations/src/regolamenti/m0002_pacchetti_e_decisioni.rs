//! Uploaded regulations, proposals that wait for approval, what was decided with which input,
//! failures.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, boolean, date, integer, json_binary, text,
    text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            componente(),
            proposta(),
            opzioni(),
            ingresso(),
            decisione(),
            guasto(),
        ] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// A package: zip in base64, so that an export has it as text.
fn componente() -> TableCreateStatement {
    Table::create()
        .table("componente")
        .col(text("digest").primary_key())
        .col(text("estensione"))
        .col(text("nome"))
        .col(text("versione"))
        .col(text("titolo"))
        .col(text("pacchetto"))
        .col(integer("casi"))
        .col(text("motore"))
        .col(text("caricato_da"))
        .col(timestamp_with_time_zone("caricato_il"))
        .to_owned()
}

fn proposta() -> TableCreateStatement {
    Table::create()
        .table("proposta")
        .col(big_pk_auto("id"))
        .col(text("estensione"))
        .col(text("servizio"))
        .col(text("digest"))
        .col(json_binary("parametri"))
        .col(date("dal"))
        .col(text("atto"))
        .col(text("stato"))
        .col(text("proposta_da"))
        .col(big_integer_null("persona_id"))
        .col(timestamp_with_time_zone("proposta_il"))
        .col(text_null("decisa_da"))
        .col(timestamp_with_time_zone_null("decisa_il"))
        .col(text_null("motivo"))
        .col(big_integer_null("attivazione_id"))
        .to_owned()
}

/// One row at most: what the comune wants of its regulations.
fn opzioni() -> TableCreateStatement {
    Table::create()
        .table("opzioni_regolamenti")
        .col(big_integer("id").primary_key())
        .col(boolean("due_persone"))
        .to_owned()
}

fn ingresso() -> TableCreateStatement {
    Table::create()
        .table("ingresso_regola")
        .col(text("impronta").primary_key())
        .col(json_binary("dati"))
        .to_owned()
}

fn decisione() -> TableCreateStatement {
    Table::create()
        .table("decisione")
        .col(text("impronta").primary_key())
        .col(big_integer("attivazione_id"))
        .col(text("estensione"))
        .col(text("servizio"))
        .col(date("giorno"))
        .col(json_binary("contesto"))
        .col(text("ingresso"))
        .col(text("uscita"))
        .col(text("contratto"))
        .col(text("motore"))
        .col(timestamp_with_time_zone("presa_il"))
        .foreign_key(
            ForeignKey::create()
                .name("decisione_attivazione_id_fk")
                .from("decisione", "attivazione_id")
                .to("attivazione", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .name("decisione_ingresso_fk")
                .from("decisione", "ingresso")
                .to("ingresso_regola", "impronta"),
        )
        .to_owned()
}

fn guasto() -> TableCreateStatement {
    Table::create()
        .table("guasto_regola")
        .col(big_pk_auto("id"))
        .col(big_integer("attivazione_id"))
        .col(text("codice"))
        .col(text("testo"))
        .col(big_integer("quanti"))
        .col(timestamp_with_time_zone("primo_il"))
        .col(timestamp_with_time_zone("ultimo_il"))
        .foreign_key(
            ForeignKey::create()
                .name("guasto_regola_attivazione_id_fk")
                .from("guasto_regola", "attivazione_id")
                .to("attivazione", "id"),
        )
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 3] {
    [
        Index::create()
            .name("decisione_periodo")
            .table("decisione")
            .col("estensione")
            .col("servizio")
            .col("giorno")
            .to_owned(),
        Index::create()
            .name("guasto_regola_uno")
            .table("guasto_regola")
            .col("attivazione_id")
            .col("codice")
            .unique()
            .to_owned(),
        Index::create()
            .name("proposta_stato")
            .table("proposta")
            .col("stato")
            .to_owned(),
    ]
}
