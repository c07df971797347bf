//! The tables of this module. They are its own: other crates use the functions at the root.

pub mod centro_cottura;
pub mod centro_plesso;
pub mod chiusura_giorno;
pub mod consumo;
pub mod dieta;
pub mod dieta_tipo;
pub mod menu;
pub mod portata;
pub mod presenza;
pub mod presenza_storia;
pub mod simulazione;
