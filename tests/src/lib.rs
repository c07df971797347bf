//! End-to-end tests, and what they share: a whole platform in the process of the test
//! ([`piattaforma`]), small comuni on it ([`comune_di_prova`]), what one asks of it
//! ([`richiesta`]), and requests made from the schemas themselves ([`documento`]). The measures of
//! `bench/` share with them what the portal sends ([`operations`]) and what a server asks of
//! PostgreSQL for it ([`statements`]).

pub mod comune_di_prova;
pub mod documento;
pub mod operations;
pub mod piattaforma;
pub mod richiesta;
pub mod statements;
