//! Movements.

use campanella_kernel::{Giorno, Importo};
use sea_orm::entity::prelude::*;

use crate::{ContoId, ScritturaId};

/// An amount that goes from `avere` to `dare`. Never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "movimento")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The entry.
    pub scrittura_id: ScritturaId,
    /// The day of the entry.
    pub giorno: Giorno,
    /// The account that is debited.
    pub dare_id: ContoId,
    /// The account that is credited.
    pub avere_id: ContoId,
    /// The amount, always positive.
    pub importo: Importo,
}

impl ActiveModelBehavior for ActiveModel {}
