//! Rows that no service function writes, because they are of the past.

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};

/// Who produced the presences of a past day.
pub(super) const CHI: &str = "sistema (refezione.chiusura)";
/// Correlation id of what was not asked by anybody.
pub(super) const CORRELAZIONE: &str = "dimostrazione";
/// The table of prices, there while the past is written.
pub(super) const TARIFFA: &str = "demo_tariffa";

/// Runs a statement of ours with `valori`; returns how many rows it wrote.
pub(super) async fn esegui(
    db: &impl ConnectionTrait,
    sql: String,
    valori: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, valori);
    Ok(db.execute_raw(statement).await?.rows_affected())
}
