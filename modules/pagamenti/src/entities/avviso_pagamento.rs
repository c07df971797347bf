//! Notices of payment.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, Importo, Istante, Servizio};
use sea_orm::entity::prelude::*;

use crate::{AvvisoId, RataId};

/// A notice: of an instalment, or of a top-up. What is due on one of an instalment is computed
/// whenever somebody asks.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "avviso_pagamento")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: AvvisoId,
    /// Its number, eighteen digits.
    #[sea_orm(unique)]
    pub numero: String,
    /// Whose it is.
    pub famiglia_id: FamigliaId,
    /// For which service.
    pub servizio: Servizio,
    /// The instalment; none for a top-up.
    pub rata_id: Option<RataId>,
    /// How much was asked when it was made.
    pub importo: Importo,
    /// Last day to pay it.
    pub scadenza: Giorno,
    /// When it was made.
    pub creato_il: Istante,
    /// When its receipt came.
    pub pagato_il: Option<Istante>,
    /// Whether somebody asked for it at a counter, where it is paid there and then.
    pub allo_sportello: bool,
}

impl ActiveModelBehavior for ActiveModel {}
