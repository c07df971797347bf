//! E-mails to families. None names a child or an amount: whoever reads it by mistake learns nothing.

use campanella_kernel::jobs::{NewJob, enqueue};
use campanella_kernel::{Ctx, InternalError};
use sea_orm::DatabaseTransaction;
use serde_json::json;

/// The kind of job that sends an e-mail; its handler is the server's.
const INVIA: &str = "posta.invia";

/// An e-mail from the comune.
pub(crate) struct Lettera<'a> {
    /// Makes sending twice harmless.
    pub(crate) chiave: String,
    /// To whom.
    pub(crate) a: &'a str,
    /// Its subject, after the name of the comune.
    pub(crate) oggetto: &'a str,
    /// What it says, between the greeting and who sends it.
    pub(crate) testo: &'a str,
}

impl Lettera<'_> {
    /// Sends it when the transaction is over.
    pub(crate) async fn spedisci(
        self,
        ctx: &Ctx,
        tx: &DatabaseTransaction,
    ) -> Result<(), InternalError> {
        let comune = &ctx.comune().impostazioni.nome;
        let Self { oggetto, testo, .. } = self;
        let lavoro = NewJob {
            tipo: INVIA,
            chiave: self.chiave,
            contenuto: json!({
                "a": self.a,
                "oggetto": format!("{comune} - {oggetto}"),
                "testo": format!("Buongiorno,\n\n{testo}\n\n{comune}\nServizi scolastici\n"),
            }),
            da_eseguire: ctx.now(),
        };
        enqueue(ctx, tx, lavoro).await?;
        Ok(())
    }
}
