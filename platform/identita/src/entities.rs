//! The tables of `identita`.

pub mod accesso_supporto;
pub mod codice;
pub mod credenziale;
pub mod persona_ruolo;
pub mod politica;
pub mod ruolo;
pub mod ruolo_permesso;
pub mod sessione;
pub mod tentativo;
pub mod token_api;
