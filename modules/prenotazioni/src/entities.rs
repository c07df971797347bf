//! The tables of this module. They are its own: other crates use the functions at the root.

pub mod giorno_prodotto;
pub mod prenotazione;
pub mod prenotazione_storia;
pub mod settimana;
