//! XML in and out: a reader that takes nothing but elements and text, and a writer.

mod lettura;
mod scrittura;
mod sequenza;
mod valore;

pub(crate) use lettura::{Elemento, leggi};
pub(crate) use scrittura::Scrittore;
pub(crate) use sequenza::Sequenza;
pub(crate) use valore::Valore;

/// Why a document is not what the definitions say. Names the element and never quotes its value,
/// which may be personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Sintassi {
    /// Not a document that we read: not well formed, too large or too deep, not UTF-8, or with
    /// what messages have no use for (DTD, entities, processing instructions).
    #[error("documento XML non ammesso: {0}")]
    Documento(&'static str),
    /// An element is missing, or another stands in its place.
    #[error("{padre}: manca l'elemento {atteso}")]
    Manca {
        /// The element that should hold it.
        padre: String,
        /// Its name.
        atteso: &'static str,
    },
    /// An element or attribute that the definitions do not have there.
    #[error("{padre}: {trovato} non previsto")]
    NonPrevisto {
        /// The element that holds it.
        padre: String,
        /// Its name.
        trovato: String,
    },
    /// The value of an element does not have the form of its type.
    #[error("{elemento}: valore non valido")]
    Valore {
        /// The element.
        elemento: String,
    },
}
