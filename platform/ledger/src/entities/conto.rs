//! Accounts.

use campanella_kernel::{Istante, Servizio};
use sea_orm::entity::prelude::*;

use crate::ContoId;
use crate::conto::{Conto, Intestatario, Scopo};

/// An account.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conto")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: ContoId,
    /// Purpose, family and service in one.
    #[sea_orm(unique)]
    pub chiave: String,
    /// What it is for.
    pub scopo: Scopo,
    /// Whose it is.
    pub famiglia_id: Option<Intestatario>,
    /// Which service.
    pub servizio: Option<Servizio>,
    /// When it was opened.
    pub aperto_il: Istante,
}

impl Model {
    /// The account of the row.
    #[must_use]
    pub const fn conto(&self) -> Conto {
        Conto {
            scopo: self.scopo,
            famiglia: self.famiglia_id,
            servizio: self.servizio,
        }
    }
}

impl ActiveModelBehavior for ActiveModel {}
