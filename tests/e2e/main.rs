//! The whole platform as a caller sees it, without sockets.

mod isolamento;
mod prenotazione;
mod schemi;
