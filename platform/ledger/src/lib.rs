//! The books of a comune: double entry, append-only, in integer cents.
//!
//! A [`Scrittura`](NuovaScrittura) has a cause and one or more movements; each movement takes an
//! amount from one account and gives it to another, so that an entry cannot help summing to zero.
//! Nothing is changed: a mistake is undone by another entry ([`storna`]). A key makes asking twice
//! harmless. Balances are sums of movements, from the last closed period on; closing a period
//! keeps the balances at its end, and refuses whatever would enter it.
//!
//! Architecture invariant: nothing here knows of meals, bills or payment nodes; whoever posts says
//! why, and [`verifica`] checks that the books are right.

mod causa;
mod chiudi_periodo;
mod conti;
mod conto;
mod entities;
mod errore;
mod registra;
mod saldo;
mod scrittura;
mod storna;
#[cfg(test)]
mod tests;
mod verifica;

pub use causa::{Causa, TipoCausa};
pub use chiudi_periodo::{chiudi_periodo, ultimo_chiuso};
pub use conti::{conti, conto_esistente};
pub use conto::{Conto, Intestatario, Scopo};
pub use entities::{conto as riga_conto, movimento, periodo_chiuso, scrittura as riga_scrittura};
pub use errore::Errore;
pub use registra::{gia_registrata, registra, registra_molte};
pub use saldo::{movimentati, riserva, saldi, saldi_al, saldo};
pub use scrittura::{NuovaScrittura, Trasferimento};
pub use storna::storna;
pub use verifica::{Anomalia, Controllo, controlla, verifica};

campanella_kernel::typed_id!(
    /// An account.
    ContoId
);
campanella_kernel::typed_id!(
    /// An entry.
    ScritturaId
);
