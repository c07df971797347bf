//! Schools, their buildings, their classes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, integer, text, text_null, text_uniq};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let scuola = Table::create()
            .table("scuola")
            .col(big_pk_auto("id"))
            .col(text_uniq("codice"))
            .col(text("nome"))
            .col(text("ordine"))
            .to_owned();
        let plesso = Table::create()
            .table("plesso")
            .col(big_pk_auto("id"))
            .col(big_integer("scuola_id"))
            .col(text_uniq("codice"))
            .col(text("nome"))
            .col(text_null("indirizzo"))
            .foreign_key(
                ForeignKey::create()
                    .from("plesso", "scuola_id")
                    .to("scuola", "id"),
            )
            .to_owned();
        let classe = Table::create()
            .table("classe")
            .col(big_pk_auto("id"))
            .col(big_integer("plesso_id"))
            .col(integer("anno"))
            .col(text("nome"))
            .col(integer("livello"))
            .col(text_null("tempo"))
            .foreign_key(
                ForeignKey::create()
                    .from("classe", "plesso_id")
                    .to("plesso", "id"),
            )
            .to_owned();
        for table in [scuola, plesso, classe] {
            manager.create_table(table).await?;
        }

        let scuola = Index::create()
            .name("plesso_scuola")
            .table("plesso")
            .col("scuola_id")
            .to_owned();
        let nome = Index::create()
            .name("classe_plesso_anno_nome")
            .table("classe")
            .col("plesso_id")
            .col("anno")
            .col("nome")
            .unique()
            .to_owned();
        for index in [scuola, nome] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
