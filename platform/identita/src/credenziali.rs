//! Passwords as they are stored.

use campanella_anagrafe::Persona;
use campanella_kernel::{PersonaId, Rifiuto, Scope};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use crate::entities::credenziale;
use crate::{Hasher, Password, Result, persona};

/// The stored hash of `persona`'s password, if that person registered.
pub(crate) async fn hash_di(
    db: &impl ConnectionTrait,
    persona: PersonaId,
) -> Result<Option<String>, DbErr> {
    let found = credenziale::Entity::find_by_id(persona).one(db).await?;
    Ok(found.map(|c| c.hash))
}

/// The hash of a new password of `chi`.
///
/// # Errors
/// When the password is too weak; `campo` is the input that held it.
pub(crate) async fn hash_nuova(
    hasher: &Hasher,
    chi: &Persona,
    text: String,
    campo: &'static str,
) -> Result<String> {
    let password =
        Password::nuova(text, persona::di_chi(chi)).map_err(|e| Rifiuto::dato(campo, e))?;
    Ok(hasher.calcola(password).await?)
}

/// Stores the hash of `persona`'s password, within the transaction `db`.
pub(crate) async fn imposta(
    scope: &Scope,
    db: &impl ConnectionTrait,
    persona: PersonaId,
    hash: String,
) -> Result<(), DbErr> {
    let row = credenziale::ActiveModel {
        persona_id: Set(persona),
        hash: Set(hash),
        aggiornata_il: Set(scope.now()),
    };
    credenziale::Entity::insert(row)
        .on_conflict(
            OnConflict::column(credenziale::Column::PersonaId)
                .update_columns([credenziale::Column::Hash, credenziale::Column::AggiornataIl])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
