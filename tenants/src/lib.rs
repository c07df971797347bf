//! The comuni that are hosted here, and the store of each.
//!
//! [`Comuni`] is the whole: the catalog says which comuni there are, on which hosts they answer
//! and where their stores are; [`Stores`] opens a comune's store and closes those that are not
//! used; [`Sveglie`] remembers when each comune next has work.
//!
//! Architecture invariant: a store that is behind the program, missing or damaged is refused,
//! never half served and never replaced by an empty one; the other comuni live on.

mod address;
mod catalogo;
mod comuni;
mod config;
mod connect;
mod errore;
mod esporta;
mod host;
mod store_error;
mod stores;
mod sveglia;
mod template;
pub mod testing;

#[cfg(test)]
mod tests;

pub use catalogo::{Scheda, Stato, TOPIC};
pub use comuni::{Comuni, EsitoMigrazione, Migrato, NuovoComune, Quali, Rapporto};
pub use config::Config;
pub use errore::Errore;
pub use esporta::Esportazione;
pub use host::{NomeHost, NomeHostError};
pub use store_error::StoreError;
pub use stores::Stores;
pub use sveglia::{Sveglia, Sveglie};
