//! The area personale: contacts, e-mail and password of whoever is logged in.

use campanella_anagrafe::{Persona, leggi_email, persona_con_id};
use campanella_kernel::{Ctx, GraphqlInput, PersonaId, Rifiuto, Scope, audit};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::codici::{self, DURATA_POSTA_SECONDI, NuovoCodice};
use crate::entities::codice::Scopo;
use crate::posta::{self, Lettera};
use crate::tentativi::{self, ACCESSO, CODICE};
use crate::{Errore, Hasher, Password, Result, credenziali, persona, sessioni};

/// Characters of a telephone or a postal address at the most.
const RECAPITO_MASSIMO: usize = 200;

/// I recapiti da cambiare; un dato assente resta com'è, uno vuoto viene tolto.
#[derive(GraphqlInput)]
pub struct AggiornaDatiInput {
    /// Telefono.
    pub telefono: Option<String>,
    /// Indirizzo di residenza o domicilio.
    pub indirizzo: Option<String>,
}

/// Changes the contacts of whoever is logged in. Name and codice fiscale are the office's.
///
/// # Errors
/// When a contact is too long, or no person is logged in.
pub async fn aggiorna_dati(ctx: &Ctx, dati: AggiornaDatiInput) -> Result<()> {
    let id = ctx.persona()?;
    let given = |campo, text: &Option<String>| leggi_recapito(campo, text.as_deref());
    let telefono = given("dati.telefono", &dati.telefono)?;
    let indirizzo = given("dati.indirizzo", &dati.indirizzo)?;
    let tx = ctx.begin().await?;
    let now = persona_con_id(&tx, id).await?;
    let telefono = if dati.telefono.is_some() {
        telefono
    } else {
        now.telefono
    };
    let indirizzo = if dati.indirizzo.is_some() {
        indirizzo
    } else {
        now.indirizzo
    };
    persona::imposta_recapiti(&tx, id, telefono, indirizzo).await?;
    registra(ctx, &tx, "aggiornaDati", id).await?;
    tx.commit().await?;
    Ok(())
}

/// Reads a contact; a blank one is none.
///
/// # Errors
/// When it is too long or has control characters.
pub(crate) fn leggi_recapito(
    campo: &'static str,
    text: Option<&str>,
) -> Result<Option<String>, Rifiuto> {
    let text = text.unwrap_or_default().trim();
    if text.chars().count() > RECAPITO_MASSIMO || text.chars().any(char::is_control) {
        let perche = format!("al massimo {RECAPITO_MASSIMO} caratteri, su una riga");
        return Err(Rifiuto::dato(campo, perche));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Sends a code to the address `email`, with which [`conferma_email`] makes it the person's.
///
/// # Errors
/// [`Errore::PasswordErrata`], [`Errore::TroppiTentativi`], or an address that is none.
pub async fn cambia_email(ctx: &Ctx, hasher: &Hasher, email: &str, password: String) -> Result<()> {
    let email = leggi_email("email", email)?;
    let chi = con_password(ctx, hasher, password).await?;
    let _counted = tentativi::conta(ctx, tentativi::POSTA, "").await?;
    let tx = ctx.begin().await?;
    chiedi_conferma(ctx, &tx, chi.id, &email, &ctx.actor().descrizione()).await?;
    registra(ctx, &tx, "cambiaEmail", chi.id).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Sends `email` a code with which `persona` confirms it, within the transaction `db`.
///
/// # Errors
/// When the store fails.
pub(crate) async fn chiedi_conferma(
    scope: &Scope,
    db: &impl ConnectionTrait,
    persona: PersonaId,
    email: &str,
    creato_da: &str,
) -> Result<()> {
    let new = NuovoCodice {
        persona,
        scopo: Scopo::Email,
        dati: json!({ "email": email }),
        scade: scope.now().piu_secondi(DURATA_POSTA_SECONDI),
        creato_da,
    };
    let code = codici::crea(scope, db, new).await?;
    posta::spedisci(scope, db, email, &Lettera::ConfermaEmail { codice: &code }).await
}

/// Makes the address to which the code went that of whoever is logged in, and tells the old one.
///
/// # Errors
/// [`Errore::CodiceNonValido`], also when the code is another's; [`Errore::TroppiTentativi`].
pub async fn conferma_email(ctx: &Ctx, codice: &str) -> Result<()> {
    let id = ctx.persona()?;
    let guess = tentativi::conta(ctx, CODICE, "").await?;
    let (code, whose) = codici::trova(ctx, ctx.db(), codice, Scopo::Email).await?;
    let email = code.dati["email"].as_str().map(str::to_owned);
    let email = email
        .filter(|_| whose == id)
        .ok_or(Errore::CodiceNonValido)?;
    let tx = ctx.begin().await?;
    guess.riuscito(&tx).await?;
    codici::usa(ctx, &tx, &code).await?;
    let before = persona_con_id(&tx, id).await?;
    if let Some(old) = before.email.filter(|old| *old != email) {
        posta::spedisci(ctx, &tx, &old, &Lettera::EmailCambiata).await?;
    }
    persona::imposta_email(&tx, id, email, true).await?;
    // A code to recover the password may be on its way to the old address.
    codici::annulla(ctx, &tx, id, Scopo::Recupero).await?;
    registra(ctx, &tx, "confermaEmail", id).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Changes the password of whoever is logged in; their other sessions end.
///
/// # Errors
/// [`Errore::PasswordErrata`], [`Errore::TroppiTentativi`], or a password that is too weak.
pub async fn cambia_password(
    ctx: &Ctx,
    hasher: &Hasher,
    attuale: String,
    nuova: String,
) -> Result<()> {
    let chi = con_password(ctx, hasher, attuale).await?;
    let hash = credenziali::hash_nuova(hasher, &chi, nuova, "nuova").await?;
    let tx = ctx.begin().await?;
    credenziali::imposta(ctx, &tx, chi.id, hash).await?;
    codici::annulla_tutti(ctx, &tx, chi.id).await?;
    sessioni::chiudi(&tx, chi.id, ctx.client().sessione).await?;
    if let Some(email) = &chi.email {
        posta::spedisci(ctx, &tx, email, &Lettera::PasswordCambiata).await?;
    }
    registra(ctx, &tx, "cambiaPassword", chi.id).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    sessioni::annuncia(ctx, chi.id).await;
    Ok(())
}

/// Whoever is logged in, if they typed their password: an unattended session is not enough to
/// take an account over.
async fn con_password(ctx: &Ctx, hasher: &Hasher, password: String) -> Result<Persona> {
    let id = ctx.persona()?;
    let guess = tentativi::conta(ctx, ACCESSO, &format!("persona {id}")).await?;
    let hash = credenziali::hash_di(ctx.db(), id).await?;
    if !hasher.verifica(Password::digitata(password), hash).await? {
        return Err(Errore::PasswordErrata);
    }
    let tx = ctx.begin().await?;
    guess.riuscito(&tx).await?;
    tx.commit().await?;
    Ok(persona_con_id(ctx.db(), id).await?)
}

async fn registra(ctx: &Ctx, db: &impl ConnectionTrait, azione: &str, id: PersonaId) -> Result<()> {
    audit::record(ctx, db, azione, "persona", Some(id.key()), json!({})).await?;
    Ok(())
}
