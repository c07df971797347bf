//! To choose a new password without the old one, by a code that goes to the confirmed e-mail.

use campanella_anagrafe::persona_con_id;
use campanella_kernel::{Scope, audit};
use serde_json::json;

use crate::entities::codice::Scopo;
use crate::posta::{self, Lettera};
use crate::tentativi::{self, CODICE, POSTA};
use crate::{Hasher, Result, autentica, codici, credenziali, sessioni, spedisci_codice};

/// Characters of a user name that are kept: a codice fiscale has 16, and blanks are forgiven.
const UTENTE_MASSIMO: usize = 64;

/// Asks for a code. The answer is the same whoever is named, and says nothing about them.
///
/// # Errors
/// [`crate::Errore::TroppiTentativi`].
pub async fn chiedi_recupero(scope: &Scope, utente: &str) -> Result<()> {
    let _counted = tentativi::conta(scope, POSTA, "").await?;
    let utente: String = utente.chars().take(UTENTE_MASSIMO).collect();
    spedisci_codice::chiedi(scope, Scopo::Recupero, json!({ "utente": utente })).await
}

/// Sets a new password by the code; every session of the person ends.
///
/// # Errors
/// [`crate::Errore::CodiceNonValido`], [`crate::Errore::TroppiTentativi`], or a password that is
/// too weak: the code then still holds.
pub async fn reimposta_password(
    scope: &Scope,
    hasher: &Hasher,
    codice: &str,
    nuova: String,
) -> Result<()> {
    let guess = tentativi::conta(scope, CODICE, "").await?;
    let (code, id) = codici::trova(scope, scope.db(), codice, Scopo::Recupero).await?;
    let chi = persona_con_id(scope.db(), id).await?;
    let hash = credenziali::hash_nuova(hasher, &chi, nuova, "nuova").await?;
    let tx = scope.begin().await?;
    guess.riuscito(&tx).await?;
    codici::usa(scope, &tx, &code).await?;
    codici::annulla_tutti(scope, &tx, id).await?;
    credenziali::imposta(scope, &tx, id, hash).await?;
    sessioni::chiudi(&tx, id, None).await?;
    if let Some(email) = &chi.email {
        posta::spedisci(scope, &tx, email, &Lettera::PasswordCambiata).await?;
    }
    let named = scope.authenticated(autentica::attore(&chi), std::sync::Arc::default());
    let key = Some(id.key());
    audit::record(&named, &tx, "reimpostaPassword", "persona", key, json!({})).await?;
    tx.commit().await?;
    scope.wake_jobs(scope.now());
    sessioni::annuncia(scope, id).await;
    Ok(())
}
