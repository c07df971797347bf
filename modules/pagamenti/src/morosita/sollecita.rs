//! An office asks that the reminders that are due be sent.

use campanella_kernel::jobs::enqueue;
use campanella_kernel::{Ctx, Servizio, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use super::lavoro::{prefisso, prossimo};
use super::scadute::scadute;
use crate::entities::invio_solleciti::{self, StatoInvio};
use crate::entities::retta;
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::ripresa::riprendi;
use crate::{InvioId, turno};

/// Sends the reminders of `servizio` that the regulation wants sent today: jobs go through the
/// overdue instalments. A sending at which the program stopped goes on first.
///
/// # Errors
/// [`Errore::InvioInCorso`].
pub async fn sollecita(ctx: &Ctx, servizio: Servizio) -> Result<InvioId, Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, servizio).await?;
    let in_corso = invio_solleciti::Entity::find()
        .filter(invio_solleciti::Column::Servizio.eq(servizio))
        .filter(invio_solleciti::Column::Stato.eq(StatoInvio::InCorso))
        .one(&tx)
        .await?;
    if let Some(invio) = in_corso {
        let prossimo = prossimo(ctx, &invio)?;
        if !riprendi(ctx, &tx, &prefisso(invio.id), prossimo).await? {
            return Err(Errore::InvioInCorso);
        }
        let key = Some(invio.id.key());
        audit::record(
            ctx,
            &tx,
            "riprendiSolleciti",
            "invio_solleciti",
            key,
            json!({}),
        )
        .await?;
        tx.commit().await?;
        ctx.wake_jobs(ctx.now());
        return Ok(invio.id);
    }
    let rate = scadute(ctx.oggi())
        .filter(retta::Column::Servizio.eq(servizio))
        .count(&tx)
        .await?;
    let invio = invio_solleciti::ActiveModel {
        servizio: Set(servizio),
        giorno: Set(ctx.oggi()),
        stato: Set(StatoInvio::InCorso),
        rate: Set(i64::try_from(rate).unwrap_or(i64::MAX)),
        fatte: Set(0),
        inviati: Set(0),
        da_verificare: Set(0),
        ultima: Set(0),
        chiesto_da: Set(ctx.actor().descrizione()),
        chiesto_il: Set(ctx.now()),
        finito_il: Set(None),
        ..Default::default()
    };
    let invio = invio.insert(&tx).await?;
    let dettaglio = json!({ "servizio": servizio, "rate": rate });
    let key = Some(invio.id.key());
    audit::record(ctx, &tx, "sollecita", "invio_solleciti", key, dettaglio).await?;
    enqueue(ctx, &tx, prossimo(ctx, &invio)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(invio.id)
}
