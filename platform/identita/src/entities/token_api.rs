//! Tokens of the offices' programs.

use campanella_kernel::{Giorno, Istante};
use sea_orm::entity::prelude::*;

/// A token: a program that acts with one role.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token_api")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: crate::TokenApiId,
    /// The name that the office gave it.
    pub nome: String,
    /// Its first characters, by which the office recognises it.
    pub prefisso: String,
    /// SHA-256 of the token.
    #[sea_orm(unique)]
    pub hash: String,
    /// The role with which it acts.
    pub ruolo: String,
    /// Last day on which it holds.
    pub scade: Giorno,
    /// Who made it.
    pub creato_da: String,
    /// When.
    pub creato_il: Istante,
    /// When it was revoked.
    pub revocato_il: Option<Istante>,
    /// When it was last seen, to within a few minutes.
    pub ultimo_uso: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
