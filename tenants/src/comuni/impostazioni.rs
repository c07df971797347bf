//! The settings of comuni, for the modules: they know the kernel's trait, not this crate.

use campanella_kernel::comune::{CambioImpostazioni, CatalogoImpostazioni, ImpostazioniVigenti};
use campanella_kernel::{ComuneId, Impostazioni, InternalError};

use super::Comuni;
use crate::errore::Errore;

#[async_trait::async_trait]
impl CatalogoImpostazioni for Comuni {
    async fn leggi(&self, comune: &ComuneId) -> Result<ImpostazioniVigenti, InternalError> {
        let row = self
            .catalogo
            .row(comune)
            .await
            .map_err(InternalError::new)?;
        Ok(ImpostazioniVigenti {
            impostazioni: serde_json::from_value(row.impostazioni)?,
            versione: row.versione_impostazioni,
        })
    }

    async fn cambia(
        &self,
        comune: &ComuneId,
        impostazioni: &Impostazioni,
        versione: i64,
        chi: &str,
    ) -> Result<CambioImpostazioni, InternalError> {
        let done = self
            .cambia_impostazioni(comune, impostazioni, Some(versione), chi)
            .await;
        match done {
            Ok(versione) => Ok(CambioImpostazioni::Fatto(versione)),
            Err(Errore::ImpostazioniCambiate(_)) => Ok(CambioImpostazioni::Superato),
            Err(e) => Err(InternalError::new(e)),
        }
    }
}
