//! What the books refuse.

use campanella_kernel::{Giorno, Importo, Rifiuto, domain_error};

/// A refusal of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// The period to which the entry would belong is closed.
    #[error("Il periodo contabile fino al {0} è chiuso: registrare con una data successiva.")]
    PeriodoChiuso(Giorno),
    /// An amount that is none, or negative.
    #[error("L'importo deve essere maggiore di zero, non {0}.")]
    ImportoNonPositivo(Importo),
    /// Money would go from an account to itself.
    #[error("Il conto di partenza e quello di arrivo sono lo stesso.")]
    StessoConto,
    /// The total does not fit.
    #[error("L'importo è troppo grande.")]
    ImportoTroppoGrande,
    /// The key was used for something else.
    #[error("Questa operazione è già stata registrata con altri dati: aggiornare la pagina.")]
    ChiaveRiusata,
    /// It was undone before.
    #[error("Questa scrittura è già stata stornata.")]
    GiaStornata,
    /// It is itself the undoing of another.
    #[error("Uno storno non si storna: registrare di nuovo l'operazione.")]
    StornoDiStorno,
    /// What every module refuses.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

domain_error!(Errore {
    PeriodoChiuso(_) => "PERIODO_CHIUSO",
    ImportoNonPositivo(_) => "IMPORTO_NON_POSITIVO",
    StessoConto => "STESSO_CONTO",
    ImportoTroppoGrande => "IMPORTO_TROPPO_GRANDE",
    ChiaveRiusata => "CHIAVE_RIUSATA",
    GiaStornata => "GIA_STORNATA",
    StornoDiStorno => "STORNO_DI_STORNO",
});
