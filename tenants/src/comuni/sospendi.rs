//! Suspending a comune and resuming it.

use campanella_kernel::ComuneId;

use super::Comuni;
use crate::catalogo::Stato;
use crate::errore::Errore;

impl Comuni {
    /// Suspends `id`: whoever asks for it is told so; its work waits.
    ///
    /// # Errors
    /// When there is no such comune, or it is not in service.
    pub async fn sospendi(&self, id: &ComuneId, motivo: &str, chi: &str) -> Result<(), Errore> {
        let azione = format!("sospendi: {motivo}");
        let da = [Stato::Attivo, Stato::Sospeso];
        self.cambia_stato(id, &da, Stato::Sospeso, &azione, chi)
            .await?;
        self.stores.close(id).await;
        Ok(())
    }

    /// Serves `id` again; also one whose removal was begun and not finished.
    ///
    /// # Errors
    /// When there is no such comune, or it was removed.
    pub async fn riattiva(&self, id: &ComuneId, chi: &str) -> Result<(), Errore> {
        let da = [Stato::Sospeso, Stato::Attivo, Stato::InEliminazione];
        self.cambia_stato(id, &da, Stato::Attivo, "riattiva", chi)
            .await?;
        Ok(())
    }
}
