//! Who somebody is and what they may do, within one comune: passwords, sessions, one-time codes,
//! roles, tokens of programs, the vendor's entrances.
//!
//! The transport calls [`autentica()`] for every request; whatever comes after has a context that
//! says who acts and what they may do, or has none.
//!
//! Architecture invariant: everything of a comune is in that comune's store, so a session, token
//! or role of one comune is nothing in another. No secret is stored, only its hash; no e-mail
//! says anything of a child; no answer and no time tells whether a person exists.

mod accedi;
mod attivazione;
mod autentica;
mod codici;
mod credenziali;
mod entities;
mod errore;
mod genitori;
mod hasher;
mod id;
mod impostazioni;
mod io;
mod matrice;
mod password;
mod permessi;
mod persona;
mod persone;
mod politica;
mod portale;
mod posta;
mod predefiniti;
mod predisponi;
mod profilo;
mod programmi;
mod pulizia;
mod recupero;
mod registrati;
mod registro;
mod ruoli;
mod segreto;
mod sessioni;
mod spedisci_codice;
mod supporto;
mod tentativi;
mod ufficio;

use std::sync::Arc;

use campanella_kernel::Module;
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;

pub use accedi::accedi;
pub use attivazione::CodiceAttivazione;
pub use autentica::{Credenziali, autentica, riconosci_ancora};
pub use errore::{Errore, Result};
pub use hasher::Hasher;
pub use id::{AccessoSupportoId, SessioneId, TokenApiId};
pub use impostazioni::{Impostazioni, ImpostazioniInput, aggiorna_impostazioni, impostazioni};
pub use io::{Io, IoUfficio};
pub use matrice::matrice;
pub use password::{DiChi, Password, PasswordDebole};
pub use permessi::*;
pub use politica::TOPIC_RUOLI;
pub use predefiniti::{AMMINISTRATORE, ASSISTENZA, GENITORE, PREDEFINITI};
pub use predisponi::{Accesso, predisponi, primo_amministratore};
pub use profilo::AggiornaDatiInput;
pub use registrati::RegistratiInput;
pub use sessioni::{COOKIE, Sessione, TOPIC_SESSIONI};
pub use supporto::{Ingresso, entra_supporto};

/// The module.
pub struct Identita;

impl Module for Identita {
    fn name(&self) -> &'static str {
        "identita"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        permessi::INFO
    }

    fn portale(&self, api: &mut Api) {
        portale::register(api);
    }

    fn ufficio(&self, api: &mut Api) {
        ufficio::register(api);
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        vec![
            Arc::new(spedisci_codice::SpedisciCodice),
            Arc::new(pulizia::Pulizia),
        ]
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        &[]
    }
}

#[cfg(test)]
mod tests;
