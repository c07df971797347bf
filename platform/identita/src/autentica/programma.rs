//! Tokens of the offices' programs.

use campanella_kernel::ctx::ScopeParts;
use campanella_kernel::{Actor, InternalError, Istante};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use super::{Riconosciuto, Uso};
use crate::entities::token_api;
use crate::sessioni::SCARTO_USO_SECONDI;
use crate::{politica, segreto};

/// The program that has `token`, if it still holds.
pub(super) async fn riconosci(
    parts: &ScopeParts,
    token: &str,
    uso: Uso,
) -> Result<Option<Riconosciuto>, InternalError> {
    let now = parts.clock.now();
    let found = token_api::Entity::find()
        .filter(token_api::Column::Hash.eq(segreto::impronta(token)))
        .one(&parts.store)
        .await?
        .filter(|t| t.revocato_il.is_none() && t.scade >= now.giorno());
    let Some(row) = found else { return Ok(None) };
    if uso == Uso::Nuovo {
        annota_uso(parts, &row, now).await?;
    }
    let versione = politica::versione(&parts.store).await?;
    let policy = politica::alla_versione(&parts.comune.id, &parts.store, &versione).await?;
    Ok(Some(Riconosciuto {
        actor: Actor::Token {
            id: row.id.key(),
            nome: row.nome,
        },
        permessi: policy.unisci([(row.ruolo.as_str(), None)]),
        sessione: None,
    }))
}

async fn annota_uso(parts: &ScopeParts, row: &token_api::Model, now: Istante) -> Result<(), DbErr> {
    let recent = row
        .ultimo_uso
        .is_some_and(|last| last.piu_secondi(SCARTO_USO_SECONDI) > now);
    if recent {
        return Ok(());
    }
    token_api::Entity::update_many()
        .col_expr(token_api::Column::UltimoUso, Expr::value(now))
        .filter(token_api::Column::Id.eq(row.id))
        .exec(&parts.store)
        .await?;
    Ok(())
}
