//! What an office does about a reminder that was sent: notes when it was received, cancels it.

use campanella_kernel::{Ctx, Giorno, Rifiuto, audit};
use campanella_ledger::storna;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::scadute::Oneri;
use super::varia_rata::{ferma, togli};
use crate::SollecitoId;
use crate::entities::{rata, retta, sollecito};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;

/// The reminder `id`, not cancelled, while nobody else pays or changes its instalment.
async fn valido(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    id: SollecitoId,
) -> Result<(sollecito::Model, rata::Model, retta::Model), Errore> {
    let cerca = || sollecito::Entity::find_by_id(id);
    let non_trovato = || Rifiuto::NonTrovato("Sollecito");
    let prima = cerca().one(tx).await?.ok_or_else(non_trovato)?;
    let (rata, retta) = ferma(ctx, tx, prima.rata_id).await?;
    let sollecito = cerca().one(tx).await?.ok_or_else(non_trovato)?;
    if sollecito.annullato_il.is_some() {
        return Err(Errore::SollecitoAnnullato);
    }
    Ok((sollecito, rata, retta))
}

/// Notes that the family received the reminder on `giorno`: the regulation may count from there.
///
/// # Errors
/// [`Errore::SollecitoAnnullato`], [`Rifiuto::NonTrovato`]; a day to come, or before it was sent.
pub async fn segna_ricevuto(ctx: &Ctx, id: SollecitoId, giorno: Giorno) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let tx = ctx.begin().await?;
    let (sollecito, ..) = valido(ctx, &tx, id).await?;
    if giorno > ctx.oggi() || giorno < sollecito.inviato {
        let perche = format!("dal {} a oggi", sollecito.inviato);
        return Err(Rifiuto::dato("giorno", perche).into());
    }
    let mut riga = sollecito.into_active_model();
    riga.ricevuto = Set(Some(giorno));
    riga.update(&tx).await?;
    let dettaglio = json!({ "giorno": giorno });
    let key = Some(id.key());
    audit::record(ctx, &tx, "segnaRicevuto", "sollecito", key, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

/// Cancels a reminder, because of `motivo`: its late fee and expenses are no longer due.
///
/// # Errors
/// [`Errore::SollecitoAnnullato`], [`Errore::OneriPagati`], [`Rifiuto::NonTrovato`].
pub async fn annulla_sollecito(ctx: &Ctx, id: SollecitoId, motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let (sollecito, rata, retta) = valido(ctx, &tx, id).await?;
    let oneri = Oneri {
        penale: sollecito.penale,
        spese: sollecito.spese,
    };
    if let Some(scrittura) = sollecito.scrittura_id {
        togli(&tx, (&retta, &rata), oneri, (&sollecito.titolo, &motivo)).await?;
        storna(ctx, &tx, scrittura, &motivo).await?;
    }
    let mut riga = sollecito.into_active_model();
    riga.annullato_per = Set(Some(motivo.clone()));
    riga.annullato_il = Set(Some(ctx.now()));
    riga.update(&tx).await?;
    let dettaglio = json!({ "oneri": oneri.somma(), "motivo": motivo });
    let key = Some(id.key());
    audit::record(ctx, &tx, "annullaSollecito", "sollecito", key, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}
