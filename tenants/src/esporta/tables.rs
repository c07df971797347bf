//! The tables of a store and their rows as JSON, on both back ends.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement};

/// Rows that are read at once: those of papers are some tens of kilobytes each, twice as much as
/// text.
const PAGE: u64 = 200;

/// A table.
pub(super) struct Table {
    pub(super) name: String,
    /// As it stands in a query.
    from: String,
    /// Columns with their declared types: SQLite needs them to tell `1` from `true`.
    columns: Vec<(String, String)>,
}

/// Every table of the store, in the order of their names.
pub(super) async fn tables(txn: &DatabaseTransaction) -> Result<Vec<Table>, DbErr> {
    let sql = match txn.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text AS nome, quote_ident(table_schema) || '.' || \
             quote_ident(table_name) AS da FROM information_schema.tables \
             WHERE table_type = 'BASE TABLE' \
             AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        }
        _ => {
            "SELECT name AS nome, '\"' || name || '\"' AS da FROM sqlite_master \
             WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1"
        }
    };
    let mut tables = Vec::new();
    for row in query(txn, sql).await? {
        let name: String = row.try_get("", "nome")?;
        let columns = columns(txn, &name).await?;
        tables.push(Table {
            from: row.try_get("", "da")?,
            name,
            columns,
        });
    }
    Ok(tables)
}

async fn columns(txn: &DatabaseTransaction, table: &str) -> Result<Vec<(String, String)>, DbErr> {
    if txn.get_database_backend() == DbBackend::Postgres {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT name AS nome, type AS tipo FROM pragma_table_info('{table}')");
    let rows = query(txn, &sql).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "nome")?, row.try_get("", "tipo")?)))
        .collect()
}

impl Table {
    /// How many rows it has.
    pub(super) async fn count(&self, txn: &DatabaseTransaction) -> Result<u64, DbErr> {
        let sql = format!("SELECT count(*) AS n FROM {}", self.from);
        let rows = query(txn, &sql).await?;
        let n: i64 = match rows.first() {
            Some(row) => row.try_get("", "n")?,
            None => 0,
        };
        Ok(n.unsigned_abs())
    }

    /// The expression that makes a row into JSON on SQLite.
    fn json(&self) -> String {
        let fields: Vec<String> = self
            .columns
            .iter()
            .map(|(name, declared)| format!("'{name}', {}", value(name, declared)))
            .collect();
        format!("json_object({})", fields.join(", "))
    }
}

/// A column of SQLite as JSON: what is declared tells what the stored value means.
fn value(name: &str, declared: &str) -> String {
    let declared = declared.to_ascii_lowercase();
    if declared.contains("bool") {
        format!("json(CASE \"{name}\" WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END)")
    } else if declared.contains("json") {
        format!("json(\"{name}\")")
    } else if declared.contains("blob") {
        // As PostgreSQL writes bytes; of none there is none.
        format!("CASE WHEN \"{name}\" IS NOT NULL THEN '\\x' || lower(hex(\"{name}\")) END")
    } else {
        format!("\"{name}\"")
    }
}

/// The rows of a table, page by page.
pub(super) struct Rows<'a> {
    table: &'a Table,
    /// The last row read, on SQLite.
    after: i64,
}

impl<'a> Rows<'a> {
    pub(super) async fn of(txn: &DatabaseTransaction, table: &'a Table) -> Result<Self, DbErr> {
        if txn.get_database_backend() == DbBackend::Postgres {
            let sql = format!(
                "DECLARE righe NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS riga FROM {} t",
                table.from
            );
            txn.execute_unprepared(&sql).await?;
        }
        Ok(Self {
            table,
            after: i64::MIN,
        })
    }

    /// The next page; empty at the end.
    pub(super) async fn next(&mut self, txn: &DatabaseTransaction) -> Result<Vec<String>, DbErr> {
        if txn.get_database_backend() == DbBackend::Postgres {
            let rows = query(txn, &format!("FETCH {PAGE} FROM righe")).await?;
            if rows.is_empty() {
                txn.execute_unprepared("CLOSE righe").await?;
            }
            return rows.iter().map(|row| row.try_get("", "riga")).collect();
        }
        let sql = format!(
            "SELECT rowid AS chiave, {} AS riga FROM {} WHERE rowid > {} ORDER BY rowid LIMIT {PAGE}",
            self.table.json(),
            self.table.from,
            self.after
        );
        let rows = query(txn, &sql).await?;
        if let Some(last) = rows.last() {
            self.after = last.try_get("", "chiave")?;
        }
        rows.iter().map(|row| row.try_get("", "riga")).collect()
    }
}

async fn query(txn: &DatabaseTransaction, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    let statement = Statement::from_string(txn.get_database_backend(), sql);
    txn.query_all_raw(statement).await
}
