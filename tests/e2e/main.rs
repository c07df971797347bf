//! The whole platform as a caller sees it, without sockets; and its nodes as processes.

mod abusi;
mod conti;
mod impostazioni;
mod isolamento;
mod nodi;
mod pagopa;
mod prenotazione;
mod schemi;
