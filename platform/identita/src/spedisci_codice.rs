//! The job that looks a person up and sends the code that was asked for. It is a job so that
//! whoever asks cannot tell, by answer or by time, whether there is such a person.

use campanella_anagrafe::{Persona, persona_riconosciuta};
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::{Ctx, InternalError, Scope};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::codici::{self, DURATA_POSTA_SECONDI};
use crate::entities::codice::{self, Scopo};
use crate::posta::{self, Lettera};
use crate::registrati::InAttesa;
use crate::{Errore, Result, credenziali, persona, segreto};

const TIPO: &str = "identita.spedisci_codice";

/// Codes for one purpose that a mailbox gets in [`RESPIRO_SECONDI`] at the most.
const CODICI_PER_CASELLA: u64 = 3;
/// One hour.
const RESPIRO_SECONDI: i64 = 60 * 60;

/// Notes that somebody asked for a code for `scopo`, with what they typed, and asks for the job.
///
/// # Errors
/// When the store fails.
pub(crate) async fn chiedi(scope: &Scope, scopo: Scopo, dati: serde_json::Value) -> Result<()> {
    let tx = scope.begin().await?;
    let row = codice::ActiveModel {
        persona_id: Set(None),
        scopo: Set(scopo),
        // Of a secret that nobody has: until it is replaced, no code fits.
        hash: Set(segreto::impronta(&segreto::nuovo()?)),
        dati: Set(dati),
        scade: Set(scope.now().piu_secondi(DURATA_POSTA_SECONDI)),
        usato_il: Set(None),
        creato_da: Set("portale".to_owned()),
        creato_il: Set(scope.now()),
        ..Default::default()
    };
    let id = codice::Entity::insert(row).exec(&tx).await?.last_insert_id;
    posta::chiedi(scope, &tx, TIPO, json!({ "codice": id })).await?;
    tx.commit().await?;
    scope.wake_jobs(scope.now());
    Ok(())
}

/// Does the job.
pub(crate) struct SpedisciCodice;

#[async_trait::async_trait]
impl JobHandler for SpedisciCodice {
    fn tipo(&self) -> &'static str {
        TIPO
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let id = contenuto["codice"]
            .as_i64()
            .ok_or_else(|| InternalError::new("a job without the key of its code"))?;
        spedisci(ctx, id).await.map_err(|e| match e {
            Errore::Comune(campanella_kernel::Rifiuto::Interno(internal)) => internal,
            other => InternalError::new(other),
        })?;
        ctx.wake_jobs(ctx.now());
        Ok(())
    }
}

/// Sends the code of the request `id`, or drops the request when there is nobody to send it to.
/// Doing it twice sends one e-mail: the first time gives the request its person.
async fn spedisci(ctx: &Ctx, id: i64) -> Result<()> {
    let tx = ctx.begin().await?;
    let Some(request) = codice::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .filter(|r| r.persona_id.is_none() && r.scade > ctx.now())
    else {
        return Ok(());
    };
    match destinatario(ctx, &tx, &request).await? {
        Some((chi, email)) => manda(ctx, &tx, request, &chi, &email).await?,
        None => {
            codice::Entity::delete_by_id(id).exec(&tx).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The person who is meant, and the address to which a code may go: for a registration the one
/// that the office holds, to recover a password only one that was confirmed.
async fn destinatario(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &codice::Model,
) -> Result<Option<(Persona, String)>> {
    let found = match request.scopo {
        Scopo::Registrazione => {
            let waiting: InAttesa =
                serde_json::from_value(request.dati.clone()).map_err(InternalError::new)?;
            persona_riconosciuta(db, &waiting.codice_fiscale).await?
        }
        _ => {
            let utente = request.dati["utente"].as_str().unwrap_or_default();
            persona::con_nome_utente(db, utente)
                .await?
                .filter(|p| p.email_confermata)
        }
    };
    let Some(chi) = found else { return Ok(None) };
    let Some(email) = chi.email.clone() else {
        return Ok(None);
    };
    let since = ctx.now().piu_secondi(-RESPIRO_SECONDI);
    let sent = codici::recenti(db, chi.id, request.scopo, since).await?;
    Ok((sent < CODICI_PER_CASELLA).then_some((chi, email)))
}

async fn manda(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: codice::Model,
    chi: &Persona,
    email: &str,
) -> Result<()> {
    let registered = credenziali::hash_di(db, chi.id).await?.is_some();
    codici::annulla(ctx, db, chi.id, request.scopo).await?;
    let (code, hash) = segreto::nuovo_codice()?;
    let known_already = request.scopo == Scopo::Registrazione && registered;
    let row = codice::ActiveModel {
        id: Set(request.id),
        persona_id: Set(Some(chi.id)),
        hash: Set(hash),
        // A code that was never sent is not waited for.
        usato_il: Set(known_already.then(|| ctx.now())),
        ..Default::default()
    };
    codice::Entity::update(row).exec(db).await?;
    let letter = match request.scopo {
        Scopo::Registrazione if registered => Lettera::GiaRegistrato,
        Scopo::Registrazione => Lettera::Registrazione { codice: &code },
        _ => Lettera::Recupero { codice: &code },
    };
    posta::spedisci(ctx, db, email, &letter).await
}
