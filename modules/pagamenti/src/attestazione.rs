//! The certificate for the tax return: what a family paid for each child in a calendar year, on a
//! cash basis, by means that can be traced (TUIR art. 15, c. 1, lett. e-bis; L. 160/2019, art. 1,
//! c. 679).
//!
//! Money counts on the day on which it came in, whatever it paid for. What is paid for several
//! children together is divided: a bill by its lines, a top-up by what each consumed in the year.

mod consumi;
mod leggi;
mod rette;
mod ripartisci;
mod spese;
mod stampa;

pub use leggi::{Attestazione, SpesaAttestata, attestazioni};
pub(crate) use stampa::{AttestazioneDaStampare, attestazione_da_stampare};
