//! Bookings over both stores, with the shipped regulation.

mod citta;
mod conflitti;
mod decisioni;
mod famiglia;
mod orari;
mod prove;
mod settimana;
mod ufficio;
