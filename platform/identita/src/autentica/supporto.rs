//! Entrances of the vendor's support.

use campanella_kernel::ctx::ScopeParts;
use campanella_kernel::{Actor, InternalError};
use sea_orm::entity::prelude::*;

use super::Riconosciuto;
use crate::entities::accesso_supporto;
use crate::predefiniti::ASSISTENZA;
use crate::{politica, segreto};

/// Whoever of the vendor has `token`, while the entrance lasts.
pub(super) async fn riconosci(
    parts: &ScopeParts,
    token: &str,
) -> Result<Option<Riconosciuto>, InternalError> {
    let now = parts.clock.now();
    let found = accesso_supporto::Entity::find()
        .filter(accesso_supporto::Column::Hash.eq(segreto::impronta(token)))
        .one(&parts.store)
        .await?
        .filter(|a| a.revocato_il.is_none() && a.dal <= now && now < a.al);
    let Some(row) = found else { return Ok(None) };
    let versione = politica::versione(&parts.store).await?;
    let policy = politica::alla_versione(&parts.comune.id, &parts.store, &versione).await?;
    Ok(Some(Riconosciuto {
        actor: Actor::Supporto {
            operatore: row.operatore,
            motivo: row.motivo,
        },
        permessi: policy.unisci([(ASSISTENZA, None)]),
        sessione: None,
    }))
}
