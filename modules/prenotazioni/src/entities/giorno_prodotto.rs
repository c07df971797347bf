//! Days whose presences have been produced.

use campanella_kernel::{Giorno, Istante, PlessoId};
use sea_orm::entity::prelude::*;

/// In this building, on this day, what was booked has become presences: nothing changes it here
/// any more.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "giorno_prodotto")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The building.
    pub plesso_id: PlessoId,
    /// The day.
    pub giorno: Giorno,
    /// When its presences were produced.
    pub quando: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
