//! An answer in words, line by line.

use campanella_kernel::GraphqlOutput;

use crate::messaggio::Messaggio;

/// Una riga della risposta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct RigaEsito {
    /// Che cosa.
    pub nome: String,
    /// Quanto, o come.
    pub valore: String,
}

impl RigaEsito {
    /// A line.
    pub(crate) fn new(nome: impl Into<String>, valore: impl ToString) -> Self {
        Self {
            nome: nome.into(),
            valore: valore.to_string(),
        }
    }

    /// A line about something that may be had, or why not.
    pub(crate) fn possibile(nome: String, divieto: Option<&Messaggio>) -> Self {
        let valore = divieto.map_or_else(|| "Sì.".to_owned(), |m| format!("No. {}", m.testo));
        Self { nome, valore }
    }
}
