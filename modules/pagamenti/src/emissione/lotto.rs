//! A lot of a run: some families in a transaction, which also says how far the run is.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::Ctx;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait};

use crate::entities::emissione::{self, StatoEmissione};
use crate::errore::Errore;
use crate::turno;

/// Families of a transaction.
pub(super) const LOTTO: u64 = 200;
/// Rows of one insert: below the parameters that any of the stores takes.
pub(crate) const RIGHE: usize = 500;

/// Begins a lot: none when the run is no longer where it was, because another node went on.
pub(super) async fn comincia(
    ctx: &Ctx,
    riga: &emissione::Model,
) -> Result<Option<DatabaseTransaction>, Errore> {
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, riga.servizio).await?;
    let adesso = emissione::Entity::find_by_id(riga.id).one(&tx).await?;
    let fermo = adesso.is_some_and(|a| (a.stato, a.ultima) == (riga.stato, riga.ultima));
    Ok(fermo.then_some(tx))
}

/// Ends a lot: how far the run is stands with what was done.
pub(super) async fn avanza(
    tx: DatabaseTransaction,
    riga: emissione::Model,
    fatte: Option<(FamigliaId, usize)>,
    stato: StatoEmissione,
) -> Result<(), Errore> {
    let mut dopo = emissione::ActiveModel {
        id: Set(riga.id),
        stato: Set(stato),
        ..Default::default()
    };
    if let Some((ultima, quante)) = fatte {
        dopo.ultima = Set(ultima.key());
        dopo.fatte = Set(riga.fatte + i64::try_from(quante).unwrap_or(0));
    }
    dopo.update(&tx).await?;
    tx.commit().await?;
    Ok(())
}
