//! What tests of several crates need: a scope over a given store, with a clock to move; a cable
//! to cut.

mod cable;

use std::sync::Arc;

use sea_orm::DatabaseConnection;

pub use cable::Cable;

use crate::bus::LocalBus;
use crate::clock::FixedClock;
use crate::ctx::{Client, JobWaker, ScopeParts, Services};
use crate::{Comune, ComuneId, Istante, Scope};

/// Forgets wake-ups: tests run jobs themselves.
pub struct NoWaker;

impl JobWaker for NoWaker {
    fn wake(&self, _comune: &Comune, _at: Istante) {}
}

/// Settings of an invented comune, with every module of `moduli` enabled.
///
/// # Panics
/// When the kernel refuses its own example.
#[must_use]
pub fn comune(id: &str, moduli: &[&str]) -> Comune {
    let settings = serde_json::json!({
        "nome": format!("Comune di {id}"), "logo": null, "colore_primario": "#0066cc",
        "codice_istat": "034001", "codice_belfiore": "A123", "codice_ipa": "c_a123",
        "codice_fiscale": "00316820547"
    });
    Comune {
        id: ComuneId::parse(id).expect("a valid id"),
        impostazioni: serde_json::from_value(settings).expect("valid settings"),
        moduli: moduli.iter().map(ToString::to_string).collect(),
    }
}

/// A scope of `comune` over `store`, at the time of `clock`, with no service beyond the kernel.
#[must_use]
pub fn scope(comune: Comune, store: DatabaseConnection, clock: Arc<FixedClock>) -> Scope {
    scope_with(comune, store, clock, Services::default())
}

/// The same, with `services`.
#[must_use]
pub fn scope_with(
    comune: Comune,
    store: DatabaseConnection,
    clock: Arc<FixedClock>,
    services: Services,
) -> Scope {
    Scope::new(ScopeParts {
        comune: Arc::new(comune),
        store,
        clock,
        bus: Arc::new(LocalBus::default()),
        waker: Arc::new(NoWaker),
        services: Arc::new(services),
        correlation: "test".to_owned(),
        client: Client::default(),
    })
}
