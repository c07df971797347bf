//! Reminders sent together.

use campanella_kernel::{Giorno, GraphqlEnum, Istante, Servizio};
use sea_orm::entity::prelude::*;

use crate::InvioId;

/// A che punto è un invio di solleciti.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoInvio {
    /// Il programma percorre le rate scadute.
    #[sea_orm(string_value = "in_corso")]
    InCorso,
    /// Finito.
    #[sea_orm(string_value = "finito")]
    Finito,
}

/// The overdue instalments of a service, gone through once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invio_solleciti")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: InvioId,
    /// The service.
    pub servizio: Servizio,
    /// The day on which they are looked at, whenever the job comes to them.
    pub giorno: Giorno,
    /// How far it is.
    pub stato: StatoInvio,
    /// Instalments that were overdue when it was asked for.
    pub rate: i64,
    /// Instalments gone through.
    pub fatte: i64,
    /// Reminders sent.
    pub inviati: i64,
    /// Instalments of which the regulation said nothing.
    pub da_verificare: i64,
    /// The key of the last instalment gone through.
    pub ultima: i64,
    /// Who asked for it.
    pub chiesto_da: String,
    /// When.
    pub chiesto_il: Istante,
    /// When it was over.
    pub finito_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
