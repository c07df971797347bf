//! Bill runs.

use std::collections::BTreeSet;

use campanella_kernel::{AnnoScolastico, Giorno, GraphqlEnum, Istante, PlessoId, Servizio};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::EmissioneId;

/// A che punto è un'emissione.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoEmissione {
    /// Il programma sta calcolando le rette.
    #[sea_orm(string_value = "in_preparazione")]
    InPreparazione,
    /// Le rette sono calcolate e aspettano la conferma.
    #[sea_orm(string_value = "in_anteprima")]
    InAnteprima,
    /// Il programma sta emettendo le rette.
    #[sea_orm(string_value = "in_conferma")]
    InConferma,
    /// Le rette sono emesse.
    #[sea_orm(string_value = "emessa")]
    Emessa,
    /// L'anteprima è stata scartata.
    #[sea_orm(string_value = "scartata")]
    Scartata,
}

impl StatoEmissione {
    /// Whether the program goes through the families.
    #[must_use]
    pub const fn al_lavoro(self) -> bool {
        matches!(self, Self::InPreparazione | Self::InConferma)
    }

    /// In words, after «è».
    #[must_use]
    pub const fn parole(self) -> &'static str {
        match self {
            Self::InPreparazione => "in preparazione",
            Self::InAnteprima => "in attesa di conferma",
            Self::InConferma => "in corso di conferma",
            Self::Emessa => "già emessa",
            Self::Scartata => "scartata",
        }
    }
}

/// A run: what it bills, and how far it is.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "emissione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: EmissioneId,
    /// The service.
    pub servizio: Servizio,
    /// The school year.
    pub anno: AnnoScolastico,
    /// As families read it, e.g. «Mensa di novembre 2026».
    pub descrizione: String,
    /// First day of the period.
    pub dal: Giorno,
    /// Last day of the period.
    pub al: Giorno,
    /// Whether it bills the quota of the months of the period.
    pub con_quota: bool,
    /// Which families.
    #[sea_orm(column_type = "JsonBinary")]
    pub filtro: Filtro,
    /// Due dates of the instalments, in order.
    #[sea_orm(column_type = "JsonBinary")]
    pub scadenze: Scadenze,
    /// How far it is.
    pub stato: StatoEmissione,
    /// Families to go through in this phase.
    pub famiglie: i64,
    /// Families gone through.
    pub fatte: i64,
    /// Key of the last family gone through.
    pub ultima: i64,
    /// Who asked for it.
    pub chiesta_da: String,
    /// When.
    pub chiesta_il: Istante,
    /// Who confirmed it.
    pub confermata_da: Option<String>,
    /// When.
    pub confermata_il: Option<Istante>,
    /// When the last bill was issued.
    pub finita_il: Option<Istante>,
}

/// Which families a run bills.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Filtro {
    /// Buildings; none means all.
    pub plessi: BTreeSet<PlessoId>,
}

/// Due dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Scadenze(pub Vec<Giorno>);

impl ActiveModelBehavior for ActiveModel {}
