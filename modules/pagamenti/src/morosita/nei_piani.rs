//! What is in a plan, and a plan that stands still while something is decided of it.

use campanella_kernel::{Ctx, Rifiuto};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::credito_disponibile::blocca;
use crate::entities::piano::{self, StatoPiano};
use crate::entities::{rata, retta, riga_piano};
use crate::errore::Errore;
use crate::gestione::credito;
use crate::{PianoId, RettaId, turno};

/// Whether `retta` is the bill of a plan that counts.
pub(super) async fn di_piano_attivo(
    db: &impl ConnectionTrait,
    retta: RettaId,
) -> Result<bool, Errore> {
    let quanti = piano::Entity::find()
        .filter(piano::Column::RettaId.eq(retta))
        .filter(piano::Column::Stato.eq(StatoPiano::Attivo))
        .count(db)
        .await?;
    Ok(quanti > 0)
}

/// Whether something of `retta` is in a plan that was not cancelled, or it is the bill of one.
pub(crate) async fn in_un_piano(db: &impl ConnectionTrait, retta: RettaId) -> Result<bool, Errore> {
    let suoi = piano::Entity::find()
        .filter(piano::Column::RettaId.eq(retta))
        .filter(piano::Column::Stato.ne(StatoPiano::Annullato))
        .count(db)
        .await?;
    Ok(suoi > 0 || passata_a_un_piano(db, retta).await?)
}

/// Whether something of `retta` went into a plan that was not cancelled.
pub(super) async fn passata_a_un_piano(
    db: &impl ConnectionTrait,
    retta: RettaId,
) -> Result<bool, Errore> {
    let passate = riga_piano::Entity::find()
        .join(
            JoinType::InnerJoin,
            riga_piano::Entity::belongs_to(piano::Entity)
                .from(riga_piano::Column::PianoId)
                .to(piano::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            riga_piano::Entity::belongs_to(rata::Entity)
                .from(riga_piano::Column::RataId)
                .to(rata::Column::Id)
                .into(),
        )
        .filter(rata::Column::RettaId.eq(retta))
        .filter(piano::Column::Stato.ne(StatoPiano::Annullato))
        .count(db)
        .await?;
    Ok(passate > 0)
}

/// A plan with its bill and instalments, while nobody else pays or changes them.
pub(super) async fn fermo(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    id: PianoId,
) -> Result<(piano::Model, retta::Model, Vec<rata::Model>), Errore> {
    let non_trovato = || Rifiuto::NonTrovato("Piano");
    let cerca = || piano::Entity::find_by_id(id);
    let prima = cerca().one(tx).await?.ok_or_else(non_trovato)?;
    let retta = || retta::Entity::find_by_id(prima.retta_id);
    let sua = retta().one(tx).await?.ok_or_else(non_trovato)?;
    turno::del_servizio(tx, sua.servizio).await?;
    blocca(ctx, tx, credito(sua.famiglia_id, sua.servizio)).await?;
    let piano = cerca().one(tx).await?.ok_or_else(non_trovato)?;
    let sua = retta().one(tx).await?.ok_or_else(non_trovato)?;
    let rate = rata::Entity::find()
        .filter(rata::Column::RettaId.eq(sua.id))
        .order_by_asc(rata::Column::Numero)
        .all(tx)
        .await?;
    Ok((piano, sua, rate))
}
