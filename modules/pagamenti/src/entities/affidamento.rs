//! Instalments given to whoever collects by force.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Importo, Istante};
use campanella_ledger::ScritturaId;
use sea_orm::entity::prelude::*;

use crate::{AffidamentoId, RataId};

/// One instalment on the list.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "affidamento")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: AffidamentoId,
    /// The instalment.
    pub rata_id: RataId,
    /// Who owes it.
    pub famiglia_id: FamigliaId,
    /// What was to be paid on that day, late fee and expenses included.
    pub importo: Importo,
    /// The late fee that was added to the instalment with it.
    pub penale: Importo,
    /// The entry of the late fee; none where there is none.
    pub scrittura_id: Option<ScritturaId>,
    /// Why.
    pub motivo: String,
    /// The recorded decision by which the regulation wanted it.
    pub decisione: String,
    /// Who put it on the list.
    pub affidato_da: String,
    /// When.
    pub affidato_il: Istante,
    /// Why it was taken back.
    pub ritirato_per: Option<String>,
    /// When.
    pub ritirato_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
