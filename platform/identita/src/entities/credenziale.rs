//! Passwords of those who registered.

use campanella_kernel::{Istante, PersonaId};
use sea_orm::entity::prelude::*;

/// The password of a person.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credenziale")]
pub struct Model {
    /// The person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub persona_id: PersonaId,
    /// argon2id, in PHC form.
    pub hash: String,
    /// When it was last set.
    pub aggiornata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
