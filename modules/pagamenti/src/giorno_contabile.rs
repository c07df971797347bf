//! The day to which an entry belongs.

use campanella_kernel::{Ctx, Giorno};
use sea_orm::{ConnectionTrait, DbErr};

/// The day on which something happened, or today when its period is closed by now.
pub(crate) async fn giorno_contabile(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    giorno: Giorno,
) -> Result<Giorno, DbErr> {
    let chiuso = campanella_ledger::ultimo_chiuso(db).await?;
    Ok(match chiuso {
        Some(chiuso) if giorno <= chiuso => ctx.oggi(),
        _ => giorno,
    })
}
