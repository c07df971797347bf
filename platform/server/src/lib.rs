//! The server `campanella`: one binary that serves every comune, and its commands.
//!
//! [`app`] puts the platform together, [`rotte`] is the list of its addresses, [`visita`] the
//! beginning of each request, [`comandi`] what can be typed, [`moduli`] the one list of modules.

pub mod app;
pub mod bilanciatori;
pub mod comandi;
pub mod config;
pub mod demo;
pub mod indisponibile;
pub mod lavori;
pub mod moduli;
pub mod posta;
pub mod redis_bus;
pub mod rest;
pub mod rotte;
mod segreto;
mod servizi_pagopa;
pub mod sicurezza;
mod stazione;
pub mod telemetry;
pub mod visita;
