//! The verdict on a package that a comune uploads: accepted or not, and everything that was seen of
//! it on the way, so that its author knows what to change.

use std::sync::Arc;

use crate::casi::EsitoCaso;
use crate::componente::{Regola, digest};
use crate::guasto::ComponenteRifiutato;
use crate::host::Host;
use crate::messaggio::Messaggio;
use crate::pacchetti::PACCHETTO_MASSIMO;
use crate::pacchetto::{Dichiarazione, Esame, Pacchetto, PacchettoRifiutato};

/// What is said of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdetto {
    /// Why it is refused; `None`: accepted.
    pub rifiuto: Option<Messaggio>,
    /// What the package says of itself, where it can be read.
    pub dichiarazione: Option<Dichiarazione>,
    /// Title of the rule, if it is accepted.
    pub titolo: Option<String>,
    /// The component, where it can be read.
    pub componente: Option<Componente>,
    /// What the component wants from outside its input, and may not have.
    pub importazioni: Vec<String>,
    /// How each case ended, if it came to that.
    pub casi: Vec<EsitoCaso>,
}

/// A component as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Componente {
    /// SHA-256, in hexadecimal.
    pub digest: String,
    /// How many bytes it has.
    pub byte: usize,
}

/// Reads and examines a package, a zip file; the rule, if it passes. Blocking.
pub(crate) fn esamina(host: &Host, zip: &[u8]) -> (Verdetto, Option<Arc<Regola>>) {
    let mut verdetto = Verdetto::default();
    if zip.len() > PACCHETTO_MASSIMO {
        verdetto.rifiuta(&PacchettoRifiutato::TroppoGrande);
        return (verdetto, None);
    }
    let pacchetto = match Pacchetto::da_zip(zip) {
        Ok(pacchetto) => pacchetto,
        Err(perche) => {
            verdetto.rifiuta(&perche);
            return (verdetto, None);
        }
    };
    verdetto.componente = Some(Componente {
        digest: digest(&pacchetto.wasm),
        byte: pacchetto.wasm.len(),
    });
    let esame = pacchetto.esamina(host);
    verdetto.dichiarazione = Some(pacchetto.dichiarazione);
    match esame {
        Ok(Esame { regola, casi }) => {
            verdetto.titolo = Some(regola.manifesto().titolo.clone());
            verdetto.casi = casi;
            (verdetto, Some(regola))
        }
        Err(perche) => {
            verdetto.rifiuta(&perche);
            (verdetto, None)
        }
    }
}

impl Verdetto {
    /// Turns to a refusal, with what the reason knows.
    pub(crate) fn rifiuta(&mut self, perche: &PacchettoRifiutato) {
        self.rifiuto = Some(Messaggio::new(perche.codice(), perche.to_string()));
        self.titolo = None;
        match perche {
            PacchettoRifiutato::Componente(ComponenteRifiutato::Importa(nomi)) => {
                self.importazioni.clone_from(nomi);
            }
            PacchettoRifiutato::CasiFalliti(casi) => self.casi.clone_from(casi),
            _ => {}
        }
    }
}
