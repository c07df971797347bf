//! Sessions of persons.

use std::sync::Arc;

use campanella_anagrafe::Persona;
use campanella_kernel::ctx::ScopeParts;
use campanella_kernel::{Actor, Ctx, InternalError, Istante, PermissionSet, PersonaId, Scope};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{DatabaseConnection, FromQueryResult};

use super::{Riconosciuto, Uso};
use crate::entities::persona_ruolo::{self, Plessi};
use crate::entities::{politica, sessione};
use crate::sessioni::{INATTIVITA_SECONDI, SCARTO_USO_SECONDI};
use crate::{SessioneId, persona, politica as ruoli, segreto};

/// A session with its person and one of the person's roles: a session has as many of these as
/// its person has roles, and one without a role when there is none.
#[derive(FromQueryResult)]
struct Riga {
    id: SessioneId,
    persona_id: PersonaId,
    ultimo_uso: Istante,
    scade: Istante,
    nome: String,
    cognome: String,
    versione: String,
    ruolo: Option<String>,
    plessi: Option<Plessi>,
}

/// The person whose session has `secret`, if it still runs.
pub(super) async fn riconosci(
    parts: &ScopeParts,
    secret: &str,
    uso: Uso,
) -> Result<Option<Riconosciuto>, InternalError> {
    let rows = leggi(&parts.store, secret).await?;
    let now = parts.clock.now();
    let Some(first) = rows
        .first()
        .filter(|r| r.scade > now && r.ultimo_uso.piu_secondi(INATTIVITA_SECONDI) > now)
    else {
        return Ok(None);
    };
    if uso == Uso::Nuovo && first.ultimo_uso.piu_secondi(SCARTO_USO_SECONDI) <= now {
        annota_uso(&parts.store, first.id, now).await?;
    }
    let policy = ruoli::alla_versione(&parts.comune.id, &parts.store, &first.versione).await?;
    let roles = rows
        .iter()
        .filter_map(|r| Some((r.ruolo.as_deref()?, r.plessi.as_ref())));
    Ok(Some(Riconosciuto {
        actor: Actor::Persona {
            id: first.persona_id,
            nome: format!("{} {}", first.nome, first.cognome),
        },
        permessi: policy.unisci(roles),
        sessione: Some(first.id.key()),
    }))
}

/// The session, its person, the person's roles and the version of the policy, in one question.
async fn leggi(store: &DatabaseConnection, secret: &str) -> Result<Vec<Riga>, DbErr> {
    let query: SelectStatement = Query::select()
        .columns([
            (sessione::Entity, sessione::Column::Id),
            (sessione::Entity, sessione::Column::PersonaId),
            (sessione::Entity, sessione::Column::UltimoUso),
            (sessione::Entity, sessione::Column::Scade),
        ])
        .columns([
            (persona::Entity::default(), persona::Column::Nome),
            (persona::Entity::default(), persona::Column::Cognome),
        ])
        .column((politica::Entity, politica::Column::Versione))
        .columns([
            (persona_ruolo::Entity, persona_ruolo::Column::Ruolo),
            (persona_ruolo::Entity, persona_ruolo::Column::Plessi),
        ])
        .from(sessione::Entity)
        .inner_join(
            persona::Entity::default(),
            Expr::col((persona::Entity::default(), persona::Column::Id))
                .equals((sessione::Entity, sessione::Column::PersonaId)),
        )
        .inner_join(
            politica::Entity,
            Expr::col((politica::Entity, politica::Column::Id)).eq(ruoli::RIGA),
        )
        .left_join(
            persona_ruolo::Entity,
            Expr::col((persona_ruolo::Entity, persona_ruolo::Column::PersonaId))
                .equals((sessione::Entity, sessione::Column::PersonaId)),
        )
        .and_where(sessione::Column::Hash.eq(segreto::impronta(secret)))
        .and_where(sessione::Column::Revocata.eq(false))
        .to_owned();
    Riga::find_by_statement(store.get_database_backend().build(&query))
        .all(store)
        .await
}

async fn annota_uso(store: &DatabaseConnection, id: SessioneId, now: Istante) -> Result<(), DbErr> {
    sessione::Entity::update_many()
        .col_expr(sessione::Column::UltimoUso, Expr::value(now))
        .filter(sessione::Column::Id.eq(id))
        .exec(store)
        .await?;
    Ok(())
}

/// The context of `chi`, who has just proved who they are.
///
/// # Errors
/// When the store fails.
pub(crate) async fn contesto(scope: &Scope, chi: &Persona) -> Result<Ctx, InternalError> {
    Ok(scope.authenticated(attore(chi), permessi(scope, chi.id).await?))
}

/// How `chi` acts.
pub(crate) fn attore(chi: &Persona) -> Actor {
    Actor::Persona {
        id: chi.id,
        nome: format!("{} {}", chi.nome, chi.cognome),
    }
}

/// What `persona` may do.
///
/// # Errors
/// When the store fails.
async fn permessi(scope: &Scope, persona: PersonaId) -> Result<Arc<PermissionSet>, InternalError> {
    let policy = ruoli::attuale(scope).await?;
    let roles = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::PersonaId.eq(persona))
        .all(scope.db())
        .await?;
    Ok(policy.unisci(roles.iter().map(|r| (r.ruolo.as_str(), r.plessi.as_ref()))))
}
