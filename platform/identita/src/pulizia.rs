//! The nightly job that forgets what is no longer needed: guesses, codes, ended sessions.

use campanella_kernel::jobs::JobHandler;
use campanella_kernel::{Ctx, InternalError};
use sea_orm::entity::prelude::*;

use crate::entities::{codice, sessione, tentativo};
use crate::tentativi::FINESTRA_SECONDI;

/// Codes and sessions are kept for thirty days after their end, for whoever has to understand
/// what happened to an account.
const CONSERVAZIONE_SECONDI: i64 = 30 * 24 * 60 * 60;

pub(crate) struct Pulizia;

#[async_trait::async_trait]
impl JobHandler for Pulizia {
    fn tipo(&self) -> &'static str {
        "identita.pulizia"
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        Some((3, 40))
    }

    async fn run(&self, ctx: &Ctx, _contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let tx = ctx.begin().await?;
        let kept = ctx.now().piu_secondi(-CONSERVAZIONE_SECONDI);
        tentativo::Entity::delete_many()
            .filter(tentativo::Column::Quando.lt(ctx.now().piu_secondi(-FINESTRA_SECONDI)))
            .exec(&tx)
            .await?;
        codice::Entity::delete_many()
            .filter(codice::Column::Scade.lt(kept))
            .exec(&tx)
            .await?;
        sessione::Entity::delete_many()
            .filter(sessione::Column::Scade.lt(kept))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}
