//! What identity refuses, and why.

use campanella_kernel::{InternalError, Rifiuto, domain_error};

/// A refusal of identity.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// A refusal that all modules share.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
    /// Nobody has that name with that password; which of the two is wrong is not said.
    #[error("Codice fiscale (o codice persona) o password non corretti.")]
    CredenzialiErrate,
    /// The person's present password was typed wrong.
    #[error("La password attuale non è corretta.")]
    PasswordErrata,
    /// Too many guesses from here.
    #[error("Troppi tentativi da questo collegamento. Riprovare tra {minuti} minuti.")]
    TroppiTentativi {
        /// Minutes to wait, at least one.
        minuti: i64,
    },
    /// The code is wrong, used or too old; which of them is not said.
    #[error("Il codice non è valido, è già stato usato oppure è scaduto.")]
    CodiceNonValido,
    /// Somebody may give only what they have themselves.
    #[error("Si possono dare solo ruoli e permessi che si hanno: manca «{permesso}».")]
    PermessoNonCedibile {
        /// The first permission that is missing.
        permesso: String,
    },
    /// A comune always has somebody who can give roles.
    #[error(
        "È l'ultima persona con il ruolo di amministratore: assegnarlo prima a un'altra persona."
    )]
    UltimoAmministratore,
    /// There is a role of that name already.
    #[error("Esiste già un ruolo con questo nome.")]
    RuoloEsistente,
    /// Somebody still has the role that should go.
    #[error("Il ruolo è ancora assegnato a qualcuno o a un programma: toglierlo prima.")]
    RuoloInUso,
    /// Another administrator was first.
    #[error(
        "Qualcun altro ha cambiato le impostazioni nel frattempo. Ricaricare la pagina per vedere \
         quelle attuali, poi riprovare."
    )]
    ImpostazioniCambiate,
}

domain_error!(Errore {
    CredenzialiErrate => "CREDENZIALI_ERRATE",
    PasswordErrata => "PASSWORD_ERRATA",
    TroppiTentativi { .. } => "TROPPI_TENTATIVI",
    CodiceNonValido => "CODICE_NON_VALIDO",
    PermessoNonCedibile { .. } => "PERMESSO_NON_CEDIBILE",
    UltimoAmministratore => "ULTIMO_AMMINISTRATORE",
    RuoloEsistente => "RUOLO_ESISTENTE",
    RuoloInUso => "RUOLO_IN_USO",
    ImpostazioniCambiate => "IMPOSTAZIONI_CAMBIATE",
});

impl From<campanella_anagrafe::Errore> for Errore {
    fn from(e: campanella_anagrafe::Errore) -> Self {
        match e {
            campanella_anagrafe::Errore::Comune(shared) => Self::Comune(shared),
            // Of what identity asks, anagrafe refuses nothing else.
            other => InternalError::new(other).into(),
        }
    }
}

/// The result of a function of identity.
pub type Result<T, E = Errore> = std::result::Result<T, E>;
