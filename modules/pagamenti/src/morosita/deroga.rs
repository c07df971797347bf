//! Exceptions to the block of new enrolments, which an office grants and takes back.

use campanella_anagrafe::{FamigliaAutorizzata, FamigliaId};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::DerogaId;
use crate::entities::deroga_blocco::{self, Column, Entity};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;

/// Una deroga al blocco delle nuove iscrizioni.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Deroga {
    /// La chiave.
    pub id: DerogaId,
    /// L'ultimo giorno in cui vale.
    pub fino_al: Giorno,
    /// Perché.
    pub motivo: String,
    /// Chi l'ha concessa.
    pub concessa_da: String,
    /// Quando.
    pub concessa_il: Istante,
    /// Perché è stata revocata.
    pub revocata_per: Option<String>,
}

/// The exceptions granted to `famiglia`, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn deroghe(ctx: &Ctx, famiglia: &FamigliaAutorizzata) -> Result<Vec<Deroga>, Errore> {
    let righe = Entity::find()
        .filter(Column::FamigliaId.eq(famiglia.famiglia.id))
        .order_by_desc(Column::Id)
        .all(ctx.db())
        .await?;
    let deroga = |d: deroga_blocco::Model| Deroga {
        id: d.id,
        fino_al: d.fino_al,
        motivo: d.motivo,
        concessa_da: d.concessa_da,
        concessa_il: d.concessa_il,
        revocata_per: d.revocata_per,
    };
    Ok(righe.into_iter().map(deroga).collect())
}

/// Whether `famiglia` may enrol today although it owes.
pub(super) async fn in_deroga(ctx: &Ctx, famiglia: FamigliaId) -> Result<bool, Errore> {
    let valide = Entity::find()
        .filter(Column::FamigliaId.eq(famiglia))
        .filter(Column::RevocataIl.is_null())
        .filter(Column::FinoAl.gte(ctx.oggi()))
        .count(ctx.db())
        .await?;
    Ok(valide > 0)
}

/// Lets `famiglia` enrol until `fino_al` although it owes, because of `motivo`.
///
/// # Errors
/// A day that went by, a missing reason.
pub async fn concedi_deroga(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    fino_al: Giorno,
    motivo: &str,
) -> Result<DerogaId, Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    if fino_al < ctx.oggi() {
        return Err(Rifiuto::dato("finoAl", "il giorno è già passato").into());
    }
    let id = famiglia.famiglia.id;
    let tx = ctx.begin().await?;
    let riga = deroga_blocco::ActiveModel {
        famiglia_id: Set(id),
        fino_al: Set(fino_al),
        motivo: Set(motivo.clone()),
        concessa_da: Set(ctx.actor().descrizione()),
        concessa_il: Set(ctx.now()),
        revocata_per: Set(None),
        revocata_il: Set(None),
        ..Default::default()
    };
    let riga = riga.insert(&tx).await?;
    let dettaglio = json!({ "deroga": riga.id, "finoAl": fino_al, "motivo": motivo });
    audit::record(
        ctx,
        &tx,
        "concediDeroga",
        "famiglia",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(riga.id)
}

/// Takes an exception back, because of `motivo`.
///
/// # Errors
/// [`Rifiuto::NonTrovato`], also for one that was taken back.
pub async fn revoca_deroga(ctx: &Ctx, id: DerogaId, motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let riga = Entity::find_by_id(id)
        .filter(Column::RevocataIl.is_null())
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Deroga"))?;
    let famiglia = riga.famiglia_id;
    let mut revocata = riga.into_active_model();
    revocata.revocata_per = Set(Some(motivo.clone()));
    revocata.revocata_il = Set(Some(ctx.now()));
    revocata.update(&tx).await?;
    let dettaglio = json!({ "deroga": id, "motivo": motivo });
    audit::record(
        ctx,
        &tx,
        "revocaDeroga",
        "famiglia",
        Some(famiglia.key()),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
