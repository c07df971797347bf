//! The services on which a child may be enrolled.

use std::fmt;

use campanella_macros::GraphqlEnum;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// A school service of the comune. An iscrizione has the same fields on each of them.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "lowercase")]
pub enum Servizio {
    /// School meals.
    #[sea_orm(string_value = "refezione")]
    Refezione,
    /// School bus.
    #[sea_orm(string_value = "trasporto")]
    Trasporto,
}

impl Servizio {
    /// The name in the stores, in regulations and in addresses.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Refezione => "refezione",
            Self::Trasporto => "trasporto",
        }
    }
}

impl fmt::Display for Servizio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refezione => "Refezione scolastica",
            Self::Trasporto => "Trasporto scolastico",
        })
    }
}
