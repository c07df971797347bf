//! The tables of this module. Other modules use the functions at the crate root.

pub mod alunno;
pub mod calendario;
pub mod chiusura;
pub mod classe;
pub mod delega;
pub mod famiglia;
pub mod iscrizione;
pub mod isee;
pub mod persona;
pub mod plesso;
pub mod scuola;
