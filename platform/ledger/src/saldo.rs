//! Balances: what the last closed period left, and what moved since.

use std::collections::HashMap;

use campanella_kernel::{Giorno, Importo, Servizio};
use sea_orm::sea_query::{Expr, ExprTrait, Func, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::ContoId;
use crate::conti::{RIGHE, esistenti};
use crate::conto::{Conto, Scopo};
use crate::entities::{conto, movimento, periodo_chiuso, saldo_periodo};

/// The balance of `conto` now, as people read it ([`Scopo::leggibile`](crate::Scopo::leggibile)).
///
/// # Errors
/// When the store fails.
pub async fn saldo(db: &impl ConnectionTrait, conto: Conto) -> Result<Importo, DbErr> {
    Ok(saldi(db, &[conto])
        .await?
        .remove(&conto)
        .unwrap_or(Importo::ZERO))
}

/// The balances of `conti` now, as people read them: five statements for each thousand.
///
/// # Errors
/// When the store fails.
pub async fn saldi(
    db: &impl ConnectionTrait,
    conti: &[Conto],
) -> Result<HashMap<Conto, Importo>, DbErr> {
    let ids = esistenti(db, conti).await?;
    let chiavi: Vec<ContoId> = ids.values().copied().collect();
    let saldi = saldi_al(db, &chiavi, None).await?;
    let leggibile = |conto: Conto, id: ContoId| {
        let saldo = saldi.get(&id).copied().unwrap_or(Importo::ZERO);
        (conto, conto.scopo.leggibile(saldo))
    };
    Ok(ids.into_iter().map(|(c, id)| leggibile(c, id)).collect())
}

/// Dare less avere of each of `conti` at the end of `al`, or now.
///
/// # Errors
/// When the store fails.
pub async fn saldi_al(
    db: &impl ConnectionTrait,
    conti: &[ContoId],
    al: Option<Giorno>,
) -> Result<HashMap<ContoId, Importo>, DbErr> {
    let mut saldi: HashMap<ContoId, Importo> = HashMap::with_capacity(conti.len());
    let mut chiusi = periodo_chiuso::Entity::find().order_by_desc(periodo_chiuso::Column::Al);
    if let Some(al) = al {
        chiusi = chiusi.filter(periodo_chiuso::Column::Al.lte(al));
    }
    let chiuso = chiusi.one(db).await?;
    for alcuni in conti.chunks(RIGHE) {
        if let Some(chiuso) = &chiuso {
            let fermi = saldo_periodo::Entity::find()
                .filter(saldo_periodo::Column::PeriodoId.eq(chiuso.id))
                .filter(saldo_periodo::Column::ContoId.is_in(alcuni.iter().copied()))
                .all(db)
                .await?;
            saldi.extend(fermi.into_iter().map(|s| (s.conto_id, s.saldo)));
        }
        let dopo = chiuso.as_ref().map(|c| c.al);
        for (lato, segno) in [
            (movimento::Column::DareId, 1),
            (movimento::Column::AvereId, -1),
        ] {
            for (id, somma) in somme(db, lato, Some(alcuni), (dopo, al)).await? {
                let saldo = saldi.entry(id).or_default();
                *saldo = *saldo + Importo::from_cents(segno * somma);
            }
        }
    }
    Ok(saldi)
}

/// The sum of the movements by the account on one side, after a day and up to another.
pub(crate) async fn somme(
    db: &impl ConnectionTrait,
    lato: movimento::Column,
    conti: Option<&[ContoId]>,
    (dopo, al): (Option<Giorno>, Option<Giorno>),
) -> Result<Vec<(ContoId, i64)>, DbErr> {
    // PostgreSQL adds big integers up to a numeric.
    let somma = Func::sum(Expr::col(movimento::Column::Importo)).cast_as("bigint");
    let mut select = movimento::Entity::find()
        .select_only()
        .column(lato)
        .column_as(somma, "somma")
        .group_by(lato);
    if let Some(conti) = conti {
        select = select.filter(lato.is_in(conti.iter().copied()));
    }
    if let Some(dopo) = dopo {
        select = select.filter(movimento::Column::Giorno.gt(dopo));
    }
    if let Some(al) = al {
        select = select.filter(movimento::Column::Giorno.lte(al));
    }
    select.into_tuple().all(db).await
}

/// Whether anything moved from `dal` to `al` on the accounts of `scopo` for `servizio`.
///
/// # Errors
/// When the store fails.
pub async fn movimentati(
    db: &impl ConnectionTrait,
    (scopo, servizio): (Scopo, Servizio),
    (dal, al): (Giorno, Giorno),
) -> Result<bool, DbErr> {
    let conti = conto::Entity::find()
        .select_only()
        .column(conto::Column::Id)
        .filter(conto::Column::Scopo.eq(scopo))
        .filter(conto::Column::Servizio.eq(servizio))
        .into_query();
    let loro = Condition::any()
        .add(movimento::Column::DareId.in_subquery(conti.clone()))
        .add(movimento::Column::AvereId.in_subquery(conti));
    let uno = movimento::Entity::find()
        .filter(movimento::Column::Giorno.between(dal, al))
        .filter(loro)
        .one(db)
        .await?;
    Ok(uno.is_some())
}

/// Waits until nobody else decides on the balances of `conti`, and keeps them out until the end of
/// the transaction: what is read afterwards still holds when it is spent. They are taken in the
/// order of their keys, so that two who take several do not wait in a circle. On SQLite a
/// transaction that writes is alone anyway.
///
/// # Errors
/// When the store fails.
pub async fn riserva(
    tx: &DatabaseTransaction,
    conti: impl IntoIterator<Item = ContoId>,
) -> Result<(), DbErr> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let mut chiavi: Vec<ContoId> = conti.into_iter().collect();
    chiavi.sort_unstable();
    for alcune in chiavi.chunks(RIGHE) {
        conto::Entity::find()
            .select_only()
            .column(conto::Column::Id)
            .filter(conto::Column::Id.is_in(alcune.iter().copied()))
            .order_by_asc(conto::Column::Id)
            .lock(LockType::NoKeyUpdate)
            .into_tuple::<ContoId>()
            .all(tx)
            .await?;
    }
    Ok(())
}
