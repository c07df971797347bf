//! The double-entry ledger: accounts, entries and their movements, closed periods.
//!
//! A movement takes an amount from one account and gives it to another, in one row: what does not
//! sum to zero cannot be written. Triggers keep entries from being changed, from growing after
//! they were made, and from entering a period that is closed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, date_uniq, text, text_null, text_uniq,
    timestamp_with_time_zone,
};
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            conto(),
            scrittura(),
            movimento(),
            periodo_chiuso(),
            saldo_periodo(),
        ] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for sql in triggers {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}

/// `chiave` is purpose, family and service in one: a unique index over columns that may be null
/// would let an account be there twice.
fn conto() -> TableCreateStatement {
    Table::create()
        .table("conto")
        .col(big_pk_auto("id"))
        .col(text_uniq("chiave"))
        .col(text("scopo"))
        .col(big_integer_null("famiglia_id"))
        .col(text_null("servizio"))
        .col(timestamp_with_time_zone("aperto_il"))
        .foreign_key(&mut reference("conto", "famiglia_id", "famiglia"))
        .to_owned()
}

fn scrittura() -> TableCreateStatement {
    Table::create()
        .table("scrittura")
        .col(big_pk_auto("id"))
        .col(text_uniq("chiave"))
        .col(text("causa"))
        .col(text("riferimento").check(Expr::col("riferimento").ne("")))
        .col(text("descrizione").check(Expr::col("descrizione").ne("")))
        .col(date("giorno"))
        .col(big_integer("totale").check(Expr::col("totale").gt(0)))
        .col(big_integer_null("storna").unique_key())
        .col(text("registrata_da"))
        .col(timestamp_with_time_zone("registrata_il"))
        .col(text("correlazione"))
        .foreign_key(&mut reference("scrittura", "storna", "scrittura"))
        .to_owned()
}

/// `giorno` is that of the entry, here too so that a balance needs no join; a trigger holds
/// the two together.
fn movimento() -> TableCreateStatement {
    Table::create()
        .table("movimento")
        .col(big_pk_auto("id"))
        .col(big_integer("scrittura_id"))
        .col(date("giorno"))
        .col(big_integer("dare_id"))
        .col(big_integer("avere_id"))
        .col(big_integer("importo").check(Expr::col("importo").gt(0)))
        .check(Expr::col("dare_id").ne(Expr::col("avere_id")))
        .foreign_key(&mut reference("movimento", "scrittura_id", "scrittura"))
        .foreign_key(&mut reference("movimento", "dare_id", "conto"))
        .foreign_key(&mut reference("movimento", "avere_id", "conto"))
        .to_owned()
}

fn periodo_chiuso() -> TableCreateStatement {
    Table::create()
        .table("periodo_chiuso")
        .col(big_pk_auto("id"))
        .col(date_uniq("al"))
        .col(text("chiuso_da"))
        .col(timestamp_with_time_zone("chiuso_il"))
        .to_owned()
}

/// The balance of an account at the end of a closed period, where no entry can follow any more.
fn saldo_periodo() -> TableCreateStatement {
    Table::create()
        .table("saldo_periodo")
        .col(big_pk_auto("id"))
        .col(big_integer("periodo_id"))
        .col(big_integer("conto_id"))
        .col(big_integer("saldo"))
        .foreign_key(&mut reference(
            "saldo_periodo",
            "periodo_id",
            "periodo_chiuso",
        ))
        .foreign_key(&mut reference("saldo_periodo", "conto_id", "conto"))
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
        index("conto_famiglia", "conto", &["famiglia_id"]),
        index(
            "scrittura_riferimento",
            "scrittura",
            &["causa", "riferimento"],
        ),
        index("scrittura_giorno", "scrittura", &["giorno"]),
        index("movimento_scrittura", "movimento", &["scrittura_id"]),
        index("movimento_dare", "movimento", &["dare_id", "giorno"]),
        index("movimento_avere", "movimento", &["avere_id", "giorno"]),
        index(
            "saldo_periodo_uno",
            "saldo_periodo",
            &["conto_id", "periodo_id"],
        )
        .unique()
        .to_owned(),
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

/// The same rules on each kind of store: rows stay as they are, a closed period takes no entry,
/// an entry takes no movement beyond its total nor of another day.
const SQLITE: &[&str] = &[
    "CREATE TRIGGER scrittura_non_cambia BEFORE UPDATE ON scrittura BEGIN
         SELECT RAISE(ABORT, 'una scrittura non si cambia: si storna'); END",
    "CREATE TRIGGER scrittura_non_si_toglie BEFORE DELETE ON scrittura BEGIN
         SELECT RAISE(ABORT, 'una scrittura non si toglie: si storna'); END",
    "CREATE TRIGGER movimento_non_cambia BEFORE UPDATE ON movimento BEGIN
         SELECT RAISE(ABORT, 'un movimento non si cambia: si storna'); END",
    "CREATE TRIGGER movimento_non_si_toglie BEFORE DELETE ON movimento BEGIN
         SELECT RAISE(ABORT, 'un movimento non si toglie: si storna'); END",
    "CREATE TRIGGER periodo_chiuso_non_cambia BEFORE UPDATE ON periodo_chiuso BEGIN
         SELECT RAISE(ABORT, 'un periodo chiuso non si riapre'); END",
    "CREATE TRIGGER periodo_chiuso_non_si_toglie BEFORE DELETE ON periodo_chiuso BEGIN
         SELECT RAISE(ABORT, 'un periodo chiuso non si riapre'); END",
    "CREATE TRIGGER scrittura_in_periodo_aperto BEFORE INSERT ON scrittura
         WHEN EXISTS (SELECT 1 FROM periodo_chiuso WHERE al >= NEW.giorno) BEGIN
         SELECT RAISE(ABORT, 'il periodo contabile è chiuso'); END",
    "CREATE TRIGGER movimento_della_scrittura BEFORE INSERT ON movimento
         WHEN NOT EXISTS (
             SELECT 1 FROM scrittura s WHERE s.id = NEW.scrittura_id AND s.giorno = NEW.giorno
                AND s.totale >= NEW.importo + (SELECT COALESCE(SUM(m.importo), 0)
                    FROM movimento m WHERE m.scrittura_id = s.id)) BEGIN
         SELECT RAISE(ABORT, 'il movimento non è della sua scrittura'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION contabilita_non_cambia() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         RAISE EXCEPTION '% è di sola aggiunta: si storna', TG_TABLE_NAME; END $$",
    "CREATE TRIGGER scrittura_non_cambia BEFORE UPDATE OR DELETE OR TRUNCATE ON scrittura
         FOR EACH STATEMENT EXECUTE FUNCTION contabilita_non_cambia()",
    "CREATE TRIGGER movimento_non_cambia BEFORE UPDATE OR DELETE OR TRUNCATE ON movimento
         FOR EACH STATEMENT EXECUTE FUNCTION contabilita_non_cambia()",
    "CREATE TRIGGER periodo_chiuso_non_cambia BEFORE UPDATE OR DELETE OR TRUNCATE
         ON periodo_chiuso FOR EACH STATEMENT EXECUTE FUNCTION contabilita_non_cambia()",
    "CREATE FUNCTION scrittura_in_periodo_aperto() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF EXISTS (SELECT 1 FROM periodo_chiuso WHERE al >= NEW.giorno) THEN
             RAISE EXCEPTION 'il periodo contabile è chiuso'; END IF;
         RETURN NEW; END $$",
    "CREATE TRIGGER scrittura_in_periodo_aperto BEFORE INSERT ON scrittura
         FOR EACH ROW EXECUTE FUNCTION scrittura_in_periodo_aperto()",
    "CREATE FUNCTION movimento_della_scrittura() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NOT EXISTS (
             SELECT 1 FROM scrittura s WHERE s.id = NEW.scrittura_id AND s.giorno = NEW.giorno
                AND s.totale >= NEW.importo + (SELECT COALESCE(SUM(m.importo), 0)
                    FROM movimento m WHERE m.scrittura_id = s.id)) THEN
             RAISE EXCEPTION 'il movimento non è della sua scrittura'; END IF;
         RETURN NEW; END $$",
    "CREATE TRIGGER movimento_della_scrittura BEFORE INSERT ON movimento
         FOR EACH ROW EXECUTE FUNCTION movimento_della_scrittura()",
];
