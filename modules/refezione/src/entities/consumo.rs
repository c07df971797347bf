//! The charge of a meal and its explanation.

use campanella_kernel::{Importo, Istante, PrezzoUnitario};
use campanella_plugins_host::Passo;
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::stato::StatoConsumo;

/// What a meal costs, as the regulation in force on its day answered.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consumo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The presence.
    #[sea_orm(unique)]
    pub presenza_id: i64,
    /// Price of one meal; none while it waits for the office.
    pub prezzo_unitario: Option<PrezzoUnitario>,
    /// The line, rounded as the regulation says.
    pub importo: Option<Importo>,
    /// Label of the band.
    pub fascia: Option<String>,
    /// «Perché questo importo?»
    #[sea_orm(column_type = "JsonBinary")]
    pub motivazione: Motivazione,
    /// SHA-256 of the component that answered.
    pub digest: Option<String>,
    /// The dated activation that was in force.
    pub attivazione_id: Option<i64>,
    /// The recorded decision, from which the charge can be computed again.
    pub decisione: Option<String>,
    /// Computed, to be verified, annulled.
    pub stato: StatoConsumo,
    /// When.
    pub calcolato_il: Istante,
}

/// The steps that led to an amount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Motivazione(pub Vec<Passo>);

impl ActiveModelBehavior for ActiveModel {}
