//! The accounts of families on both kinds of store.

mod attestazioni;
mod citta;
mod documenti;
mod emissioni;
mod gestione;
mod guasti;
mod limitati;
mod morosita;
mod pagopa;
mod piani;
mod prepagato;
mod quote;
mod rendicontazione;
mod rette_aperte;
mod riaperture;
mod riepiloghi;
mod righe;
mod ripetute;
mod riporti;
mod riprese;
mod riscossione;
mod scarto;
mod schema;
mod spontaneo;
mod stampe;
mod trasferimenti;
