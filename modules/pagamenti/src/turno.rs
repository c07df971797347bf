//! Who waits for whom: what is charged and billed of a service is written by one at a time.
//!
//! On SQLite a transaction that writes is alone anyway. On PostgreSQL an advisory lock, which ends
//! with the transaction, says it; its first key is this module's own.

use campanella_kernel::Servizio;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};

/// This module, among all that lock: «paga» as a number.
const PAGAMENTI: i32 = 0x7061_6761;

/// Waits until nobody else charges or bills `servizio`, and keeps them out.
pub(crate) async fn del_servizio(
    tx: &DatabaseTransaction,
    servizio: Servizio,
) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let numero: i32 = match servizio {
            Servizio::Refezione => 1,
            Servizio::Trasporto => 2,
        };
        let sql = "SELECT pg_advisory_xact_lock($1, $2)";
        let chiavi = [PAGAMENTI.into(), numero.into()];
        tx.execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            sql,
            chiavi,
        ))
        .await?;
    }
    Ok(())
}
