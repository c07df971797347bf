//! Rows of this module's tables.

pub mod addebito;
pub mod anomalia_emissione;
pub mod avviso_saldo;
pub mod emissione;
pub mod gestione;
pub mod incasso;
pub mod rata;
pub mod retta;
pub mod riga_retta;
pub mod rimborso;
pub mod spiegazione;
