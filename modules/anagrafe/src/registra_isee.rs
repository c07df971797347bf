//! ISEE attestations, entered by the office.

use campanella_kernel::{Ctx, Giorno, GraphqlInput, Importo, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::FamigliaId;
use crate::entities::famiglia;
use crate::entities::isee::{self, TipoIsee};
use crate::errore::Errore;
use crate::permessi::ISEE_SCRIVI;

/// Un'attestazione ISEE.
#[derive(Debug, Clone, GraphqlInput)]
pub struct IseeInput {
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// Valore, in centesimi.
    pub valore: Importo,
    /// Tipo.
    pub tipo: TipoIsee,
    /// Primo giorno in cui vale per i servizi.
    pub dal: Giorno,
    /// Ultimo giorno di validità.
    pub al: Giorno,
    /// Quando la famiglia l'ha presentata; se manca, oggi.
    pub presentato_il: Option<Giorno>,
}

/// Enters an attestation. Those before it stay: a charge of the past is recomputed with what was
/// in force then.
///
/// # Errors
/// [`Rifiuto::NonTrovato`], or data that are not valid.
pub async fn registra_isee(ctx: &Ctx, dati: IseeInput) -> Result<isee::Model, Errore> {
    ctx.tutto_il_comune(ISEE_SCRIVI)?;
    if dati.valore < Importo::ZERO {
        return Err(Rifiuto::dato("valore", "l'ISEE non è mai negativo").into());
    }
    if dati.al < dati.dal {
        return Err(Rifiuto::dato("al", "la scadenza viene prima dell'inizio").into());
    }
    let presentato_il = dati.presentato_il.unwrap_or_else(|| ctx.oggi());
    if presentato_il > ctx.oggi() {
        return Err(Rifiuto::dato("presentatoIl", "questo giorno deve ancora venire").into());
    }
    let row = isee::ActiveModel {
        famiglia_id: Set(dati.famiglia),
        valore: Set(dati.valore),
        tipo: Set(dati.tipo),
        dal: Set(dati.dal),
        al: Set(dati.al),
        presentato_il: Set(Some(presentato_il)),
        creato_il: Set(ctx.now()),
        ..Default::default()
    };
    let db = ctx.begin().await?;
    famiglia::Entity::find_by_id(dati.famiglia)
        .one(&db)
        .await?
        .ok_or(Rifiuto::NonTrovato("Famiglia"))?;
    let row = isee::Entity::insert(row).exec_with_returning(&db).await?;
    let dettaglio = json!({ "famiglia": row.famiglia_id, "dal": row.dal, "al": row.al });
    audit::record(
        ctx,
        &db,
        "registraIsee",
        "isee",
        Some(row.id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(row)
}
