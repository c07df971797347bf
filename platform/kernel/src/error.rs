//! Two worlds of errors: what a person can act on, and what only we can.
//!
//! Each module has one enum of refusals in Italian, each with a stable code. Whatever else goes
//! wrong (store, network, bug) is an [`InternalError`]: logged with the correlation id, shown as
//! one opaque sentence. Internal causes never reach an answer.

use std::fmt;

/// A refusal that a module can give: words for the person, a code for programs.
pub trait DomainError: std::error::Error + Send + Sync + 'static {
    /// Stable code, `SCREAMING_SNAKE` Italian, sent as `extensions.code`.
    fn code(&self) -> &'static str;

    /// The name of the input at fault, sent as `extensions.campo`.
    fn campo(&self) -> Option<&str>;

    /// The internal cause when this is no refusal but a failure of ours.
    fn internal(&self) -> Option<&InternalError>;

    /// What a program needs besides the words, sent as further `extensions`: for a conflict, the
    /// present state.
    fn dettagli(&self) -> serde_json::Map<String, serde_json::Value> {
        serde_json::Map::new()
    }
}

/// A failure that the person cannot mend. Its display is safe to show; its cause is for the log.
#[derive(Debug)]
pub struct InternalError {
    cause: Box<dyn std::error::Error + Send + Sync>,
}

impl InternalError {
    /// Wraps a cause.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            cause: cause.into(),
        }
    }

    /// The cause, for logs only.
    #[must_use]
    pub fn cause(&self) -> &(dyn std::error::Error + Send + Sync) {
        &*self.cause
    }
}

impl fmt::Display for InternalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Si è verificato un errore del sistema. Riprovare tra qualche minuto.")
    }
}

impl std::error::Error for InternalError {}

impl From<sea_orm::DbErr> for InternalError {
    fn from(e: sea_orm::DbErr) -> Self {
        Self::new(e)
    }
}

impl From<serde_json::Error> for InternalError {
    fn from(e: serde_json::Error) -> Self {
        Self::new(e)
    }
}

/// The refusals that every module shares.
#[derive(Debug, thiserror::Error)]
pub enum Rifiuto {
    /// Nobody is logged in.
    #[error("Per continuare occorre accedere.")]
    NonAutenticato,
    /// Logged in, but the role does not allow it.
    #[error("Il proprio ruolo non permette questa operazione.")]
    NonPermesso,
    /// It does not exist, or belongs to somebody else: the two are not told apart.
    #[error("{0}: non trovato.")]
    NonTrovato(&'static str),
    /// An input that is refused, with the reason.
    #[error("{perche}")]
    DatoNonValido {
        /// Name of the input.
        campo: &'static str,
        /// Why, in Italian.
        perche: String,
    },
    /// A failure of ours.
    #[error(transparent)]
    Interno(#[from] InternalError),
}

impl Rifiuto {
    /// Refuses the input `campo` because of `perche`.
    pub fn dato(campo: &'static str, perche: impl fmt::Display) -> Self {
        Self::DatoNonValido {
            campo,
            perche: perche.to_string(),
        }
    }
}

impl From<sea_orm::DbErr> for Rifiuto {
    fn from(e: sea_orm::DbErr) -> Self {
        Self::Interno(e.into())
    }
}

impl DomainError for Rifiuto {
    fn code(&self) -> &'static str {
        match self {
            Self::NonAutenticato => "NON_AUTENTICATO",
            Self::NonPermesso => "NON_PERMESSO",
            Self::NonTrovato(_) => "NON_TROVATO",
            Self::DatoNonValido { .. } => "DATO_NON_VALIDO",
            Self::Interno(_) => "ERRORE_INTERNO",
        }
    }

    fn campo(&self) -> Option<&str> {
        match self {
            Self::DatoNonValido { campo, .. } => Some(campo),
            _ => None,
        }
    }

    fn internal(&self) -> Option<&InternalError> {
        match self {
            Self::Interno(e) => Some(e),
            _ => None,
        }
    }
}

/// Implements [`DomainError`] for a module's enum that has a variant `Comune(Rifiuto)` for the
/// shared refusals, from one code per own variant; also `From` for store and JSON failures.
///
/// ```ignore
/// domain_error!(Errore { OltreOrarioLimite { .. } => "OLTRE_ORARIO_LIMITE" });
/// ```
///
/// After it, `with method` names the enum's own method that gives [`DomainError::dettagli`].
#[macro_export]
macro_rules! domain_error {
    ($name:ident { $($variant:pat => $code:expr),* $(,)? } $(with $dettagli:ident)?) => {
        impl $crate::DomainError for $name {
            fn code(&self) -> &'static str {
                use $name::*;
                match self {
                    Comune(e) => $crate::DomainError::code(e),
                    $($variant => $code,)*
                }
            }

            fn campo(&self) -> Option<&str> {
                match self {
                    $name::Comune(e) => $crate::DomainError::campo(e),
                    _ => None,
                }
            }

            fn internal(&self) -> Option<&$crate::InternalError> {
                match self {
                    $name::Comune(e) => $crate::DomainError::internal(e),
                    _ => None,
                }
            }

            $(fn dettagli(&self) -> serde_json::Map<String, serde_json::Value> {
                self.$dettagli()
            })?
        }

        impl From<sea_orm::DbErr> for $name {
            fn from(e: sea_orm::DbErr) -> Self {
                Self::Comune(e.into())
            }
        }

        impl From<$crate::InternalError> for $name {
            fn from(e: $crate::InternalError) -> Self {
                Self::Comune(e.into())
            }
        }
    };
}
