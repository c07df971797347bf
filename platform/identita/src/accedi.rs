//! To log in.

use std::sync::Arc;

use campanella_anagrafe::Persona;
use campanella_kernel::{Ctx, PersonaId, Scope, audit};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::tentativi::{self, ACCESSO, Tentativo};
use crate::{
    Errore, Hasher, Password, Result, autentica, credenziali, genitori, persona, sessioni,
};

/// Logs in whoever is named `utente` (codice fiscale, also with omocodia, or codice persona) and
/// has that password; the answer carries the cookie of a new session.
///
/// # Errors
/// [`Errore::CredenzialiErrate`], [`Errore::TroppiTentativi`].
pub async fn accedi(scope: &Scope, hasher: &Hasher, utente: &str, password: String) -> Result<Ctx> {
    let guess = tentativi::conta(scope, ACCESSO, &persona::chiave_utente(utente)).await?;
    let found = persona::con_nome_utente(scope.db(), utente).await?;
    // Asked also of nobody, whose key no row has: the same questions whoever is named.
    let id = found.as_ref().map_or(PersonaId::new(0), |known| known.id);
    let hash = credenziali::hash_di(scope.db(), id).await?;
    let right = hasher.verifica(Password::digitata(password), hash).await?;
    let known = found.filter(|_| right).ok_or(Errore::CredenzialiErrate)?;
    entra(scope, scope.begin().await?, &known, guess, "accedi").await
}

/// Begins a session of `chi`, who has just proved who they are by `azione`, and commits `tx`,
/// which holds what that act has written.
///
/// # Errors
/// When the store fails.
pub(crate) async fn entra(
    scope: &Scope,
    tx: DatabaseTransaction,
    chi: &Persona,
    guess: Tentativo,
    azione: &str,
) -> Result<Ctx> {
    guess.riuscito(&tx).await?;
    genitori::allinea(scope, &tx, chi.id).await?;
    let secret = sessioni::apri(scope, &tx, chi.id).await?;
    // For the log alone: what the person may do is read after the commit, with the roles in it.
    let named = scope.authenticated(autentica::attore(chi), Arc::default());
    let key = Some(chi.id.key());
    audit::record(&named, &tx, azione, "persona", key, json!({})).await?;
    tx.commit().await?;
    sessioni::consegna(scope, &secret);
    Ok(autentica::contesto(scope, chi).await?)
}
