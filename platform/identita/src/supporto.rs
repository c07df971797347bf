//! The vendor's support, which enters a comune for a stated reason and a limited time. The comune
//! sees each entrance while it lasts and afterwards, and can close it.

use std::sync::Arc;

use campanella_kernel::{Actor, Ctx, GraphqlOutput, Istante, PermissionSet, Rifiuto, Scope, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::autentica::PREFISSO_SUPPORTO;
use crate::entities::accesso_supporto;
use crate::{AccessoSupportoId, Result, politica, segreto};

/// An entrance lasts from one minute to eight hours.
const MINUTI_MASSIMI: u32 = 8 * 60;
/// Characters of a reason: enough that the comune understands it.
const MOTIVO: std::ops::RangeInclusive<usize> = 10..=500;
/// Characters of the name of who enters, at the most.
const OPERATORE_MASSIMO: usize = 100;

/// Un ingresso dell'assistenza del fornitore.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct AccessoSupporto {
    id: AccessoSupportoId,
    operatore: String,
    motivo: String,
    dal: Istante,
    al: Istante,
    revocato_il: Option<Istante>,
    revocato_da: Option<String>,
    /// Vero mentre l'ingresso dura.
    attivo: bool,
}

/// An entrance that was just made.
#[derive(Debug, Clone)]
pub struct Ingresso {
    /// The secret with which the operator enters: as bearer, or as the value of the cookie.
    pub token: String,
    /// Until when.
    pub al: Istante,
}

/// Lets `operatore` of the vendor into the comune for `minuti`, because of `motivo`. The caller is
/// the vendor's own command or API, which knows who the operator is.
///
/// # Errors
/// When operator, reason or time are not valid, or the store fails.
pub async fn entra_supporto(
    scope: &Scope,
    operatore: &str,
    motivo: &str,
    minuti: u32,
) -> Result<Ingresso> {
    let (operatore, motivo) = (operatore.trim(), motivo.trim());
    if operatore.is_empty() || operatore.chars().count() > OPERATORE_MASSIMO {
        return Err(Rifiuto::dato("operatore", "indicare chi entra").into());
    }
    if !MOTIVO.contains(&motivo.chars().count()) {
        let perche = "spiegare il motivo, da 10 a 500 caratteri: il comune lo legge";
        return Err(Rifiuto::dato("motivo", perche).into());
    }
    if !(1..=MINUTI_MASSIMI).contains(&minuti) {
        return Err(Rifiuto::dato("minuti", "da un minuto a otto ore").into());
    }
    let token = format!("{PREFISSO_SUPPORTO}{}", segreto::nuovo()?);
    let al = scope.now().piu_secondi(i64::from(minuti) * 60);
    let tx = scope.begin().await?;
    let row = accesso_supporto::ActiveModel {
        operatore: Set(operatore.to_owned()),
        motivo: Set(motivo.to_owned()),
        hash: Set(segreto::impronta(&token)),
        dal: Set(scope.now()),
        al: Set(al),
        ..Default::default()
    };
    let made = accesso_supporto::Entity::insert(row)
        .exec_with_returning(&tx)
        .await?;
    let actor = Actor::Supporto {
        operatore: made.operatore,
        motivo: made.motivo,
    };
    let ctx = scope.authenticated(actor, Arc::new(PermissionSet::nessuno()));
    let detail = json!({ "al": al });
    let key = Some(made.id.key());
    audit::record(&ctx, &tx, "entraSupporto", "accesso_supporto", key, detail).await?;
    tx.commit().await?;
    Ok(Ingresso { token, al })
}

/// The entrances, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn accessi_supporto(ctx: &Ctx) -> Result<Vec<AccessoSupporto>> {
    let now = ctx.now();
    let rows = accesso_supporto::Entity::find()
        .order_by_desc(accesso_supporto::Column::Id)
        .all(ctx.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|a| AccessoSupporto {
            attivo: a.revocato_il.is_none() && a.dal <= now && now < a.al,
            id: a.id,
            operatore: a.operatore,
            motivo: a.motivo,
            dal: a.dal,
            al: a.al,
            revocato_il: a.revocato_il,
            revocato_da: a.revocato_da,
        })
        .collect())
}

/// Closes an entrance at once. To close it twice is harmless.
///
/// # Errors
/// When there is no such entrance.
pub async fn revoca_accesso_supporto(ctx: &Ctx, id: AccessoSupportoId) -> Result<()> {
    let tx = ctx.begin().await?;
    let row = accesso_supporto::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Ingresso dell'assistenza"))?;
    if row.revocato_il.is_none() {
        let closed = accesso_supporto::ActiveModel {
            id: Set(id),
            revocato_il: Set(Some(ctx.now())),
            revocato_da: Set(Some(ctx.actor().descrizione())),
            ..Default::default()
        };
        accesso_supporto::Entity::update(closed).exec(&tx).await?;
        let key = Some(id.key());
        audit::record(
            ctx,
            &tx,
            "revocaAccessoSupporto",
            "accesso_supporto",
            key,
            json!({}),
        )
        .await?;
    }
    tx.commit().await?;
    politica::annuncia(ctx, None).await;
    Ok(())
}
