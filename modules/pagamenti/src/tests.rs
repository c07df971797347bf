//! The accounts of families on both kinds of store.

mod citta;
mod emissioni;
mod guasti;
mod prepagato;
mod righe;
mod schema;
