//! A simulator of what cannot be reached from a developer's machine: the node of pagoPA, the
//! Checkout page and the counter at which a payer pays. It calls the station over SOAP, as the
//! node does, and misbehaves when it is asked to.
//!
//! For developers, demonstrations and tests: it takes no money, and proves nothing about the
//! real node.

mod comportamento;
mod nodo;
mod pagamento;
mod pagine;
mod rendiconto;
mod rest;
mod rotte;
mod trasporto;

pub use comportamento::{Comportamento, ComportamentoError};
pub use nodo::{
    Consegna, ErroreNodo, Nodo, Pagante, Pagato, RicevutaDelNodo, SERVIZIO_CATALOGO,
    SOGGETTO_CATALOGO,
};
pub use rotte::{rotte, servi};
pub use trasporto::{InProcesso, Trasporto};
