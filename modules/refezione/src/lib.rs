//! School meals: diets, menus, kitchen counts, roll calls, presences and what each meal costs.
//!
//! Architecture invariants: no price and no hour is decided here, the regulation answers; a price
//! that could not be computed is «da verificare», never zero; a kitchen sees codes of diets, not
//! children; whoever reads a child's diet leaves a row in the log.

mod allergene;
mod annuncia_consumi;
mod appello;
mod avviso;
mod chiudi_giorno;
mod conteggi;
mod conteggi_cambiati;
mod conteggi_csv;
mod conteggi_pdf;
mod correggi_presenza;
mod cucine;
mod dieta_alunno;
mod diete;
mod entities;
mod errore;
mod lavori;
mod menu;
mod pasti_iscritto;

mod permessi;
mod portale;
mod presenza_registrata;
mod presenze;
mod prezzi;
mod prova_tariffa;
mod registra;
mod registri;
mod riepilogo;
mod simula;
mod stato;
#[cfg(test)]
mod tests;
mod ufficio;

use std::sync::Arc;

use campanella_kernel::Module;
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;

pub use allergene::Allergene;
pub use appello::{Appello, VoceAppello, VoceAppelloInput, appello, segna_appello};
pub use chiudi_giorno::{Chiusura, chiudi_a_mano, chiudi_giorno};
pub use conteggi::{ConteggioDieta, ConteggioGiorno, RigaConteggio, conteggi};
pub use conteggi_cambiati::conteggi_cambiati;
pub use conteggi_csv::conteggi_csv;
pub use conteggi_pdf::conteggi_pdf;
pub use correggi_presenza::{PresenzaUfficio, correggi_presenza};
pub use cucine::{
    CentroCottura, TipoDieta, centri_cottura, crea_centro_cottura, crea_tipo_dieta, tipi_dieta,
};
pub use dieta_alunno::{
    Dieta, DietaId, DietaInput, alunno_della_dieta, concedi_dieta, diete, revoca_dieta,
};
pub use errore::Errore;
pub use menu::{CentroId, MenuDelGiorno, MenuInput, Portata, PortataInput, menu, pubblica_menu};
pub use pasti_iscritto::{
    PastoIscritto, PastoIscrittoConnection, PastoIscrittoEdge, pasti_iscritto,
};
pub use permessi::{
    CHIUDI, CONTEGGI, CORREGGI, GESTISCI_CUCINE, LEGGI_APPELLO, LEGGI_DIETE, LEGGI_MENU,
    MENU_FAMIGLIA, PERMESSI, PRESENZE_FAMIGLIA, PUBBLICA_MENU, SCRIVI_DIETE, SEGNA_APPELLO,
};
pub use presenze::{Presenza, PresenzaConnection, PresenzaEdge, PresenzaId, presenze};
pub use prova_tariffa::prova_tariffa;
pub use simula::{
    CambiamentoBambino, ClasseDiCambiamento, ErroreSimulazione, FasciaSimulazione, Intestazione,
    Richiesta, Riepilogo, SimulazioneId, TariffaNuova, annulla_simulazione, avvia_simulazione,
    in_xlsx, simula_subito, simulazione, simulazione_xlsx, simulazioni,
};
pub use stato::StatoPresenza;

/// The module. It needs `prenotazioni` beside it.
pub struct Refezione;

impl Module for Refezione {
    fn name(&self) -> &'static str {
        "refezione"
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
        lavori::tutti()
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        &[]
    }
}
