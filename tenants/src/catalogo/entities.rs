//! The rows of the catalog.

pub(crate) mod cambiamento;
pub(crate) mod comune;
pub(crate) mod host;
pub(crate) mod registro_fornitore;
pub(crate) mod sveglia;
