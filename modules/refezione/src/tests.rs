//! Meals over both stores, with the shipped regulations.

mod appello;
mod chiusura;
mod citta;
mod conteggi;
mod cucina;
mod documenti;
mod famiglia;
mod lavori;
mod registri;
mod schema;
mod simula;
