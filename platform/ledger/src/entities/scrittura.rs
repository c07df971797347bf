//! Entries.

use campanella_kernel::{Giorno, Importo, Istante};
use sea_orm::entity::prelude::*;

use crate::ScritturaId;
use crate::causa::TipoCausa;

/// An entry. Never changed: a mistake is undone by another entry.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scrittura")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: ScritturaId,
    /// Makes asking twice harmless.
    #[sea_orm(unique)]
    pub chiave: String,
    /// The kind of cause.
    pub causa: TipoCausa,
    /// The key of what it is about.
    pub riferimento: String,
    /// In words, for the movements that people read. No personal data.
    pub descrizione: String,
    /// The day to which it belongs.
    pub giorno: Giorno,
    /// The sum of its movements.
    pub totale: Importo,
    /// The entry that this one undoes.
    #[sea_orm(unique)]
    pub storna: Option<ScritturaId>,
    /// Who posted it.
    pub registrata_da: String,
    /// When.
    pub registrata_il: Istante,
    /// Correlation id of the request.
    pub correlazione: String,
}

impl ActiveModelBehavior for ActiveModel {}
