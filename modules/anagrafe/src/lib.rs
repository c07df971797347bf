//! Families, children, schools and enrolments: what all services of a comune share.
//!
//! Other modules take from here the authorised thing, never a bare id: a family's [`Figlio`] and
//! [`IscrizioneFiglio`] ([`figlio()`], [`iscrizione_del_figlio`]), an office's [`Iscritto`],
//! [`ClasseAutorizzata`] and [`PlessoAutorizzato`], limited to the buildings of a permission.
//!
//! Architecture invariant: nothing here knows of bookings, meals, prices or log in.

mod alunni;
mod autorizzati;
mod cambia;
mod chiusure;
mod codice_persona;
mod contatto;
mod delega;
mod entities;
mod errore;
mod famiglia_autorizzata;
mod famiglie;
mod festivita;
mod figli;
mod giorni;
mod id;
pub mod importa;
mod imposta_calendario;
mod ingresso_tariffa;
mod inserisci;
mod iscritti;
mod iscrivi;
mod nome_e_codice;
mod passaggio;
mod permessi;
mod persona;
mod portale;
mod recapiti;
mod registra_isee;
mod scuole;
mod tariffa;
#[cfg(test)]
mod tests;
mod ufficio;

use std::sync::Arc;

use campanella_kernel::Module;
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;

pub use alunni::{AlunnoInput, crea_alunno, modifica_alunno};
pub use autorizzati::{
    AlunnoAutorizzato, ClasseAutorizzata, PlessoAutorizzato, alunno_autorizzato,
    classe_autorizzata, classi_del_plesso, plessi_autorizzati, plesso_autorizzato,
};
pub use chiusure::{ChiusuraInput, TOPIC_CALENDARIO, annulla_chiusura, crea_chiusura};
pub use codice_persona::nuovo_codice_persona;
pub use contatto::leggi_email;
pub use delega::{Delega, DelegaInput, delega, mie_deleghe, revoca_delega};
pub use entities::{
    alunno, calendario, chiusura, classe, famiglia, iscrizione, isee, plesso, scuola,
};
pub use errore::Errore;
pub use famiglia_autorizzata::{
    FamigliaAutorizzata, IscrizioniDelPeriodo, famiglia_autorizzata, famiglia_autorizzata_in,
    famiglia_del_codice_fiscale, famiglia_pagante,
};
pub use famiglie::{
    FamigliaInput, PersonaInput, correggi_persona, crea_famiglia, imposta_esenzione,
    modifica_famiglia, verifica_persona,
};
pub use figli::{
    Figlio, IscrizioneFiglio, Veste, figli, figlio, iscrizione_del_figlio, ruolo_in_famiglia,
};
pub use giorni::{GiorniDiServizio, StatoGiorno, giorno_di_servizio};
pub use id::{
    AlunnoId, CalendarioId, ChiusuraId, ClasseId, DelegaId, FamigliaId, IscrizioneId, IseeId,
    ScuolaId,
};
pub use imposta_calendario::{CalendarioInput, imposta_calendario};
pub use ingresso_tariffa::ingresso_tariffa;
pub use inserisci::inserisci_molti;
pub use iscritti::{
    Iscritto, iscrizione_autorizzata, iscrizioni_dei_plessi, iscrizioni_del_plesso,
    iscrizioni_della_classe,
};
pub use iscrivi::{IscrizioneInput, iscrivi, modifica_iscrizione};
pub use passaggio::{EsitoPassaggio, PassaggioDiClasse, passaggio_classe};
pub use permessi::*;
pub use persona::{
    NuovaPersona, Persona, crea_persona, persona_con_codice_fiscale, persona_con_codice_persona,
    persona_con_id, persona_riconosciuta, segna_verificata,
};
pub use recapiti::{recapiti_dei_tutori, tutori};
pub use registra_isee::{IseeInput, registra_isee};
pub use scuole::{ClasseInput, PlessoInput, ScuolaInput, crea_classe, crea_plesso, crea_scuola};
pub use tariffa::{FattiTariffa, IseePresentato, fatti_per_tariffa};
pub use ufficio::{ClasseBreve, PlessoBreve};

/// The module.
pub struct Anagrafe;

impl Module for Anagrafe {
    fn name(&self) -> &'static str {
        "anagrafe"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        permessi::TUTTI
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
