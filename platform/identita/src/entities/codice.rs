//! One-time codes.

use campanella_kernel::{Istante, PersonaId};
use sea_orm::entity::prelude::*;

/// A code that proves something once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "codice")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose; none until a job has looked the person up.
    pub persona_id: Option<PersonaId>,
    /// What it allows.
    pub scopo: Scopo,
    /// SHA-256 of the code.
    #[sea_orm(unique)]
    pub hash: String,
    /// What was asked together with the code; emptied when it is used.
    #[sea_orm(column_type = "JsonBinary")]
    pub dati: Json,
    /// Until when.
    pub scade: Istante,
    /// When it was used, or replaced by a later one.
    pub usato_il: Option<Istante>,
    /// Who asked for it.
    pub creato_da: String,
    /// When.
    pub creato_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a code allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Scopo {
    /// To register, with a code that the office gave out.
    #[sea_orm(string_value = "attivazione")]
    Attivazione,
    /// To register, by confirming the e-mail that the office holds.
    #[sea_orm(string_value = "registrazione")]
    Registrazione,
    /// To choose a new password.
    #[sea_orm(string_value = "recupero")]
    Recupero,
    /// To confirm a new e-mail.
    #[sea_orm(string_value = "email")]
    Email,
}
