//! Who acts.

use crate::PersonaId;

/// Who is behind a request or a job. It is written into the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who logged in.
    Persona {
        /// The person.
        id: PersonaId,
        /// Name and surname, for the log.
        nome: String,
    },
    /// A program of the offices, with an API token.
    Token {
        /// Key of the token.
        id: i64,
        /// The name that the office gave it.
        nome: String,
    },
    /// Somebody of the vendor, who entered this comune for a stated reason and a limited time.
    Supporto {
        /// Who.
        operatore: String,
        /// Why.
        motivo: String,
    },
    /// The platform itself.
    Sistema {
        /// The kind of job.
        lavoro: String,
    },
}

impl Actor {
    /// The person, if a person logged in.
    #[must_use]
    pub const fn persona(&self) -> Option<PersonaId> {
        match self {
            Self::Persona { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// How the audit log and the history of a booking name who acted, e.g. `Giulia Verdi`.
    #[must_use]
    pub fn descrizione(&self) -> String {
        match self {
            Self::Persona { nome, .. } => nome.clone(),
            Self::Token { nome, .. } => format!("programma «{nome}»"),
            Self::Supporto { operatore, motivo } => {
                format!("assistenza del fornitore ({operatore}): {motivo}")
            }
            Self::Sistema { lavoro } => format!("sistema ({lavoro})"),
        }
    }
}
