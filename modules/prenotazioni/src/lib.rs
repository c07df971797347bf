//! Bookings of meals. Each child is present with the pasto base unless told otherwise: a family
//! marks an absence, a pasto bianco, a range, or how its weeks usually are. What may be chosen,
//! and until when, is what the regulation of the comune answers.
//!
//! Architecture invariant: no hour, number of days or price is decided here. A decision is taken
//! on what was read, outside any transaction; it is written only if that still holds.

mod avviso;
mod calendario;
mod calendario_cambiato;
mod entities;
mod errore;
mod giornata;
mod imposta_settimana;
mod limite;
mod periodo;
mod permessi;
mod portale;
mod prenota;
mod prenota_per_conto;
mod prenota_periodo;
mod prodotti;
mod prova_prenotazione;
mod regola;
mod scelta;
mod scelte;
mod scrivi;
mod storico;
#[cfg(test)]
mod tests;
mod turno;
mod ufficio;
mod vincolo;

use std::sync::Arc;

use campanella_kernel::Module;
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;

pub use avviso::{ARGOMENTO, Avviso};
pub use calendario::{Calendario, GIORNI_MASSIMI, calendario};
pub use calendario_cambiato::calendario_cambiato;
pub use errore::{Divieto, Errore, StatoAttuale};
pub use giornata::{GiornoCalendario, SceltaPossibile};
pub use imposta_settimana::{GiornoSettimanaInput, imposta_settimana};
pub use limite::limiti_dei_giorni;
pub use permessi::{LEGGI, LEGGI_FAMIGLIA, PERMESSI, SCRIVI, SCRIVI_FAMIGLIA};
pub use prenota::prenota;
pub use prenota_per_conto::prenota_per_conto;
pub use prenota_periodo::{EsitoPeriodo, GiornoRifiutato, prenota_periodo};
pub use prodotti::{chiudi_prenotazioni, riserva_plesso};
pub use prova_prenotazione::prova_prenotazione;
pub use scelta::Scelta;
pub use scelte::scelte_effettive;
pub use storico::{
    CambioPrenotazione, CambioPrenotazioneConnection, CambioPrenotazioneEdge, storico_prenotazioni,
};

/// The module.
pub struct Prenotazioni;

impl Module for Prenotazioni {
    fn name(&self) -> &'static str {
        "prenotazioni"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        PERMESSI
    }

    fn portale(&self, api: &mut Api) {
        portale::register(api);
    }

    fn ufficio(&self, api: &mut Api) {
        ufficio::register(api);
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        Vec::new()
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        &[]
    }
}
