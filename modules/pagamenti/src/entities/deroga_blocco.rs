//! Families that may enrol although they owe.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, Istante};
use sea_orm::entity::prelude::*;

use crate::DerogaId;

/// An exception to the block of new enrolments.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deroga_blocco")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: DerogaId,
    /// The family.
    pub famiglia_id: FamigliaId,
    /// The last day on which it counts.
    pub fino_al: Giorno,
    /// Why.
    pub motivo: String,
    /// Who granted it.
    pub concessa_da: String,
    /// When.
    pub concessa_il: Istante,
    /// Why it was taken back.
    pub revocata_per: Option<String>,
    /// When.
    pub revocata_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
