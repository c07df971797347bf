//! The e-mails of identity. They are jobs: asked for in the transaction of the act, sent after
//! it. They say nothing about children, services or payments, and carry no links: whoever gets
//! one has a code to type into the page they have open, and nothing to be lured by.

use campanella_kernel::jobs::{NewJob, enqueue};
use campanella_kernel::{Actor, Ctx, PermissionSet, Scope};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::Result;
use crate::segreto;

/// The kind of job that sends an e-mail; its handler is the server's.
const INVIA: &str = "posta.invia";

/// What is written to a person.
pub(crate) enum Lettera<'a> {
    /// The code that completes a registration.
    Registrazione { codice: &'a str },
    /// Somebody asked to register a person who has.
    GiaRegistrato,
    /// The code with which a new password is chosen.
    Recupero { codice: &'a str },
    /// The code that confirms a new address, sent to that address.
    ConfermaEmail { codice: &'a str },
    /// The address was changed; sent to the old one.
    EmailCambiata,
    /// The password was changed.
    PasswordCambiata,
}

impl Lettera<'_> {
    fn oggetto(&self) -> &'static str {
        match self {
            Self::Registrazione { .. } => "Codice per completare la registrazione",
            Self::GiaRegistrato => "Richiesta di registrazione",
            Self::Recupero { .. } => "Codice per scegliere una nuova password",
            Self::ConfermaEmail { .. } => "Codice per confermare l'indirizzo e-mail",
            Self::EmailCambiata => "L'indirizzo e-mail è stato cambiato",
            Self::PasswordCambiata => "La password è stata cambiata",
        }
    }

    fn corpo(&self) -> String {
        const NON_RICHIESTO: &str = "Se la richiesta non è sua, non occorre fare nulla: senza il \
            codice non succede niente. Non comunichi il codice a nessuno, nemmeno a chi dice di \
            chiamare dal comune.";
        match self {
            Self::Registrazione { codice } => format!(
                "per completare la registrazione al portale dei servizi scolastici scriva questo \
                 codice nella pagina in cui l'ha iniziata, insieme con la password che ha \
                 scelto. Il codice vale un'ora.\n\n    {codice}\n\n{NON_RICHIESTO}"
            ),
            Self::GiaRegistrato => "qualcuno ha chiesto di registrarsi al portale dei servizi \
                scolastici con i suoi dati, ma lei è già registrato. Se è stato lei, acceda con \
                la sua password oppure usi «Password dimenticata». Altrimenti non occorre fare \
                nulla."
                .to_owned(),
            Self::Recupero { codice } => format!(
                "per scegliere una nuova password scriva questo codice nella pagina in cui l'ha \
                 chiesta. Il codice vale un'ora.\n\n    {codice}\n\n{NON_RICHIESTO}"
            ),
            Self::ConfermaEmail { codice } => format!(
                "per confermare questo indirizzo e-mail scriva il codice nell'area personale del \
                 portale. Il codice vale un'ora.\n\n    {codice}\n\n{NON_RICHIESTO}"
            ),
            Self::EmailCambiata => "l'indirizzo e-mail con cui riceve le comunicazioni del \
                portale dei servizi scolastici è stato cambiato: questo non sarà più usato. Se \
                non è stato lei, si rivolga subito al comune."
                .to_owned(),
            Self::PasswordCambiata => "la password con cui accede al portale dei servizi \
                scolastici è stata cambiata. Se non è stato lei, ne scelga subito un'altra con \
                «Password dimenticata» e si rivolga al comune."
                .to_owned(),
        }
    }
}

/// Asks for `lettera` to be sent to `a`, within the transaction `db`. After the commit call
/// `wake_jobs`.
///
/// # Errors
/// When the store refuses.
pub(crate) async fn spedisci(
    scope: &Scope,
    db: &impl ConnectionTrait,
    a: &str,
    lettera: &Lettera<'_>,
) -> Result<()> {
    let comune = &scope.comune().impostazioni.nome;
    let contenuto = json!({
        "a": a,
        "oggetto": format!("{comune} - {}", lettera.oggetto()),
        "testo": format!(
            "Buongiorno,\n\n{}\n\n{comune}\nServizi scolastici\n",
            lettera.corpo()
        ),
    });
    chiedi(scope, db, INVIA, contenuto).await
}

/// Asks for a job of `tipo` that nobody else asks for, within the transaction `db`.
///
/// # Errors
/// When the store refuses.
pub(crate) async fn chiedi(
    scope: &Scope,
    db: &impl ConnectionTrait,
    tipo: &str,
    contenuto: serde_json::Value,
) -> Result<()> {
    let job = NewJob {
        tipo,
        chiave: format!("{tipo}:{}", segreto::nuovo()?),
        contenuto,
        da_eseguire: scope.now(),
    };
    enqueue(&sistema(scope), db, job).await?;
    Ok(())
}

/// The platform, acting for somebody who is not known yet.
pub(crate) fn sistema(scope: &Scope) -> Ctx {
    let actor = Actor::Sistema {
        lavoro: "identita".to_owned(),
    };
    scope.authenticated(actor, std::sync::Arc::new(PermissionSet::nessuno()))
}
