//! Families that were told that little is left.

use campanella_kernel::Istante;
use campanella_ledger::ContoId;
use sea_orm::entity::prelude::*;

/// Told once, until the account is above the threshold again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "avviso_saldo")]
pub struct Model {
    /// The account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub conto_id: ContoId,
    /// How often.
    pub volte: i32,
    /// When, if it has not topped up since.
    pub avvisata_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
