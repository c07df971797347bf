//! Balances at the end of closed periods.

use campanella_kernel::Importo;
use sea_orm::entity::prelude::*;

use crate::ContoId;

/// The balance (dare less avere) of an account at the end of a closed period.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saldo_periodo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The period.
    pub periodo_id: i64,
    /// The account.
    pub conto_id: ContoId,
    /// The balance.
    pub saldo: Importo,
}

impl ActiveModelBehavior for ActiveModel {}
