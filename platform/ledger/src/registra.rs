//! Posting entries.

use std::collections::HashMap;

use campanella_kernel::{Ctx, InternalError};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::ScritturaId;
use crate::chiudi_periodo::ultimo_chiuso;
use crate::conti::{RIGHE, conti, esistenti};
use crate::conto::Conto;
use crate::entities::{movimento, scrittura};
use crate::errore::Errore;
use crate::scrittura::NuovaScrittura;

/// Posts an entry within the transaction of the act that causes it; the key of the entry, also
/// when it was posted before.
///
/// # Errors
/// [`Errore::PeriodoChiuso`], [`Errore::ChiaveRiusata`].
pub async fn registra(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    nuova: &NuovaScrittura,
) -> Result<ScritturaId, Errore> {
    let ids = registra_molte(ctx, tx, std::slice::from_ref(nuova)).await?;
    ids.first()
        .copied()
        .ok_or_else(|| InternalError::new("an entry was not posted").into())
}

/// Whether `nuova` was posted before: then whoever asks again has nothing more to do.
///
/// # Errors
/// [`Errore::ChiaveRiusata`] when its key was another entry's.
pub async fn gia_registrata(
    tx: &DatabaseTransaction,
    nuova: &NuovaScrittura,
) -> Result<bool, Errore> {
    let prima = per_chiave(tx, std::slice::from_ref(nuova)).await?;
    let Some(gia) = prima.get(&nuova.chiave) else {
        return Ok(false);
    };
    sono_le_stesse(tx, &[(gia, nuova)]).await?;
    Ok(true)
}

/// Posts many entries, in the order given: a few statements for each thousand.
///
/// # Errors
/// As [`registra`]; then none is posted that the transaction does not roll back.
pub async fn registra_molte(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    nuove: &[NuovaScrittura],
) -> Result<Vec<ScritturaId>, Errore> {
    posta(ctx, tx, nuove, None).await
}

/// Posts `nuove`, as the undoing of `storna` if that is given.
pub(crate) async fn posta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    nuove: &[NuovaScrittura],
    storna: Option<ScritturaId>,
) -> Result<Vec<ScritturaId>, Errore> {
    let mut ids = Vec::with_capacity(nuove.len());
    for alcune in nuove.chunks(RIGHE) {
        ids.extend(posta_alcune(ctx, tx, alcune, storna).await?);
    }
    Ok(ids)
}

async fn posta_alcune(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    nuove: &[NuovaScrittura],
    storna: Option<ScritturaId>,
) -> Result<Vec<ScritturaId>, Errore> {
    let prima = per_chiave(tx, nuove).await?;
    let mut da_postare: Vec<&NuovaScrittura> = Vec::with_capacity(nuove.len());
    let mut ripetute = Vec::new();
    for nuova in nuove {
        match prima.get(&nuova.chiave) {
            Some(gia) => ripetute.push((gia, nuova)),
            None => da_postare.push(nuova),
        }
    }
    sono_le_stesse(tx, &ripetute).await?;
    if let Some(chiuso) = ultimo_chiuso(tx).await?
        && da_postare.iter().any(|n| n.giorno <= chiuso)
    {
        return Err(Errore::PeriodoChiuso(chiuso));
    }
    if !da_postare.is_empty() {
        let righe = da_postare.iter().map(|n| riga(ctx, n, storna));
        scrittura::Entity::insert_many(righe)
            .exec_without_returning(tx)
            .await?;
    }
    let scritte = per_chiave(tx, nuove).await?;
    let id = |n: &NuovaScrittura| {
        scritte
            .get(&n.chiave)
            .map(|s| s.id)
            .ok_or_else(|| InternalError::new("an entry was not posted"))
    };
    movimenti(ctx, tx, &da_postare, &id).await?;
    nuove.iter().map(|n| id(n).map_err(Errore::from)).collect()
}

async fn per_chiave(
    tx: &DatabaseTransaction,
    nuove: &[NuovaScrittura],
) -> Result<HashMap<String, scrittura::Model>, DbErr> {
    let righe = scrittura::Entity::find()
        .filter(scrittura::Column::Chiave.is_in(nuove.iter().map(|n| n.chiave.as_str())))
        .all(tx)
        .await?;
    Ok(righe.into_iter().map(|s| (s.chiave.clone(), s)).collect())
}

/// Asked again with the same key: the same cause, and the same money between the same accounts.
/// The day may differ, when the first answer was lost before midnight.
async fn sono_le_stesse(
    tx: &DatabaseTransaction,
    ripetute: &[(&scrittura::Model, &NuovaScrittura)],
) -> Result<(), Errore> {
    if ripetute.is_empty() {
        return Ok(());
    }
    let movimenti = ripetute.iter().flat_map(|(_, nuova)| &nuova.movimenti);
    let chiesti: Vec<Conto> = movimenti.flat_map(|m| [m.dare(), m.avere()]).collect();
    let conti = esistenti(tx, &chiesti).await?;
    let righe = movimento::Entity::find()
        .filter(movimento::Column::ScritturaId.is_in(ripetute.iter().map(|(gia, _)| gia.id)))
        .order_by_asc(movimento::Column::Id)
        .all(tx)
        .await?;
    let mut mossi: HashMap<ScritturaId, Vec<_>> = HashMap::new();
    for r in righe {
        let mosso = (Some(r.dare_id), Some(r.avere_id), r.importo);
        mossi.entry(r.scrittura_id).or_default().push(mosso);
    }
    let conto = |c: Conto| conti.get(&c).copied();
    let e_la_stessa = |(gia, nuova): &(&scrittura::Model, &NuovaScrittura)| {
        let muove = nuova.movimenti.iter();
        let muove = muove.map(|m| (conto(m.dare()), conto(m.avere()), m.importo()));
        gia.causa == nuova.causa.tipo()
            && gia.riferimento == nuova.causa.riferimento()
            && mossi
                .get(&gia.id)
                .is_some_and(|m| m.iter().copied().eq(muove))
    };
    if ripetute.iter().all(e_la_stessa) {
        Ok(())
    } else {
        Err(Errore::ChiaveRiusata)
    }
}

fn riga(ctx: &Ctx, nuova: &NuovaScrittura, storna: Option<ScritturaId>) -> scrittura::ActiveModel {
    scrittura::ActiveModel {
        chiave: Set(nuova.chiave.clone()),
        causa: Set(nuova.causa.tipo()),
        riferimento: Set(nuova.causa.riferimento().to_owned()),
        descrizione: Set(nuova.descrizione.clone()),
        giorno: Set(nuova.giorno),
        totale: Set(nuova.totale),
        storna: Set(storna),
        registrata_da: Set(ctx.actor().descrizione()),
        registrata_il: Set(ctx.now()),
        correlazione: Set(ctx.correlation().to_owned()),
        ..Default::default()
    }
}

async fn movimenti(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    nuove: &[&NuovaScrittura],
    id: &impl Fn(&NuovaScrittura) -> Result<ScritturaId, InternalError>,
) -> Result<(), Errore> {
    let tutti = || nuove.iter().flat_map(|n| n.movimenti.iter());
    let conti = conti(ctx, tx, tutti().flat_map(|m| [m.dare(), m.avere()])).await?;
    let aperto = |conto| {
        conti
            .get(&conto)
            .copied()
            .ok_or_else(|| InternalError::new("an account was not opened"))
    };
    let mut righe = Vec::new();
    for nuova in nuove {
        for m in &nuova.movimenti {
            righe.push(movimento::ActiveModel {
                scrittura_id: Set(id(nuova)?),
                giorno: Set(nuova.giorno),
                dare_id: Set(aperto(m.dare())?),
                avere_id: Set(aperto(m.avere())?),
                importo: Set(m.importo()),
                ..Default::default()
            });
        }
    }
    for alcune in righe.chunks(RIGHE) {
        movimento::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
