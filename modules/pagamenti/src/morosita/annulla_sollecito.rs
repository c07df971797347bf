//! What an office does about a reminder that was sent: notes when it was received, cancels it.

use campanella_kernel::{Ctx, Giorno, Importo, Rifiuto, audit};
use campanella_ledger::storna;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::scadute::Oneri;
use super::varia_rata::{aggiungi_righe, righe_di};
use crate::credito_disponibile::blocca;
use crate::entities::{affidamento, rata, retta, sollecito};
use crate::errore::Errore;
use crate::gestione::credito;
use crate::incassa::pagato;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::{RataId, SollecitoId};

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

/// An instalment and its bill, while nobody else pays or changes them.
pub(super) async fn ferma(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    id: RataId,
) -> Result<(rata::Model, retta::Model), Errore> {
    let non_trovata = || Rifiuto::NonTrovato("Rata");
    let cerca = || rata::Entity::find_by_id(id).find_also_related(retta::Entity);
    let (_, retta) = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    let retta = retta.ok_or_else(non_trovata)?;
    blocca(ctx, tx, credito(retta.famiglia_id, retta.servizio)).await?;
    let (rata, retta) = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    Ok((rata, retta.ok_or_else(non_trovata)?))
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

/// With a bill that is cancelled go its reminders, and its instalments leave the list for coercive
/// collection: their entries are undone with those of the bill.
pub(crate) async fn annulla_con_la_retta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    rate: &[rata::Model],
    motivo: &str,
) -> Result<(), Errore> {
    let ids = || rate.iter().map(|r| r.id);
    sollecito::Entity::update_many()
        .col_expr(sollecito::Column::AnnullatoPer, Expr::value(motivo))
        .col_expr(sollecito::Column::AnnullatoIl, Expr::value(ctx.now()))
        .filter(sollecito::Column::RataId.is_in(ids()))
        .filter(sollecito::Column::AnnullatoIl.is_null())
        .exec(tx)
        .await?;
    affidamento::Entity::update_many()
        .col_expr(affidamento::Column::RitiratoPer, Expr::value(motivo))
        .col_expr(affidamento::Column::RitiratoIl, Expr::value(ctx.now()))
        .filter(affidamento::Column::RataId.is_in(ids()))
        .filter(affidamento::Column::RitiratoIl.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes `oneri` off the instalment again; whoever calls it keeps others out and undoes their entry.
pub(super) async fn togli(
    tx: &DatabaseTransaction,
    (retta, rata): (&retta::Model, &rata::Model),
    oneri: Oneri,
    (titolo, motivo): (&str, &str),
) -> Result<(), Errore> {
    let resta = rata.importo - pagato(tx, &[rata.id]).await?;
    if resta < oneri.somma() {
        return Err(Errore::OneriPagati);
    }
    let titolo = format!("{titolo}, annullato: {motivo}");
    let righe = righe_di(oneri, &titolo, None, std::ops::Neg::neg);
    if oneri.somma() > Importo::ZERO {
        aggiungi_righe(tx, (retta, rata), righe).await?;
    }
    Ok(())
}
