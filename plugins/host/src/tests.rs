//! Tests of the host: the cases of the shipped regulations, guests that mean harm, activations.

mod approvazioni;
mod attivazioni;
mod cache;
mod caricati;
mod casi;
mod casi_tariffa;
mod congelati;
mod costo;
mod decisioni;
mod dicembre;
mod guasti;
mod misura;
mod nativo;
mod ostili;
mod pacchetti;
mod prove;
mod ricostruzione;
pub(crate) mod v2;

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::Host;

/// One engine for all tests: its pool reserves much address space.
static HOST: LazyLock<Host> = LazyLock::new(|| Host::nuovo(None).expect("the engine starts"));

/// The folder `plugins`.
fn plugins() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
