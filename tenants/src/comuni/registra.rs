//! The vendor's log of what its people did within a comune.

use campanella_kernel::ComuneId;

use super::Comuni;
use crate::errore::Errore;

impl Comuni {
    /// Notes what `chi` of the vendor did within `id`. The comune's own log has it too, in its
    /// store; this row stays when the comune has gone with its store.
    ///
    /// # Errors
    /// When the catalog refuses: what was done must then not be handed out.
    pub async fn registra(
        &self,
        id: &ComuneId,
        azione: &str,
        chi: &str,
        dettaglio: serde_json::Value,
    ) -> Result<(), Errore> {
        let catalogo = &self.catalogo;
        Ok(catalogo
            .registra(catalogo.db(), chi, azione, id, dettaglio)
            .await?)
    }
}
