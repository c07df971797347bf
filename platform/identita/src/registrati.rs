//! To register at the first access. Knowing a codice fiscale is not enough: the person has a code
//! that the office handed over, or reads the mailbox that the office knows.

use campanella_anagrafe::{leggi_email, persona_con_id, persona_riconosciuta, segna_verificata};
use campanella_kernel::{CodiceFiscale, Ctx, GraphqlInput, InternalError, Rifiuto, Scope};
use serde::{Deserialize, Serialize};

use crate::entities::codice::Scopo;
use crate::profilo::{self, leggi_recapito};
use crate::tentativi::{self, CODICE, POSTA};
use crate::{
    DiChi, Errore, Hasher, Password, Result, accedi, codici, credenziali, persona, sessioni,
    spedisci_codice,
};

/// I dati di chi si registra.
#[derive(GraphqlInput)]
pub struct RegistratiInput {
    /// Codice fiscale.
    pub codice_fiscale: CodiceFiscale,
    /// Nome.
    pub nome: String,
    /// Cognome.
    pub cognome: String,
    /// Indirizzo e-mail.
    pub email: String,
    /// Telefono.
    pub telefono: Option<String>,
    /// Password scelta, di almeno dieci caratteri.
    pub password: String,
    /// Codice di attivazione consegnato dall'ufficio, se si ha.
    pub codice_attivazione: Option<String>,
}

/// How far a registration got.
pub enum Registrazione {
    /// Registered and logged in.
    Completa(Ctx),
    /// If the office knows this person and an address, a code is on its way there.
    DaConfermare,
}

/// What waits for the code that goes by e-mail.
#[derive(Serialize, Deserialize)]
pub(crate) struct InAttesa {
    pub(crate) codice_fiscale: CodiceFiscale,
    hash: String,
    telefono: Option<String>,
}

/// Registers a person. With the office's code that is all; without, a code goes to the e-mail
/// that the office holds, whatever address was typed, and [`completa`] finishes. Whether there is
/// such a person, has an address or has registered before, neither the answer nor its time tells:
/// a job looks it up afterwards.
///
/// # Errors
/// [`Errore::CodiceNonValido`], [`Errore::TroppiTentativi`], or data that are not valid.
pub async fn registrati(
    scope: &Scope,
    hasher: &Hasher,
    dati: RegistratiInput,
) -> Result<Registrazione> {
    let email = leggi_email("dati.email", &dati.email)?;
    let telefono = leggi_recapito("dati.telefono", dati.telefono.as_deref())?;
    let chi = DiChi {
        codice_fiscale: Some(dati.codice_fiscale.as_str()),
        nome: &dati.nome,
        cognome: &dati.cognome,
    };
    let password = Password::nuova(dati.password.clone(), chi)
        .map_err(|e| Rifiuto::dato("dati.password", e))?;
    match dati.codice_attivazione.as_deref().map(str::trim) {
        Some(code) if !code.is_empty() => {
            let proof = Attivazione {
                codice: code,
                codice_fiscale: &dati.codice_fiscale,
                email,
                telefono,
            };
            con_codice(scope, hasher, proof, password).await
        }
        _ => {
            let _counted = tentativi::conta(scope, POSTA, "").await?;
            let waiting = InAttesa {
                codice_fiscale: dati.codice_fiscale,
                hash: hasher.calcola(password).await?,
                telefono,
            };
            let waiting = serde_json::to_value(waiting).map_err(InternalError::new)?;
            spedisci_codice::chiedi(scope, Scopo::Registrazione, waiting).await?;
            Ok(Registrazione::DaConfermare)
        }
    }
}

/// What comes with the office's code.
struct Attivazione<'a> {
    codice: &'a str,
    codice_fiscale: &'a CodiceFiscale,
    email: String,
    telefono: Option<String>,
}

/// Registers with the office's code, which is of one person: it must be theirs, or of a person
/// whose codice fiscale the office does not know. The office saw a document: the person is known
/// from now on, whoever had typed this codice fiscale before, and earlier sessions end.
async fn con_codice(
    scope: &Scope,
    hasher: &Hasher,
    proof: Attivazione<'_>,
    password: Password,
) -> Result<Registrazione> {
    let guess = tentativi::conta(scope, CODICE, "").await?;
    let (code, id) = codici::trova(scope, scope.db(), proof.codice, Scopo::Attivazione).await?;
    let chi = persona_con_id(scope.db(), id).await?;
    // A code of one person and the codice fiscale of another, be it the same but for omocodia,
    // prove nothing.
    let named = persona_riconosciuta(scope.db(), proof.codice_fiscale).await?;
    if chi.codice_fiscale.is_some() && named.map(|p| p.id) != Some(id) {
        return Err(Errore::CodiceNonValido);
    }
    let hash = hasher.calcola(password).await?;
    let tx = scope.begin().await?;
    codici::usa(scope, &tx, &code).await?;
    codici::annulla_tutti(scope, &tx, id).await?;
    credenziali::imposta(scope, &tx, id, hash).await?;
    segna_verificata(&tx, id).await?;
    persona::imposta_email(&tx, id, proof.email.clone(), false).await?;
    profilo::chiedi_conferma(scope, &tx, id, &proof.email, "registrazione").await?;
    let telefono = proof.telefono.or_else(|| chi.telefono.clone());
    persona::imposta_recapiti(&tx, id, telefono, chi.indirizzo.clone()).await?;
    sessioni::chiudi(&tx, id, None).await?;
    let ctx = accedi::entra(scope, tx, &chi, guess, "registrati").await?;
    scope.wake_jobs(scope.now());
    sessioni::annuncia(scope, id).await;
    Ok(Registrazione::Completa(ctx))
}

/// Finishes a registration with the code that came by e-mail and the password that was chosen
/// when it was begun. The password is asked again because the code alone would finish whatever
/// somebody else began with a password of theirs.
///
/// # Errors
/// [`Errore::CodiceNonValido`] when the code or the password is wrong, or the person has
/// registered in the meantime; [`Errore::TroppiTentativi`].
pub async fn completa(
    scope: &Scope,
    hasher: &Hasher,
    codice: &str,
    password: String,
) -> Result<Ctx> {
    let guess = tentativi::conta(scope, CODICE, "").await?;
    let (code, id) = codici::trova(scope, scope.db(), codice, Scopo::Registrazione).await?;
    let waiting: InAttesa =
        serde_json::from_value(code.dati.clone()).map_err(InternalError::new)?;
    let right = hasher
        .verifica(Password::digitata(password), Some(waiting.hash.clone()))
        .await?;
    if !right || credenziali::hash_di(scope.db(), id).await?.is_some() {
        return Err(Errore::CodiceNonValido);
    }
    let chi = persona_con_id(scope.db(), id).await?;
    let email = chi.email.clone().ok_or(Errore::CodiceNonValido)?;
    let tx = scope.begin().await?;
    codici::usa(scope, &tx, &code).await?;
    credenziali::imposta(scope, &tx, id, waiting.hash).await?;
    persona::imposta_email(&tx, id, email, true).await?;
    let telefono = chi.telefono.clone().or(waiting.telefono);
    persona::imposta_recapiti(&tx, id, telefono, chi.indirizzo.clone()).await?;
    accedi::entra(scope, tx, &chi, guess, "registrati").await
}
