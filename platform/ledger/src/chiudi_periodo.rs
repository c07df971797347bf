//! Closing a period: what is in it stays as it is.

use std::collections::BTreeMap;

use campanella_kernel::{Ctx, Giorno, Importo, Permission, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryOrder};
use serde_json::json;

use crate::ContoId;
use crate::conti::RIGHE;
use crate::entities::{movimento, periodo_chiuso, saldo_periodo};
use crate::errore::Errore;
use crate::saldo::somme;

/// The last day of the last closed period.
///
/// # Errors
/// When the store fails.
pub async fn ultimo_chiuso(db: &impl ConnectionTrait) -> Result<Option<Giorno>, DbErr> {
    let ultimo = periodo_chiuso::Entity::find()
        .order_by_desc(periodo_chiuso::Column::Al)
        .one(db)
        .await?;
    Ok(ultimo.map(|p| p.al))
}

/// Closes the books up to `al`, and keeps the balance of every account at its end.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without `permission` on every building; a day that has not passed yet,
/// or is closed already.
pub async fn chiudi_periodo(ctx: &Ctx, permission: Permission, al: Giorno) -> Result<(), Errore> {
    ctx.tutto_il_comune(permission)?;
    if al >= ctx.oggi() {
        return Err(Rifiuto::dato("al", "si chiude un periodo già passato: fino a ieri").into());
    }
    let tx = ctx.begin().await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        // Entries that are being posted end before, others wait and find the period closed.
        tx.execute_unprepared("LOCK TABLE scrittura IN SHARE ROW EXCLUSIVE MODE")
            .await?;
    }
    if let Some(chiuso) = ultimo_chiuso(&tx).await?
        && al <= chiuso
    {
        return Err(Errore::PeriodoChiuso(chiuso));
    }
    let mut saldi: BTreeMap<ContoId, Importo> = BTreeMap::new();
    for (lato, segno) in [
        (movimento::Column::DareId, 1),
        (movimento::Column::AvereId, -1),
    ] {
        for (conto, somma) in somme(&tx, lato, None, (None, Some(al))).await? {
            let saldo = saldi.entry(conto).or_default();
            *saldo = *saldo + Importo::from_cents(segno * somma);
        }
    }
    let periodo = periodo_chiuso::ActiveModel {
        al: Set(al),
        chiuso_da: Set(ctx.actor().descrizione()),
        chiuso_il: Set(ctx.now()),
        ..Default::default()
    };
    let periodo = periodo.insert(&tx).await?;
    let righe: Vec<_> = saldi
        .iter()
        .map(|(conto, saldo)| saldo_periodo::ActiveModel {
            periodo_id: Set(periodo.id),
            conto_id: Set(*conto),
            saldo: Set(*saldo),
            ..Default::default()
        })
        .collect();
    for alcune in righe.chunks(RIGHE) {
        saldo_periodo::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(&tx)
            .await?;
    }
    let dettaglio = json!({ "al": al, "conti": saldi.len() });
    audit::record(
        ctx,
        &tx,
        "chiudiPeriodo",
        "periodo",
        Some(periodo.id),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
