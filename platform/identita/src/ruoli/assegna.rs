//! To give a role to a person, and to take it away.

use campanella_anagrafe::{persona_con_id, plesso_autorizzato};
use campanella_kernel::{Ctx, PersonaId, PlessoId, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QuerySelect, QueryTrait};
use serde_json::json;

use super::puo_cedere;
use crate::entities::credenziale;
use crate::entities::persona_ruolo::{self, Plessi};
use crate::permessi::RUOLI_GESTISCI;
use crate::predefiniti::{AMMINISTRATORE, automatico};
use crate::{Errore, Result, politica};

/// Gives `ruolo` to the person, in all of the comune or in some buildings; a role that the person
/// has is limited anew.
///
/// # Errors
/// [`Errore::PermessoNonCedibile`], [`Errore::UltimoAmministratore`], or a person, role or
/// building that is not there.
pub async fn assegna(
    ctx: &Ctx,
    persona: PersonaId,
    ruolo: &str,
    plessi: Option<Vec<PlessoId>>,
) -> Result<()> {
    non_automatico(ruolo)?;
    let plessi = edifici(ctx, plessi).await?;
    persona_con_id(ctx.db(), persona).await?;
    cedibile(ctx, ruolo, plessi.as_ref()).await?;
    let tx = ctx.begin().await?;
    politica::nuova_versione(&tx).await?;
    let keys = plessi.as_ref().map(|p| p.0.clone());
    let row = persona_ruolo::ActiveModel {
        persona_id: Set(persona),
        ruolo: Set(ruolo.to_owned()),
        plessi: Set(plessi),
        assegnato_da: Set(ctx.actor().descrizione()),
        assegnato_il: Set(ctx.now()),
        ..Default::default()
    };
    persona_ruolo::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([
                persona_ruolo::Column::PersonaId,
                persona_ruolo::Column::Ruolo,
            ])
            .update_columns([
                persona_ruolo::Column::Plessi,
                persona_ruolo::Column::AssegnatoDa,
                persona_ruolo::Column::AssegnatoIl,
            ])
            .to_owned(),
        )
        .exec_without_returning(&tx)
        .await?;
    resta_un_amministratore(&tx, ruolo).await?;
    let detail = json!({ "ruolo": ruolo, "plessi": keys });
    audit::record(
        ctx,
        &tx,
        "assegnaRuolo",
        "persona",
        Some(persona.key()),
        detail,
    )
    .await?;
    tx.commit().await?;
    politica::annuncia(ctx, Some(persona)).await;
    Ok(())
}

/// Takes `ruolo` away from the person: the next request of theirs is without it.
///
/// # Errors
/// [`Errore::PermessoNonCedibile`] when whoever acts could not have given it,
/// [`Errore::UltimoAmministratore`], or a role that the person does not have.
pub async fn togli(ctx: &Ctx, persona: PersonaId, ruolo: &str) -> Result<()> {
    non_automatico(ruolo)?;
    let held = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::PersonaId.eq(persona))
        .filter(persona_ruolo::Column::Ruolo.eq(ruolo))
        .one(ctx.db())
        .await?
        .ok_or(Rifiuto::NonTrovato("Ruolo"))?;
    cedibile(ctx, ruolo, held.plessi.as_ref()).await?;
    let tx = ctx.begin().await?;
    politica::nuova_versione(&tx).await?;
    persona_ruolo::Entity::delete_by_id(held.id)
        .exec(&tx)
        .await?;
    resta_un_amministratore(&tx, ruolo).await?;
    let detail = json!({ "ruolo": ruolo });
    audit::record(
        ctx,
        &tx,
        "togliRuolo",
        "persona",
        Some(persona.key()),
        detail,
    )
    .await?;
    tx.commit().await?;
    politica::annuncia(ctx, Some(persona)).await;
    Ok(())
}

/// Refuses a role that nobody gives by hand.
fn non_automatico(ruolo: &str) -> Result<()> {
    if automatico(ruolo) {
        let perche = "questo ruolo non si assegna: il genitore lo ha dalla famiglia o dalla \
                      delega, l'assistenza dal suo ingresso";
        return Err(Rifiuto::dato("ruolo", perche).into());
    }
    Ok(())
}

/// The buildings of an assignment, each of which must exist and be within reach.
async fn edifici(ctx: &Ctx, plessi: Option<Vec<PlessoId>>) -> Result<Option<Plessi>> {
    let Some(mut ids) = plessi else {
        return Ok(None);
    };
    if ids.is_empty() {
        let perche = "indicare almeno un plesso, oppure nessun elenco per tutto il comune";
        return Err(Rifiuto::dato("plessi", perche).into());
    }
    ids.sort_unstable();
    ids.dedup();
    for id in &ids {
        plesso_autorizzato(ctx, RUOLI_GESTISCI, *id).await?;
    }
    Ok(Some(Plessi(ids)))
}

/// Refuses unless the role exists and whoever acts has all that it allows.
async fn cedibile(ctx: &Ctx, ruolo: &str, plessi: Option<&Plessi>) -> Result<()> {
    let policy = politica::attuale(ctx).await?;
    let allows = policy.ruolo(ruolo).ok_or(Rifiuto::NonTrovato("Ruolo"))?;
    puo_cedere(ctx.permissions(), allows.nomi(), &Plessi::scope(plessi))
}

/// Refuses a change after which nobody who can log in administers the whole comune.
async fn resta_un_amministratore(db: &impl ConnectionTrait, ruolo: &str) -> Result<()> {
    if ruolo != AMMINISTRATORE {
        return Ok(());
    }
    let registered = credenziale::Entity::find()
        .select_only()
        .column(credenziale::Column::PersonaId)
        .into_query();
    let left = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::Ruolo.eq(AMMINISTRATORE))
        .filter(persona_ruolo::Column::Plessi.is_null())
        .filter(persona_ruolo::Column::PersonaId.in_subquery(registered))
        .count(db)
        .await?;
    if left == 0 {
        return Err(Errore::UltimoAmministratore);
    }
    Ok(())
}
