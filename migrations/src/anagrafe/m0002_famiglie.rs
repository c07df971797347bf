//! Persons, families, ISEE, delegates, children.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_uniq, big_pk_auto, boolean, date, date_null, integer, text, text_null,
    text_uniq, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [persona(), famiglia(), isee(), delega(), alunno()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn persona() -> TableCreateStatement {
    Table::create()
        .table("persona")
        .col(big_pk_auto("id"))
        .col(text_null("codice_fiscale"))
        .col(text_null("cf_chiave").unique_key())
        .col(text_uniq("codice_persona"))
        .col(text("nome"))
        .col(text("cognome"))
        .col(text_null("email"))
        .col(boolean("email_confermata"))
        .col(text_null("telefono"))
        .col(text_null("indirizzo"))
        .col(boolean("verificata"))
        .col(timestamp_with_time_zone("creata_il"))
        .to_owned()
}

fn famiglia() -> TableCreateStatement {
    Table::create()
        .table("famiglia")
        .col(big_pk_auto("id"))
        .col(big_integer_uniq("tutore_id"))
        .col(boolean("residente"))
        .col(boolean("esente_servizi_sociali"))
        .col(integer("minori"))
        .col(timestamp_with_time_zone("creata_il"))
        .foreign_key(
            ForeignKey::create()
                .from("famiglia", "tutore_id")
                .to("persona", "id"),
        )
        .to_owned()
}

fn isee() -> TableCreateStatement {
    Table::create()
        .table("isee")
        .col(big_pk_auto("id"))
        .col(big_integer("famiglia_id"))
        .col(big_integer("valore"))
        .col(text("tipo"))
        .col(date("dal"))
        .col(date("al"))
        .col(timestamp_with_time_zone("creato_il"))
        .foreign_key(
            ForeignKey::create()
                .from("isee", "famiglia_id")
                .to("famiglia", "id"),
        )
        .check(Expr::col("al").gte(Expr::col("dal")))
        .to_owned()
}

fn delega() -> TableCreateStatement {
    Table::create()
        .table("delega")
        .col(big_pk_auto("id"))
        .col(big_integer("famiglia_id"))
        .col(big_integer("persona_id"))
        .col(date("dal"))
        .col(date_null("al"))
        .col(timestamp_with_time_zone("creata_il"))
        .foreign_key(
            ForeignKey::create()
                .from("delega", "famiglia_id")
                .to("famiglia", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("delega", "persona_id")
                .to("persona", "id"),
        )
        .to_owned()
}

fn alunno() -> TableCreateStatement {
    Table::create()
        .table("alunno")
        .col(big_pk_auto("id"))
        .col(big_integer("famiglia_id"))
        .col(text_null("codice_fiscale"))
        .col(text_null("cf_chiave").unique_key())
        .col(text_null("codice_esterno").unique_key())
        .col(text("nome"))
        .col(text("cognome"))
        .col(date("data_nascita"))
        .col(text_null("luogo_nascita"))
        .col(text_null("belfiore_nascita"))
        .col(text_null("sesso"))
        .col(boolean("residente"))
        .col(text_null("indirizzo"))
        .col(boolean("disabilita"))
        .col(timestamp_with_time_zone("creato_il"))
        .foreign_key(
            ForeignKey::create()
                .from("alunno", "famiglia_id")
                .to("famiglia", "id"),
        )
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let on = |name: &'static str, table: &'static str, column: &'static str| {
        Index::create()
            .name(name)
            .table(table)
            .col(column)
            .to_owned()
    };
    // A delegation that was revoked stays as history: only one per person may be open.
    let open_delegation = Index::create()
        .name("delega_aperta")
        .table("delega")
        .col("famiglia_id")
        .col("persona_id")
        .unique()
        .and_where(Expr::col("al").is_null())
        .to_owned();
    vec![
        on("isee_famiglia", "isee", "famiglia_id"),
        on("delega_persona", "delega", "persona_id"),
        on("alunno_famiglia", "alunno", "famiglia_id"),
        on("persona_email", "persona", "email"),
        open_delegation,
    ]
}
