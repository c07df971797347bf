//! End-to-end tests, and what they share: a whole platform in the process of the test
//! ([`piattaforma`]), small comuni on it ([`comune_di_prova`]), what one asks of it
//! ([`richiesta`]), and requests made from the schemas themselves ([`documento`]).

pub mod comune_di_prova;
pub mod documento;
pub mod piattaforma;
pub mod richiesta;
