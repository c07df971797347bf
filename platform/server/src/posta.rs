//! E-mail: the job `posta.invia`, sent over SMTP or, without a mail server, put into a local
//! mailbox that a page shows. Nothing of a message is ever logged.

mod casella;
mod pagina;

use std::path::Path;
use std::time::Duration;

use campanella_kernel::jobs::JobHandler;
use campanella_kernel::{Ctx, InternalError};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

pub use casella::CasellaLocale;
pub use pagina::posta_locale;

/// The kind of job that sends an e-mail; its content is a [`Messaggio`].
pub const INVIA: &str = "posta.invia";

/// Longest wait for the mail server.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messaggio {
    /// Address of the recipient.
    pub a: String,
    /// Subject, one line.
    pub oggetto: String,
    /// Plain text.
    pub testo: String,
}

/// Sends e-mails.
pub struct Posta {
    mittente: Mailbox,
    consegna: Consegna,
}

enum Consegna {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Locale(CasellaLocale),
}

/// Why e-mail cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum PostaError {
    /// The sender is no address.
    #[error("mittente delle e-mail non valido: {0}")]
    Mittente(#[from] lettre::address::AddressError),
    /// The address of the mail server cannot be used. It holds a password: it is not repeated.
    #[error("indirizzo del server di posta non valido: usare smtps://utente:password@host")]
    Server,
}

impl Posta {
    /// Sends as `mittente` through the server `smtp`, or into the mailbox below `dati`.
    ///
    /// # Errors
    /// When one of the addresses is not valid.
    pub fn new(mittente: &str, smtp: Option<&str>, dati: &Path) -> Result<Self, PostaError> {
        let consegna = match smtp {
            Some(url) => Consegna::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|_| PostaError::Server)?
                    .timeout(Some(PATIENCE))
                    .build(),
            ),
            None => Consegna::Locale(CasellaLocale::new(dati)),
        };
        Ok(Self {
            mittente: mittente.parse()?,
            consegna,
        })
    }

    /// The local mailbox, when no mail server is configured.
    #[must_use]
    pub fn casella(&self) -> Option<&CasellaLocale> {
        match &self.consegna {
            Consegna::Locale(casella) => Some(casella),
            Consegna::Smtp(_) => None,
        }
    }

    /// From the comune, at the platform's address; an answer goes to the school office.
    fn componi(&self, ctx: &Ctx, messaggio: &Messaggio) -> Result<Message, InternalError> {
        let settings = &ctx.comune().impostazioni;
        let from = Mailbox::new(Some(settings.nome.clone()), self.mittente.email.clone());
        let mut builder = Message::builder()
            .from(from)
            .to(address(&messaggio.a)?)
            .subject(&messaggio.oggetto)
            .date(ctx.now().utc().into())
            .header(ContentType::TEXT_PLAIN);
        if let Some(office) = &settings.contatti.email {
            builder = builder.reply_to(address(office)?);
        }
        builder
            .body(messaggio.testo.clone())
            .map_err(|_| InternalError::new("il messaggio non si può comporre"))
    }
}

/// An address, without repeating it in the error.
fn address(text: &str) -> Result<Mailbox, InternalError> {
    text.parse()
        .map_err(|_| InternalError::new("indirizzo e-mail non valido"))
}

#[async_trait::async_trait]
impl JobHandler for Posta {
    fn tipo(&self) -> &'static str {
        INVIA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let messaggio = Messaggio::deserialize(contenuto)
            // serde quotes what it found: that may be the message.
            .map_err(|_| InternalError::new("il lavoro non contiene un messaggio"))?;
        match &self.consegna {
            Consegna::Smtp(server) => {
                let message = self.componi(ctx, &messaggio)?;
                server.send(message).await.map_err(|e| without_data(&e))?;
                Ok(())
            }
            Consegna::Locale(casella) => casella.consegna(ctx, &messaggio).await,
        }
    }
}

/// The failure in words of ours: a server's answer often repeats the address.
fn without_data(error: &smtp::Error) -> InternalError {
    InternalError::new(match error.status() {
        Some(code) => format!("il server di posta ha risposto {code}"),
        None if error.is_timeout() => "il server di posta non risponde in tempo".to_owned(),
        None if error.is_tls() => "la connessione al server di posta non è sicura".to_owned(),
        None => "il server di posta non si raggiunge".to_owned(),
    })
}

#[cfg(test)]
mod tests;
