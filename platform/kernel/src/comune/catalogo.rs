//! Where the settings of comuni are kept, as modules see it.

use super::{ComuneId, Impostazioni};
use crate::InternalError;

/// The settings that hold, and how often they have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpostazioniVigenti {
    /// The settings.
    pub impostazioni: Impostazioni,
    /// 1, then one more at each change: who changes them names the one that they saw.
    pub versione: i64,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CambioImpostazioni {
    /// It holds, on every node; this is its version.
    Fatto(i64),
    /// Somebody else changed them first: nothing was written.
    Superato,
}

/// The settings of the comuni, which outlive their stores: a service of the platform, found with
/// [`Scope::service`](crate::Scope::service) as `Arc<dyn CatalogoImpostazioni>`.
#[async_trait::async_trait]
pub trait CatalogoImpostazioni: Send + Sync {
    /// The settings of `comune` as they are now, also when another node has just changed them.
    async fn leggi(&self, comune: &ComuneId) -> Result<ImpostazioniVigenti, InternalError>;

    /// Gives `comune` other settings, if those of `versione` still hold. `chi` goes into the
    /// vendor's log.
    async fn cambia(
        &self,
        comune: &ComuneId,
        impostazioni: &Impostazioni,
        versione: i64,
        chi: &str,
    ) -> Result<CambioImpostazioni, InternalError>;
}
