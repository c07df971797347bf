//! What went into a plan.

use campanella_kernel::{Importo, typed_id};
use campanella_ledger::ScritturaId;
use sea_orm::entity::prelude::*;

use crate::{PianoId, RataId};

typed_id!(
    /// A line of a plan.
    RigaPianoId
);

/// What was left to pay of an instalment.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "riga_piano")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RigaPianoId,
    /// The plan.
    pub piano_id: PianoId,
    /// The instalment.
    pub rata_id: RataId,
    /// How much.
    pub importo: Importo,
    /// The entry that takes it off its bill.
    pub scrittura_id: ScritturaId,
}

impl ActiveModelBehavior for ActiveModel {}
