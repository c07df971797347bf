//! Undoing an entry by another.

use campanella_kernel::{Ctx, InternalError, Rifiuto};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::ScritturaId;
use crate::causa::{Causa, TipoCausa};
use crate::entities::{conto, movimento, scrittura};
use crate::errore::Errore;
use crate::registra::posta;
use crate::scrittura::{NuovaScrittura, Trasferimento};

/// Undoes the entry `id` because of `motivo`, with an entry of today: that of the past stays.
/// An entry is undone once.
///
/// # Errors
/// [`Errore::GiaStornata`], [`Errore::StornoDiStorno`], [`Rifiuto::NonTrovato`].
pub async fn storna(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    id: ScritturaId,
    motivo: &str,
) -> Result<ScritturaId, Errore> {
    let originale = scrittura::Entity::find_by_id(id)
        .one(tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Scrittura"))?;
    if originale.storna.is_some() {
        return Err(Errore::StornoDiStorno);
    }
    let gia = scrittura::Entity::find()
        .filter(scrittura::Column::Storna.eq(id))
        .one(tx)
        .await?;
    if gia.is_some() {
        return Err(Errore::GiaStornata);
    }
    let inverse = inverse(tx, id).await?;
    let mut inverse = inverse.into_iter();
    let prima = inverse
        .next()
        .ok_or_else(|| InternalError::new("an entry without movements"))?;
    let descrizione = format!("Storno: {} ({motivo})", originale.descrizione);
    let mut nuova = NuovaScrittura::nuova(
        format!("storno:{id}"),
        Causa::nuova(TipoCausa::Storno, id),
        descrizione,
        ctx.oggi(),
        prima,
    );
    for altra in inverse {
        nuova = nuova.con(altra)?;
    }
    let ids = posta(ctx, tx, std::slice::from_ref(&nuova), Some(id)).await?;
    ids.first()
        .copied()
        .ok_or_else(|| InternalError::new("an entry was not posted").into())
}

async fn inverse(tx: &DatabaseTransaction, id: ScritturaId) -> Result<Vec<Trasferimento>, Errore> {
    let movimenti = movimento::Entity::find()
        .filter(movimento::Column::ScritturaId.eq(id))
        .order_by_asc(movimento::Column::Id)
        .all(tx)
        .await?;
    let toccati = movimenti.iter().flat_map(|m| [m.dare_id, m.avere_id]);
    let conti = conto::Entity::find()
        .filter(conto::Column::Id.is_in(toccati))
        .all(tx)
        .await?;
    let conto = |id| {
        conti
            .iter()
            .find(|c| c.id == id)
            .map(conto::Model::conto)
            .ok_or_else(|| InternalError::new("a movement without account"))
    };
    movimenti
        .iter()
        .map(|m| {
            let mosso = Trasferimento::nuovo(conto(m.dare_id)?, conto(m.avere_id)?, m.importo)?;
            Ok::<_, Errore>(mosso.inverso())
        })
        .collect()
}
