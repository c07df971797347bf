//! What may be spent of an account, decided by one at a time.

use campanella_kernel::{Ctx, Importo};
use campanella_ledger::{Conto, conti, riserva, saldo};
use sea_orm::DatabaseTransaction;

use crate::errore::Errore;

/// Waits until nobody else decides on `conto`, and keeps them out.
pub(crate) async fn blocca(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    conto: Conto,
) -> Result<(), Errore> {
    if let Some(id) = conti(ctx, tx, [conto]).await?.get(&conto) {
        riserva(tx, *id).await?;
    }
    Ok(())
}

/// Refuses unless `conto` has `importo`, which then stays until the end of the transaction.
///
/// # Errors
/// [`Errore::CreditoInsufficiente`].
pub(crate) async fn impegna(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    conto: Conto,
    importo: Importo,
) -> Result<(), Errore> {
    blocca(ctx, tx, conto).await?;
    let disponibile = saldo(tx, conto).await?;
    if importo > disponibile {
        return Err(Errore::CreditoInsufficiente(disponibile));
    }
    Ok(())
}
