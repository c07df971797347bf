//! Why a row of a flat register is not written, in words for whoever keeps the register.

use sea_orm::{DbErr, SqlErr};

use crate::{DomainError, InternalError, Rifiuto};

/// Why a row of a flat register is not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum RefusedWrite {
    /// A value that cannot be taken.
    #[error("{perche}")]
    Dato {
        /// Its name.
        campo: String,
        /// Why.
        perche: String,
    },
    /// Another row has a value that must be of one row only.
    #[error("{0}")]
    GiaPresente(&'static str),
    /// Other rows refer to it.
    #[error("{0}")]
    InUso(&'static str),
    /// A key of another register that no row has.
    #[error("Uno degli identificativi scritti non esiste: controllarli e riprovare.")]
    NonCollegato,
    /// A refusal that all share.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

impl RefusedWrite {
    /// What the store says against a new or changed row.
    pub(super) fn of_write(e: DbErr, duplicate: &'static str) -> Self {
        match e.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::GiaPresente(duplicate),
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::NonCollegato,
            _ => e.into(),
        }
    }

    /// What the store says against a row that should go.
    pub(super) fn of_delete(e: DbErr, in_use: &'static str) -> Self {
        match e.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::InUso(in_use),
            _ => e.into(),
        }
    }
}

impl From<DbErr> for RefusedWrite {
    fn from(e: DbErr) -> Self {
        Self::Comune(e.into())
    }
}

impl DomainError for RefusedWrite {
    fn code(&self) -> &'static str {
        match self {
            Self::Dato { .. } => "DATO_NON_VALIDO",
            Self::GiaPresente(_) => "GIA_PRESENTE",
            Self::InUso(_) => "IN_USO",
            Self::NonCollegato => "NON_TROVATO",
            Self::Comune(e) => e.code(),
        }
    }

    fn campo(&self) -> Option<&str> {
        match self {
            Self::Dato { campo, .. } => Some(campo),
            Self::Comune(e) => e.campo(),
            _ => None,
        }
    }

    fn internal(&self) -> Option<&InternalError> {
        match self {
            Self::Comune(e) => e.internal(),
            _ => None,
        }
    }
}
