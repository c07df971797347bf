//! A simulation: another tariff on the meals of a past period.

use campanella_kernel::{Giorno, GraphqlEnum, Istante};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::simula::conto::Conto;

/// How far a simulation is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum StatoSimulazione {
    /// In corso.
    #[sea_orm(string_value = "in_corso")]
    InCorso,
    /// Finita.
    #[sea_orm(string_value = "finita")]
    Finita,
    /// Annullata.
    #[sea_orm(string_value = "annullata")]
    Annullata,
}

/// A simulation. It writes nothing but this row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "simulazione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// First day of the period.
    pub dal: Giorno,
    /// Last day of the period.
    pub al: Giorno,
    /// SHA-256 of the component that is tried.
    pub digest: String,
    /// Its parameters.
    #[sea_orm(column_type = "JsonBinary")]
    pub parametri: Json,
    /// How far it is.
    pub stato: StatoSimulazione,
    /// Meals of the period.
    pub totale: i64,
    /// Meals computed so far.
    pub fatte: i64,
    /// The account so far.
    #[sea_orm(column_type = "JsonBinary")]
    pub risultato: Option<ContoSalvato>,
    /// Who asked for it.
    pub chiesta_da: String,
    /// When.
    pub chiesta_il: Istante,
    /// When it ended.
    pub finita_il: Option<Istante>,
}

/// The account as it stands in the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct ContoSalvato(pub Conto);

impl ActiveModelBehavior for ActiveModel {}
