//! The accounts of the store, opened when something is first posted to them.

use std::collections::{BTreeSet, HashMap};

use campanella_kernel::Scope;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, TryInsertResult};

use crate::ContoId;
use crate::conto::Conto;
use crate::entities::conto;

/// Keys in one statement: below the bound parameters that any of the stores takes.
pub(crate) const RIGHE: usize = 1000;

/// The keys of `chiesti`, opened where they are not yet: two statements for each thousand, three
/// when some are new.
///
/// # Errors
/// When the store fails.
pub async fn conti(
    scope: &Scope,
    db: &impl ConnectionTrait,
    chiesti: impl IntoIterator<Item = Conto>,
) -> Result<HashMap<Conto, ContoId>, DbErr> {
    let chiesti: Vec<Conto> = chiesti
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut trovati = esistenti(db, &chiesti).await?;
    let nuovi: Vec<Conto> = chiesti
        .into_iter()
        .filter(|c| !trovati.contains_key(c))
        .collect();
    for alcuni in nuovi.chunks(RIGHE) {
        let righe = alcuni.iter().map(|c| conto::ActiveModel {
            chiave: Set(c.to_string()),
            scopo: Set(c.scopo),
            famiglia_id: Set(c.famiglia),
            servizio: Set(c.servizio),
            aperto_il: Set(scope.now()),
            ..Default::default()
        });
        // Another transaction may open the same one.
        let _: TryInsertResult<_> = conto::Entity::insert_many(righe)
            .on_conflict_do_nothing_on([conto::Column::Chiave])
            .exec_without_returning(db)
            .await?;
    }
    trovati.extend(esistenti(db, &nuovi).await?);
    Ok(trovati)
}

/// The account, if anything was ever posted to it.
///
/// # Errors
/// When the store fails.
pub async fn conto_esistente(
    db: &impl ConnectionTrait,
    conto: Conto,
) -> Result<Option<ContoId>, DbErr> {
    Ok(esistenti(db, &[conto]).await?.remove(&conto))
}

/// Those of `chiesti` that are open.
pub(crate) async fn esistenti(
    db: &impl ConnectionTrait,
    chiesti: &[Conto],
) -> Result<HashMap<Conto, ContoId>, DbErr> {
    let mut trovati = HashMap::with_capacity(chiesti.len());
    for alcuni in chiesti.chunks(RIGHE) {
        let righe = conto::Entity::find()
            .filter(conto::Column::Chiave.is_in(alcuni.iter().map(ToString::to_string)))
            .all(db)
            .await?;
        trovati.extend(righe.into_iter().map(|r| (r.conto(), r.id)));
    }
    Ok(trovati)
}
