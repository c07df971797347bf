//! The code with which the office lets a person register.

use campanella_anagrafe::persona_con_id;
use campanella_kernel::{Ctx, GraphqlOutput, Istante, PersonaId, audit};
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::codici::{self, DURATA_ATTIVAZIONE_SECONDI, NuovoCodice};
use crate::entities::codice::Scopo;
use crate::entities::persona_ruolo::{self, Plessi};
use crate::predefiniti::GENITORE;
use crate::ruoli::puo_cedere;
use crate::{Result, politica};

/// Un codice di attivazione, da consegnare alla persona dopo averla riconosciuta.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct CodiceAttivazione {
    /// Il codice: si vede soltanto ora.
    pub codice: String,
    /// Fino a quando vale.
    pub scade: Istante,
}

/// Makes a code with which the person registers, or chooses a new password if they have; it is
/// shown once. Earlier ones no longer hold.
///
/// Whoever has the code becomes that person. So nobody makes one for a person who may do more
/// than they: a clerk cannot take over an administrator.
///
/// # Errors
/// [`crate::Errore::PermessoNonCedibile`], or a person who is not there.
pub async fn crea_codice_attivazione(ctx: &Ctx, persona: PersonaId) -> Result<CodiceAttivazione> {
    persona_con_id(ctx.db(), persona).await?;
    cede_quanto_ha(ctx, persona).await?;
    let scade = ctx.now().piu_secondi(DURATA_ATTIVAZIONE_SECONDI);
    let tx = ctx.begin().await?;
    let new = NuovoCodice {
        persona,
        scopo: Scopo::Attivazione,
        dati: json!({}),
        scade,
        creato_da: &ctx.actor().descrizione(),
    };
    let codice = codici::crea(ctx, &tx, new).await?;
    let key = Some(persona.key());
    audit::record(ctx, &tx, "creaCodiceAttivazione", "persona", key, json!({})).await?;
    tx.commit().await?;
    Ok(CodiceAttivazione { codice, scade })
}

/// Refuses unless whoever acts has every permission that `persona` has by the roles that were
/// given to them; that of genitore reaches nobody's family but their own.
async fn cede_quanto_ha(ctx: &Ctx, persona: PersonaId) -> Result<()> {
    let policy = politica::attuale(ctx).await?;
    let held = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::PersonaId.eq(persona))
        .filter(persona_ruolo::Column::Ruolo.ne(GENITORE))
        .all(ctx.db())
        .await?;
    for row in &held {
        if let Some(allows) = policy.ruolo(&row.ruolo) {
            let plessi = Plessi::scope(row.plessi.as_ref());
            puo_cedere(ctx.permissions(), allows.nomi(), &plessi)?;
        }
    }
    Ok(())
}
