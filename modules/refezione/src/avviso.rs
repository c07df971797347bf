//! Hints that presences, diets or counts changed, for kitchens that are watching.

use campanella_kernel::{Ctx, Giorno, PlessoId};
use serde::{Deserialize, Serialize};

/// The subject of the hints.
pub(crate) const ARGOMENTO: &str = "refezione";

/// Where and when something changed; what is not said may be any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Avviso {
    pub(crate) plesso: Option<PlessoId>,
    pub(crate) giorno: Option<Giorno>,
}

/// Tells the watchers, after the commit.
pub(crate) async fn invia(ctx: &Ctx, plesso: Option<PlessoId>, giorno: Option<Giorno>) {
    // An unreadable hint means "read anew", so that even a failure here is told.
    let messaggio = serde_json::to_string(&Avviso { plesso, giorno }).unwrap_or_default();
    ctx.bus().publish(&ctx.topic(ARGOMENTO), messaggio).await;
}
