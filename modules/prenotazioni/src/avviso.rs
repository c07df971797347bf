//! Hints that bookings changed, for whoever watches a calendar or the counts of a kitchen.

use campanella_anagrafe::{Iscritto, IscrizioneId};
use campanella_kernel::{Ctx, Giorno, PlessoId};
use serde::{Deserialize, Serialize};

/// The subject of the hints.
pub const ARGOMENTO: &str = "prenotazioni";

/// Which bookings changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avviso {
    /// The child on the service.
    pub iscrizione: IscrizioneId,
    /// The building.
    pub plesso: PlessoId,
    /// The days.
    pub giorni: Vec<Giorno>,
}

impl Avviso {
    /// Reads a hint; none when it does not say what changed, and all must be read anew.
    #[must_use]
    pub fn leggi(messaggio: &str) -> Option<Self> {
        serde_json::from_str(messaggio).ok()
    }

    /// Tells the watchers, after the commit.
    pub(crate) async fn invia(ctx: &Ctx, iscritto: &Iscritto, giorni: Vec<Giorno>) {
        let avviso = Self {
            iscrizione: iscritto.iscrizione.id,
            plesso: iscritto.plesso.id,
            giorni,
        };
        // An unreadable hint means "read anew", so that even a failure here is told.
        let messaggio = serde_json::to_string(&avviso).unwrap_or_default();
        ctx.bus().publish(&ctx.topic(ARGOMENTO), messaggio).await;
    }
}
