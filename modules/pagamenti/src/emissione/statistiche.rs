//! What PostgreSQL knows of the tables that a run fills.
//!
//! The check of a foreign key is planned once for each connection, by what is known of the table
//! that it looks into. Of one that is nearly empty all of it is read, and goes on being read while
//! it grows, until the server looks by itself, once a minute: the first run of a large comune took
//! a third more time for each bill than that of a small one.

use campanella_kernel::Ctx;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// Families after which the tables of a run are no longer nearly empty.
const ABBASTANZA: i64 = 2_000;

/// Tells PostgreSQL to look, when a run comes from `prima` families to `dopo` and past enough of
/// them. SQLite plans by the indexes alone.
pub(super) async fn aggiorna(ctx: &Ctx, prima: i64, dopo: i64) -> Result<(), DbErr> {
    let passata = prima < ABBASTANZA && dopo >= ABBASTANZA;
    if passata && ctx.db().get_database_backend() == DbBackend::Postgres {
        ctx.db()
            .execute_unprepared(
                "ANALYZE retta, riga_retta, rata, avviso_pagamento, conto, scrittura, movimento",
            )
            .await?;
    }
    Ok(())
}
