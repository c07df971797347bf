//! Flows of reconciliation.

use campanella_kernel::{Giorno, Importo, Istante};
use sea_orm::entity::prelude::*;

use crate::FlussoId;

/// A flow: one credit transfer to the comune's account.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "flusso_pagopa")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: FlussoId,
    /// Its id at pagoPA, unique for the bank.
    pub flusso: String,
    /// The bank, as the service names it.
    pub psp: String,
    /// A later revision takes the place of the earlier one.
    pub revisione: i64,
    /// When the bank made it.
    pub fatto: Istante,
    /// The id of the credit transfer (TRN), by which the treasurer knows it.
    pub regolamento: String,
    /// The day of the credit transfer.
    pub data_regolamento: Giorno,
    /// The bank, as people read it.
    pub mittente: String,
    /// The amount of the credit transfer, as the bank declares it.
    pub importo: Importo,
    /// How many payments the bank declares.
    pub quanti: i32,
    /// Whether number and amount are those of its lines.
    pub quadra: bool,
    /// When it was taken in.
    pub importato_il: Istante,
    /// The treasurer's entry in which the credit transfer was found.
    pub provvisorio: Option<String>,
    /// Who found it.
    pub riscontrato_da: Option<String>,
    /// When.
    pub riscontrato_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
