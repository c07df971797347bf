//! pagoPA: how the comune is known to the node, notices, receipts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, integer, text, text_null, text_uniq,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [collegamento(), numero(), avviso(), ricevuta()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let primo = Query::insert()
            .into_table("numero_avviso")
            .columns(["id", "prossimo"])
            .values_panic([1.into(), 1.into()])
            .to_owned();
        manager.execute(primo).await
    }
}

/// One row at the most.
fn collegamento() -> TableCreateStatement {
    Table::create()
        .table("collegamento_pagopa")
        .col(big_pk_auto("id").check(Expr::col("id").eq(1)))
        .col(integer("segregazione"))
        .col(text("intermediario"))
        .col(text("stazione"))
        .col(text("iban"))
        .col(integer("versione"))
        .col(text("aggiornato_da"))
        .col(timestamp_with_time_zone("aggiornato_il"))
        .to_owned()
}

/// The next base of a notice number: one row.
fn numero() -> TableCreateStatement {
    Table::create()
        .table("numero_avviso")
        .col(big_pk_auto("id").check(Expr::col("id").eq(1)))
        .col(big_integer("prossimo"))
        .to_owned()
}

fn avviso() -> TableCreateStatement {
    Table::create()
        .table("avviso_pagamento")
        .col(big_pk_auto("id"))
        .col(text_uniq("numero"))
        .col(big_integer("famiglia_id"))
        .col(text("servizio"))
        .col(big_integer_null("rata_id"))
        .col(big_integer("importo").check(Expr::col("importo").gt(0)))
        .col(date("scadenza"))
        .col(timestamp_with_time_zone("creato_il"))
        .col(timestamp_with_time_zone_null("pagato_il"))
        .foreign_key(&mut reference(
            "avviso_pagamento",
            "famiglia_id",
            "famiglia",
        ))
        .foreign_key(&mut reference("avviso_pagamento", "rata_id", "rata"))
        .to_owned()
}

fn ricevuta() -> TableCreateStatement {
    Table::create()
        .table("ricevuta_pagopa")
        .col(big_pk_auto("id"))
        .col(text_uniq("ricevuta"))
        .col(text("numero"))
        .col(big_integer_null("avviso_id"))
        .col(big_integer("importo"))
        .col(date("giorno"))
        .col(text("prestatore"))
        .col(text_null("metodo"))
        .col(text("stato"))
        .col(text_null("anomalia"))
        .col(big_integer_null("incasso_id"))
        .col(timestamp_with_time_zone("arrivata_il"))
        .col(text_null("motivo"))
        .col(text_null("risolta_da"))
        .col(timestamp_with_time_zone_null("risolta_il"))
        .foreign_key(&mut reference(
            "ricevuta_pagopa",
            "avviso_id",
            "avviso_pagamento",
        ))
        .foreign_key(&mut reference("ricevuta_pagopa", "incasso_id", "incasso"))
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
        index("avviso_pagamento_una", "avviso_pagamento", &["rata_id"])
            .unique()
            .to_owned(),
        index(
            "avviso_pagamento_famiglia",
            "avviso_pagamento",
            &["famiglia_id", "servizio"],
        ),
        index("ricevuta_pagopa_stato", "ricevuta_pagopa", &["stato", "id"]),
        index("ricevuta_pagopa_avviso", "ricevuta_pagopa", &["avviso_id"]),
        index(
            "ricevuta_pagopa_incasso",
            "ricevuta_pagopa",
            &["incasso_id"],
        ),
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
