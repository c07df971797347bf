//! Instalments.

use campanella_kernel::{Giorno, Importo};
use sea_orm::entity::prelude::*;

use crate::{RataId, RettaId};

/// A part of a bill with its due date.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rata")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RataId,
    /// The bill.
    pub retta_id: RettaId,
    /// 1 for the first.
    pub numero: i32,
    /// How much.
    pub importo: Importo,
    /// The last day on which it can be paid without consequences.
    pub scadenza: Giorno,
    /// The bill.
    #[sea_orm(belongs_to, from = "retta_id", to = "id")]
    pub retta: BelongsTo<super::retta::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
