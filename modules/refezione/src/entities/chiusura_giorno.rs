//! Closed days.

use campanella_kernel::{Giorno, Istante, PlessoId};
use sea_orm::entity::prelude::*;

/// The presences of a building and a day have been produced: once, whoever asks again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chiusura_giorno")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The day.
    pub giorno: Giorno,
    /// The building.
    pub plesso_id: PlessoId,
    /// When.
    pub chiuso_il: Istante,
    /// Meals to cook.
    pub totale: i32,
}

impl ActiveModelBehavior for ActiveModel {}
