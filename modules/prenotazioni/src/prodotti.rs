//! Days whose presences have been produced: bookings end there.

use std::collections::BTreeSet;

use campanella_anagrafe::PlessoAutorizzato;
use campanella_kernel::{Ctx, Giorno, PlessoId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use crate::entities::giorno_prodotto::{ActiveModel, Column, Entity};
use crate::errore::Errore;
use crate::turno;

/// Ends the bookings of `plesso` on `giorno` within `tx`, after those that are being written:
/// what is read in `tx` afterwards is final.
///
/// # Errors
/// When the store fails.
pub async fn chiudi_prenotazioni(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    plesso: &PlessoAutorizzato,
    giorno: Giorno,
) -> Result<(), Errore> {
    turno::del_plesso(tx, plesso.plesso.id).await?;
    let riga = ActiveModel {
        plesso_id: Set(plesso.plesso.id),
        giorno: Set(giorno),
        quando: Set(ctx.now()),
        ..Default::default()
    };
    Entity::insert(riga)
        .on_conflict_do_nothing_on([Column::PlessoId, Column::Giorno])
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Keeps whoever books or registers presences in `plesso` waiting until `tx` ends, after those
/// who are doing so.
///
/// # Errors
/// When the store fails.
pub async fn riserva_plesso(tx: &DatabaseTransaction, plesso: PlessoId) -> Result<(), DbErr> {
    turno::del_plesso(tx, plesso).await
}

/// The days from `dal` to `al` whose presences have been produced in `plesso`.
pub(crate) async fn giorni_prodotti(
    db: &impl ConnectionTrait,
    plesso: PlessoId,
    dal: Giorno,
    al: Giorno,
) -> Result<BTreeSet<Giorno>, DbErr> {
    let righe = Entity::find()
        .filter(Column::PlessoId.eq(plesso))
        .filter(Column::Giorno.between(dal, al))
        .all(db)
        .await?;
    Ok(righe.into_iter().map(|r| r.giorno).collect())
}
