//! One-time codes: made, looked up, used once.

use campanella_kernel::{Istante, PersonaId, Scope};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, Iterable, QuerySelect, sea_query::Expr};
use serde_json::json;

use crate::entities::codice::{self, Scopo};
use crate::segreto;
use crate::{Errore, Result};

/// How long codes sent by e-mail hold.
pub(crate) const DURATA_POSTA_SECONDI: i64 = 60 * 60;
/// How long codes that the office gives out hold: long enough to travel home on paper.
pub(crate) const DURATA_ATTIVAZIONE_SECONDI: i64 = 14 * 24 * 60 * 60;

/// A code to be made.
pub(crate) struct NuovoCodice<'a> {
    pub persona: PersonaId,
    pub scopo: Scopo,
    pub dati: serde_json::Value,
    pub scade: Istante,
    pub creato_da: &'a str,
}

/// Makes a code and returns it as it is given to the person; earlier ones of that person for the
/// same purpose are void.
pub(crate) async fn crea(
    scope: &Scope,
    db: &impl ConnectionTrait,
    nuovo: NuovoCodice<'_>,
) -> Result<String> {
    annulla(scope, db, nuovo.persona, nuovo.scopo).await?;
    let (in_chiaro, hash) = segreto::nuovo_codice()?;
    let row = codice::ActiveModel {
        persona_id: Set(Some(nuovo.persona)),
        scopo: Set(nuovo.scopo),
        hash: Set(hash),
        dati: Set(nuovo.dati),
        scade: Set(nuovo.scade),
        usato_il: Set(None),
        creato_da: Set(nuovo.creato_da.to_owned()),
        creato_il: Set(scope.now()),
        ..Default::default()
    };
    codice::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(in_chiaro)
}

/// Voids the codes of `persona` for `scopo` that were not used yet.
pub(crate) async fn annulla(
    scope: &Scope,
    db: &impl ConnectionTrait,
    persona: PersonaId,
    scopo: Scopo,
) -> Result<(), DbErr> {
    codice::Entity::update_many()
        .col_expr(codice::Column::UsatoIl, Expr::value(scope.now()))
        .col_expr(codice::Column::Dati, Expr::value(json!({})))
        .filter(codice::Column::PersonaId.eq(persona))
        .filter(codice::Column::Scopo.eq(scopo))
        .filter(codice::Column::UsatoIl.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Voids every code of `persona`: whoever asked for them may not be who has just proved it.
pub(crate) async fn annulla_tutti(
    scope: &Scope,
    db: &impl ConnectionTrait,
    persona: PersonaId,
) -> Result<(), DbErr> {
    for scopo in Scopo::iter() {
        annulla(scope, db, persona, scopo).await?;
    }
    Ok(())
}

/// The code that somebody typed, if it holds for `scopo`; it is not used yet.
///
/// # Errors
/// [`Errore::CodiceNonValido`], whatever is wrong with it.
pub(crate) async fn trova(
    scope: &Scope,
    db: &impl ConnectionTrait,
    digitato: &str,
    scopo: Scopo,
) -> Result<(codice::Model, PersonaId)> {
    let hash = segreto::impronta_codice(digitato).ok_or(Errore::CodiceNonValido)?;
    let found = codice::Entity::find()
        .filter(codice::Column::Hash.eq(hash))
        .one(db)
        .await?
        .filter(|c| c.scopo == scopo && c.usato_il.is_none() && c.scade > scope.now())
        .ok_or(Errore::CodiceNonValido)?;
    let persona = found.persona_id.ok_or(Errore::CodiceNonValido)?;
    Ok((found, persona))
}

/// Uses the code, within the transaction of what it allows.
///
/// # Errors
/// [`Errore::CodiceNonValido`] when it was used in the meantime.
pub(crate) async fn usa(
    scope: &Scope,
    db: &impl ConnectionTrait,
    codice: &codice::Model,
) -> Result<()> {
    let used = codice::Entity::update_many()
        .col_expr(codice::Column::UsatoIl, Expr::value(scope.now()))
        .col_expr(codice::Column::Dati, Expr::value(json!({})))
        .filter(codice::Column::Id.eq(codice.id))
        .filter(codice::Column::UsatoIl.is_null())
        .exec(db)
        .await?;
    if used.rows_affected == 1 {
        Ok(())
    } else {
        Err(Errore::CodiceNonValido)
    }
}

/// How many codes for `scopo` were sent to `persona` since `dal`.
pub(crate) async fn recenti(
    db: &impl ConnectionTrait,
    persona: PersonaId,
    scopo: Scopo,
    dal: Istante,
) -> Result<u64, DbErr> {
    codice::Entity::find()
        .select_only()
        .column(codice::Column::Id)
        .filter(codice::Column::PersonaId.eq(persona))
        .filter(codice::Column::Scopo.eq(scopo))
        .filter(codice::Column::CreatoIl.gt(dal))
        .count(db)
        .await
}
