//! Sessions of those who logged in.

use campanella_kernel::{Istante, PersonaId};
use sea_orm::entity::prelude::*;

/// A session of a person on a device.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: crate::SessioneId,
    /// SHA-256 of the secret in the cookie.
    #[sea_orm(unique)]
    pub hash: String,
    /// Whose.
    pub persona_id: PersonaId,
    /// When it began.
    pub creata: Istante,
    /// When it was last seen, to within a few minutes.
    pub ultimo_uso: Istante,
    /// When it ends, however much it is used.
    pub scade: Istante,
    /// What the browser said of itself.
    pub dispositivo: String,
    /// Ended by its person, or by a change of password.
    pub revocata: bool,
}

impl ActiveModelBehavior for ActiveModel {}
