//! Rows of the ledger.

pub mod conto;
pub mod movimento;
pub mod periodo_chiuso;
pub mod saldo_periodo;
pub mod scrittura;
