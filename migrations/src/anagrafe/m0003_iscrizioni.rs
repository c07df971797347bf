//! Enrolments, calendars of the school years, closures.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, date_null, integer, text, text_null,
    timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [iscrizione(), calendario(), chiusura()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn iscrizione() -> TableCreateStatement {
    Table::create()
        .table("iscrizione")
        .col(big_pk_auto("id"))
        .col(big_integer("alunno_id"))
        .col(text("servizio"))
        .col(integer("anno"))
        .col(text("tessera"))
        .col(big_integer("classe_id"))
        .col(text_null("fascia"))
        .col(big_integer_null("importo_quota"))
        .col(big_integer_null("importo_unitario"))
        .col(text("articolo"))
        .col(text("stato"))
        .col(date("dal"))
        .col(date_null("al"))
        .col(timestamp_with_time_zone("creata_il"))
        .foreign_key(
            ForeignKey::create()
                .from("iscrizione", "alunno_id")
                .to("alunno", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("iscrizione", "classe_id")
                .to("classe", "id"),
        )
        .check(
            Expr::col("al")
                .is_null()
                .or(Expr::col("al").gte(Expr::col("dal"))),
        )
        .to_owned()
}

fn calendario() -> TableCreateStatement {
    Table::create()
        .table("calendario")
        .col(big_pk_auto("id"))
        .col(integer("anno"))
        .col(big_integer_null("plesso_id"))
        .col(date("inizio"))
        .col(date("fine"))
        .col(text("giorni_settimana"))
        .foreign_key(
            ForeignKey::create()
                .from("calendario", "plesso_id")
                .to("plesso", "id"),
        )
        .check(Expr::col("fine").gte(Expr::col("inizio")))
        .to_owned()
}

fn chiusura() -> TableCreateStatement {
    Table::create()
        .table("chiusura")
        .col(big_pk_auto("id"))
        .col(date("dal"))
        .col(date("al"))
        .col(big_integer_null("plesso_id"))
        .col(big_integer_null("classe_id"))
        .col(text("tipo"))
        .col(text("motivo"))
        .col(text("creata_da"))
        .col(timestamp_with_time_zone("creata_il"))
        .foreign_key(
            ForeignKey::create()
                .from("chiusura", "plesso_id")
                .to("plesso", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("chiusura", "classe_id")
                .to("classe", "id"),
        )
        .check(Expr::col("al").gte(Expr::col("dal")))
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let one_per_year = Index::create()
        .name("iscrizione_alunno_servizio_anno")
        .table("iscrizione")
        .col("alunno_id")
        .col("servizio")
        .col("anno")
        .unique()
        .to_owned();
    // A child keeps its card from year to year, and may use it on more than one service.
    let tessera = Index::create()
        .name("iscrizione_tessera")
        .table("iscrizione")
        .col("anno")
        .col("servizio")
        .col("tessera")
        .unique()
        .to_owned();
    let classe = Index::create()
        .name("iscrizione_classe")
        .table("iscrizione")
        .col("classe_id")
        .to_owned();
    // The calendar of the whole comune has no plesso, and a null equals no other null.
    let comune = Index::create()
        .name("calendario_comune")
        .table("calendario")
        .col("anno")
        .unique()
        .and_where(Expr::col("plesso_id").is_null())
        .to_owned();
    let plesso = Index::create()
        .name("calendario_plesso")
        .table("calendario")
        .col("anno")
        .col("plesso_id")
        .unique()
        .to_owned();
    let periodo = Index::create()
        .name("chiusura_periodo")
        .table("chiusura")
        .col("dal")
        .col("al")
        .to_owned();
    vec![one_per_year, tessera, classe, comune, plesso, periodo]
}
