//! What an office decides on a run: to confirm it, to throw it away, to leave a family out.

use campanella_kernel::jobs::enqueue;
use campanella_kernel::{Ctx, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use serde_json::json;

use super::lavoro;
use crate::entities::emissione::{self, StatoEmissione};
use crate::entities::retta::{self, StatoRetta};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::ripresa::riprendi;
use crate::{EmissioneId, RettaId, turno};

/// The run `id`, while nobody else goes on with it.
async fn trova(tx: &DatabaseTransaction, id: EmissioneId) -> Result<emissione::Model, Errore> {
    let cerca = || emissione::Entity::find_by_id(id);
    let non_trovata = || Rifiuto::NonTrovato("Emissione");
    let prima = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    turno::del_servizio(tx, prima.servizio).await?;
    Ok(cerca().one(tx).await?.ok_or_else(non_trovata)?)
}

/// Goes on with a run at which the program stopped: nothing where it is still at work.
///
/// # Errors
/// [`Errore::StatoEmissione`] for one that waits for the office, or is over.
pub async fn riprendi_emissione(ctx: &Ctx, id: EmissioneId) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let tx = ctx.begin().await?;
    let riga = trova(&tx, id).await?;
    if !riga.stato.al_lavoro() {
        return Err(Errore::StatoEmissione(riga.stato.parole()));
    }
    let prossimo = lavoro::prossimo(ctx, &riga)?;
    if riprendi(ctx, &tx, &lavoro::prefisso(id), prossimo).await? {
        let key = Some(id.key());
        audit::record(ctx, &tx, "riprendiEmissione", "emissione", key, json!({})).await?;
        tx.commit().await?;
        ctx.wake_jobs(ctx.now());
    }
    Ok(())
}

/// Confirms a run that was looked at: jobs issue its bills.
///
/// # Errors
/// [`Errore::StatoEmissione`], [`Rifiuto::NonTrovato`]; [`Errore::ScadenzePassate`] when it was
/// looked at for so long that its first instalment would be overdue.
pub async fn conferma_emissione(ctx: &Ctx, id: EmissioneId) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let tx = ctx.begin().await?;
    let riga = trova(&tx, id).await?;
    if riga.stato != StatoEmissione::InAnteprima {
        return Err(Errore::StatoEmissione(riga.stato.parole()));
    }
    if riga.scadenze.0.iter().any(|s| *s < ctx.oggi()) {
        return Err(Errore::ScadenzePassate);
    }
    let bozze = retta::Entity::find()
        .filter(retta::Column::EmissioneId.eq(id))
        .filter(retta::Column::Stato.eq(StatoRetta::Bozza))
        .count(&tx)
        .await?;
    let mut riga = riga.into_active_model();
    riga.stato = Set(StatoEmissione::InConferma);
    riga.famiglie = Set(i64::try_from(bozze).unwrap_or(i64::MAX));
    riga.fatte = Set(0);
    riga.ultima = Set(0);
    riga.confermata_da = Set(Some(ctx.actor().descrizione()));
    riga.confermata_il = Set(Some(ctx.now()));
    let riga = riga.update(&tx).await?;
    let dettaglio = json!({ "rette": bozze });
    audit::record(
        ctx,
        &tx,
        "confermaEmissione",
        "emissione",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    enqueue(ctx, &tx, lavoro::prossimo(ctx, &riga)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Throws a run away that was not confirmed.
///
/// # Errors
/// [`Errore::StatoEmissione`], [`Rifiuto::NonTrovato`].
pub async fn scarta_emissione(ctx: &Ctx, id: EmissioneId) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let tx = ctx.begin().await?;
    let riga = trova(&tx, id).await?;
    let aperta = [StatoEmissione::InPreparazione, StatoEmissione::InAnteprima];
    if !aperta.contains(&riga.stato) {
        return Err(Errore::StatoEmissione(riga.stato.parole()));
    }
    let mut riga = riga.into_active_model();
    riga.stato = Set(StatoEmissione::Scartata);
    riga.finita_il = Set(Some(ctx.now()));
    riga.update(&tx).await?;
    audit::record(
        ctx,
        &tx,
        "scartaEmissione",
        "emissione",
        Some(id.key()),
        json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Leaves a bill out of a run that was not confirmed yet, because of `motivo`.
///
/// # Errors
/// [`Errore::StatoRetta`], [`Errore::StatoEmissione`], [`Rifiuto::NonTrovato`].
pub async fn escludi_retta(ctx: &Ctx, id: RettaId, motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let retta = retta::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Retta"))?;
    let emissione = trova(&tx, retta.emissione_id).await?;
    if emissione.stato != StatoEmissione::InAnteprima {
        return Err(Errore::StatoEmissione(emissione.stato.parole()));
    }
    if retta.stato != StatoRetta::Bozza {
        return Err(Errore::StatoRetta(retta.stato.parole()));
    }
    let mut retta = retta.into_active_model();
    retta.stato = Set(StatoRetta::Esclusa);
    retta.motivo = Set(Some(motivo.clone()));
    retta.update(&tx).await?;
    let dettaglio = json!({ "motivo": motivo });
    audit::record(ctx, &tx, "escludiRetta", "retta", Some(id.key()), dettaglio).await?;
    tx.commit().await?;
    Ok(())
}
