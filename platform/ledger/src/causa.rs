//! Why money moves: no entry without a cause.

use std::fmt::Display;

use sea_orm::{DeriveActiveEnum, EnumIter};

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TipoCausa {
    /// A meal or a ride was consumed on a prepaid service.
    #[sea_orm(string_value = "consumo")]
    Consumo,
    /// Money came in.
    #[sea_orm(string_value = "incasso")]
    Incasso,
    /// A receipt of pagoPA that matched nothing, and its money given back.
    #[sea_orm(string_value = "ricevuta")]
    Ricevuta,
    /// A bill was issued.
    #[sea_orm(string_value = "retta")]
    Retta,
    /// Credit went from one account of a family to another.
    #[sea_orm(string_value = "trasferimento")]
    Trasferimento,
    /// A refund was granted, or paid out.
    #[sea_orm(string_value = "rimborso")]
    Rimborso,
    /// An office corrected a balance, with its reason.
    #[sea_orm(string_value = "rettifica")]
    Rettifica,
    /// An entry is undone.
    #[sea_orm(string_value = "storno")]
    Storno,
}

/// Why an entry is made: the kind, and the key of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Causa {
    tipo: TipoCausa,
    riferimento: String,
}

impl Causa {
    /// `tipo`, because of the thing whose key is `riferimento`.
    #[must_use]
    pub fn nuova(tipo: TipoCausa, riferimento: impl Display) -> Self {
        Self {
            tipo,
            riferimento: riferimento.to_string(),
        }
    }

    /// The kind.
    #[must_use]
    pub const fn tipo(&self) -> TipoCausa {
        self.tipo
    }

    /// The key of what it is about.
    #[must_use]
    pub fn riferimento(&self) -> &str {
        &self.riferimento
    }
}
