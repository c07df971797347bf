//! Who waits for whom: those who write the choices of one child wait for each other, and the
//! production of a building's presences waits for those who are writing there.
//!
//! On SQLite a transaction that writes is alone anyway. On PostgreSQL advisory locks, which end
//! with the transaction, say it; a key is that of the row and, in its last bit, which of the two.

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::PlessoId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

/// Waits until nobody else writes the choices of `iscrizione`, nor produces those of `plesso`.
pub(crate) async fn del_bambino(
    tx: &DatabaseTransaction,
    plesso: PlessoId,
    iscrizione: IscrizioneId,
) -> Result<(), DbErr> {
    aspetta(
        tx,
        "SELECT pg_advisory_xact_lock_shared($1), pg_advisory_xact_lock($2)",
        [chiave_plesso(plesso), (iscrizione.key() * 2 + 1).into()],
    )
    .await
}

/// Waits until nobody writes a choice in `plesso`, and keeps them out.
pub(crate) async fn del_plesso(tx: &DatabaseTransaction, plesso: PlessoId) -> Result<(), DbErr> {
    aspetta(
        tx,
        "SELECT pg_advisory_xact_lock($1)",
        [chiave_plesso(plesso)],
    )
    .await
}

fn chiave_plesso(plesso: PlessoId) -> Value {
    (plesso.key() * 2).into()
}

async fn aspetta(
    tx: &DatabaseTransaction,
    sql: &str,
    chiavi: impl IntoIterator<Item = Value>,
) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            sql,
            chiavi,
        ))
        .await?;
    }
    Ok(())
}
