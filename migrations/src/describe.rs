//! What tables a store really has.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// Tables, columns, constraints, indexes and triggers of a store, a line each, in an order that does
/// not depend on history: two stores with the same lines have the same schema.
///
/// # Errors
/// When the store cannot be read.
pub async fn describe(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => POSTGRES,
        _ => SQLITE,
    };
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter().map(|row| row.try_get("", "riga")).collect()
}

// Columns are told by name, not by position: a column added later stands at the end.
const SQLITE: &str = "
    SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' '
           || coalesce(c.dflt_value, '-') || ' ' || c.pk AS riga
      FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
    UNION ALL
    SELECT t.name || ' refers ' || f.\"from\" || ' to ' || f.\"table\" || '.'
           || coalesce(f.\"to\", '-') || ' ' || f.on_delete || ' ' || f.on_update
      FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
    UNION ALL
    SELECT i.type || ' ' || i.tbl_name || ' ' || coalesce(i.sql, i.name)
      FROM sqlite_master i WHERE i.type IN ('index', 'trigger')
    ORDER BY riga";

const POSTGRES: &str = "
    SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' '
           || is_nullable || ' ' || coalesce(column_default, '-') AS riga
      FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT n.nspname || ' ' || conrelid::regclass::text || ' ' || pg_get_constraintdef(c.oid)
      FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT indexdef FROM pg_indexes
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT pg_get_triggerdef(t.oid) || ' ' || p.prosrc
      FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal
    ORDER BY riga";
