//! The amounts of one child so far, and the steps that led to them.

use campanella_sdk::tariffa::{Arrotondamento, Esito, Ingresso};
use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{Arrotonda, PassoNuovo, euro, messaggio, prezzo_in_euro};

use crate::parametri::{Parametri, Tabella};

/// The question: one child under one table of a regulation.
#[derive(Clone, Copy)]
pub struct Caso<'p> {
    pub parametri: &'p Parametri,
    pub ingresso: &'p Ingresso,
    pub tabella: &'p Tabella,
    pub residente: bool,
}

/// What is being computed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Voce {
    /// The unit price, in ten-thousandths of a euro.
    Prezzo,
    /// The fixed quota, in cents.
    Quota,
    /// The price of a meal that becomes part of a quota, in ten-thousandths of a euro.
    Pasto,
}

/// The amounts so far and the steps that led to them.
pub struct Conto<'p> {
    pub caso: Caso<'p>,
    /// The ISEE that counts on the day, where the regulation looks at it.
    pub isee: Option<i64>,
    pub prezzo: Option<i64>,
    pub quota: Option<i64>,
    pub fascia: &'p str,
    pub passi: Vec<Passo>,
}

impl<'p> Conto<'p> {
    pub fn nuovo(caso: Caso<'p>) -> Self {
        Conto {
            caso,
            isee: None,
            prezzo: None,
            quota: None,
            fascia: "",
            passi: Vec::with_capacity(4),
        }
    }

    pub fn esito(self) -> Esito {
        Esito {
            prezzo: self.prezzo,
            quota: self.quota,
            fascia: self.fascia.to_owned(),
            arrotondamento: self.modo(),
            motivazione: self.passi,
        }
    }

    pub fn valore(&self, voce: Voce) -> Option<i64> {
        match voce {
            Voce::Prezzo => self.prezzo,
            Voce::Quota => self.quota,
            Voce::Pasto => None,
        }
    }

    /// Sets an amount, with the step that led to it.
    pub fn imposta(&mut self, voce: Voce, valore: i64, passo: PassoNuovo) {
        self.passi.push(match voce {
            Voce::Prezzo => {
                self.prezzo = Some(valore);
                passo.prezzo(valore)
            }
            Voce::Quota => {
                self.quota = Some(valore);
                passo.importo(valore)
            }
            Voce::Pasto => passo.decisione(prezzo_in_euro(valore)),
        });
    }

    /// `percento` per cent of an amount, rounded as the regulation says.
    pub fn parte(&self, voce: Voce, valore: i64, percento: i64) -> Result<i64, Rifiuto> {
        let parte = valore.checked_mul(percento);
        parte
            .and_then(|n| self.modo().frazione(n, 100, self.passo(voce)))
            .ok_or_else(fuori_misura)
    }

    /// Amounts are multiples of this.
    pub fn passo(&self, voce: Voce) -> i64 {
        match voce {
            Voce::Prezzo | Voce::Pasto => self.caso.parametri.passo_prezzo,
            Voce::Quota => 1,
        }
    }

    pub fn modo(&self) -> Arrotondamento {
        self.caso.parametri.arrotondamento.into()
    }
}

impl Voce {
    /// An amount as people read it.
    pub fn scritto(self, valore: i64) -> String {
        match self {
            Voce::Prezzo | Voce::Pasto => prezzo_in_euro(valore),
            Voce::Quota => euro(valore),
        }
    }
}

pub fn fuori_misura() -> Rifiuto {
    Rifiuto::ParametriNonValidi(messaggio(
        "IMPORTI_FUORI_MISURA",
        "Gli importi o le percentuali dei parametri non permettono il calcolo.",
    ))
}
