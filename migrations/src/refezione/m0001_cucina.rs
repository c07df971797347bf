//! Kitchens and the buildings that they serve, diets, menus.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_integer_uniq, big_pk_auto, boolean, date, date_null,
    json_binary, small_integer, text, text_null, text_uniq, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            centro_cottura(),
            centro_plesso(),
            dieta_tipo(),
            dieta(),
            menu(),
            portata(),
        ] {
            manager.create_table(table).await?;
        }
        for (table, column) in [("dieta", "alunno_id"), ("portata", "menu_id")] {
            manager
                .create_index(
                    Index::create()
                        .name(format!("{table}_{column}"))
                        .table(table)
                        .col(column)
                        .to_owned(),
                )
                .await?;
        }
        // Absent kitchen or order means "all": one menu of a day for each pair, absence included.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX menu_uno ON menu \
                 (giorno, COALESCE(centro_id, 0), COALESCE(ordine, ''))",
            )
            .await?;
        Ok(())
    }
}

fn centro_cottura() -> TableCreateStatement {
    Table::create()
        .table("centro_cottura")
        .col(big_pk_auto("id"))
        .col(text_uniq("nome"))
        .to_owned()
}

fn centro_plesso() -> TableCreateStatement {
    Table::create()
        .table("centro_plesso")
        .col(big_pk_auto("id"))
        .col(big_integer("centro_id"))
        .col(big_integer_uniq("plesso_id"))
        .foreign_key(&mut reference(
            "centro_plesso",
            "centro_id",
            "centro_cottura",
        ))
        .foreign_key(&mut reference("centro_plesso", "plesso_id", "plesso"))
        .to_owned()
}

fn dieta_tipo() -> TableCreateStatement {
    Table::create()
        .table("dieta_tipo")
        .col(big_pk_auto("id"))
        .col(text_uniq("codice"))
        .col(text("descrizione"))
        .col(boolean("sanitaria"))
        .to_owned()
}

fn dieta() -> TableCreateStatement {
    Table::create()
        .table("dieta")
        .col(big_pk_auto("id"))
        .col(big_integer("alunno_id"))
        .col(big_integer("tipo_id"))
        .col(date("dal"))
        .col(date_null("al"))
        .col(text_null("certificato"))
        .col(text_null("nota"))
        .col(text("concessa_da"))
        .col(timestamp_with_time_zone("creata_il"))
        .foreign_key(&mut reference("dieta", "alunno_id", "alunno"))
        .foreign_key(&mut reference("dieta", "tipo_id", "dieta_tipo"))
        .to_owned()
}

fn menu() -> TableCreateStatement {
    Table::create()
        .table("menu")
        .col(big_pk_auto("id"))
        .col(date("giorno"))
        .col(big_integer_null("centro_id"))
        .col(text_null("ordine"))
        .foreign_key(&mut reference("menu", "centro_id", "centro_cottura"))
        .to_owned()
}

fn portata() -> TableCreateStatement {
    Table::create()
        .table("portata")
        .col(big_pk_auto("id"))
        .col(big_integer("menu_id"))
        .col(small_integer("posizione"))
        .col(text("nome"))
        .col(json_binary("allergeni"))
        .foreign_key(&mut reference("portata", "menu_id", "menu"))
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
