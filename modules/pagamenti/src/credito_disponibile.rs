//! What may be spent of an account, decided by one at a time.

use std::collections::HashMap;

use campanella_kernel::{Ctx, Importo};
use campanella_ledger::{Conto, conti, riserva, saldi, saldo};
use sea_orm::DatabaseTransaction;

use crate::errore::Errore;

/// Waits until nobody else decides on `conto`, and keeps them out.
pub(crate) async fn blocca(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    conto: Conto,
) -> Result<(), Errore> {
    if let Some(id) = conti(ctx, tx, [conto]).await?.get(&conto) {
        riserva(tx, [*id]).await?;
    }
    Ok(())
}

/// The balances of those of `chiesti` that are not at zero, which stay until the end of the
/// transaction.
pub(crate) async fn saldi_fermi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    chiesti: &[Conto],
) -> Result<HashMap<Conto, Importo>, Errore> {
    let diversi: Vec<Conto> = saldi(tx, chiesti)
        .await?
        .into_iter()
        .filter_map(|(conto, saldo)| (saldo != Importo::ZERO).then_some(conto))
        .collect();
    let chiavi = conti(ctx, tx, diversi.iter().copied()).await?;
    riserva(tx, chiavi.into_values()).await?;
    Ok(saldi(tx, &diversi).await?)
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
