//! What a child's service costs: the question and the answer, and what is believed of it.

use std::collections::BTreeMap;

use campanella_kernel::{Arrotondamento, Giorno, Importo, PrezzoUnitario};
use serde::{Deserialize, Serialize};

use crate::guasto::Guasto;
use crate::limiti::{PREZZO_MASSIMO, QUOTA_MASSIMA};
use crate::passo::{Messaggio, Passo, Provenienza, Valore, verifica_passi, verifica_testo};

/// The order of school of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrdineScuola {
    /// Nursery.
    Nido,
    /// 3 to 6 years.
    Infanzia,
    /// 6 to 11 years.
    Primaria,
    /// 11 to 14 years.
    SecondariaPrimoGrado,
    /// 14 to 19 years.
    SecondariaSecondoGrado,
}

/// Where a person is registered as resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Residenza {
    /// Here.
    NelComune,
    /// Elsewhere: the cadastral (Belfiore) code where it is known.
    AltroComune(Option<String>),
}

/// The kind of an ISEE attestation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoIsee {
    /// Ordinary.
    Ordinario,
    /// For benefits to minors.
    Minorenni,
    /// Current.
    Corrente,
}

/// An ISEE attestation that the family presented, expired ones included: the rule looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Isee {
    /// The indicator.
    pub valore: Importo,
    /// First day from which it counts for this service.
    pub dal: Giorno,
    /// Last day, included.
    pub al: Giorno,
    /// Its kind.
    pub tipo: TipoIsee,
}

/// One child. Service and day are arguments of the call: a batch is about one of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ingresso {
    /// Code of the school building.
    pub plesso: String,
    /// Order of school.
    pub ordine: OrdineScuola,
    /// Class, as the school writes it.
    #[serde(default)]
    pub classe: Option<String>,
    /// Residence of the child.
    pub residenza_bambino: Residenza,
    /// Residence of who pays.
    pub residenza_pagante: Residenza,
    /// `None`: the family presented none. A case of the regulation, not an error.
    #[serde(default)]
    pub isee: Option<Isee>,
    /// Minors in the family, this child included.
    pub minori_nel_nucleo: u32,
    /// 1 for the first of the siblings enrolled in this service, 2 for the second, ...
    pub rango_fratelli: u32,
    /// The child has a certified disability.
    #[serde(default)]
    pub disabilita: bool,
    /// Exempted by the social services.
    #[serde(default)]
    pub esenzione_servizi_sociali: bool,
    /// Variant of the service: a ticket type, a diet.
    #[serde(default)]
    pub articolo: Option<String>,
    /// An adult of the school who uses the service.
    #[serde(default)]
    pub personale: bool,
    /// A child who enters the school of childhood before the third birthday.
    #[serde(default)]
    pub anticipatario: bool,
    /// First day of the enrolment.
    #[serde(default)]
    pub iscritto_dal: Option<Giorno>,
    /// Last day of the enrolment.
    #[serde(default)]
    pub iscritto_al: Option<Giorno>,
    /// Presences of the month, where the regulation bills by the month.
    #[serde(default)]
    pub presenze_del_mese: Option<u32>,
    /// Data of this comune that the contract does not name.
    #[serde(default)]
    pub altri_dati: BTreeMap<String, String>,
}

impl Ingresso {
    /// Bytes that the input takes in a guest, near enough for a limit.
    pub(crate) fn peso(&self) -> usize {
        let testi = [&self.classe, &self.articolo]
            .into_iter()
            .flatten()
            .map(String::len);
        let altri = self.altri_dati.iter().map(|(n, v)| n.len() + v.len() + 16);
        256 + self.plesso.len() + testi.sum::<usize>() + altri.sum::<usize>()
    }
}

/// What the regulation answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tariffa {
    /// Price of one meal or ride; `None` where the regulation has only a quota.
    pub prezzo: Option<PrezzoUnitario>,
    /// Fixed quota of the month of the day asked.
    pub quota: Option<Importo>,
    /// Label of the band.
    pub fascia: String,
    /// How a line of this price becomes cents.
    pub arrotondamento: Arrotondamento,
    /// «Perché questo importo?»
    pub motivazione: Vec<Passo>,
}

/// A tariff that could not be computed. The charge waits for the office: it is never zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaVerificare {
    /// Why, for the office.
    pub motivo: Messaggio,
    /// The regulation that was asked, if one is in force.
    pub provenienza: Option<Provenienza>,
}

/// The outcome for one child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Esito {
    /// The tariff, and where it comes from.
    Calcolata {
        /// The tariff.
        tariffa: Tariffa,
        /// The regulation that answered.
        provenienza: Provenienza,
    },
    /// «Da verificare».
    DaVerificare(DaVerificare),
}

impl Esito {
    /// The tariff, if there is one.
    #[must_use]
    pub const fn tariffa(&self) -> Option<&Tariffa> {
        match self {
            Self::Calcolata { tariffa, .. } => Some(tariffa),
            Self::DaVerificare(_) => None,
        }
    }
}

impl Tariffa {
    /// Refuses an answer that cannot be believed.
    pub(crate) fn verifica(&self) -> Result<(), Guasto> {
        if self.prezzo.is_none() && self.quota.is_none() {
            return Err(Guasto::risposta("né prezzo né quota"));
        }
        let prezzo = self.prezzo.map_or(0, PrezzoUnitario::decimillesimi);
        let quota = self.quota.map_or(0, Importo::cents);
        if !(0..=PREZZO_MASSIMO).contains(&prezzo) || !(0..=QUOTA_MASSIMA).contains(&quota) {
            return Err(Guasto::risposta("importo fuori misura"));
        }
        verifica_testo(&self.fascia)?;
        verifica_passi(&self.motivazione)?;
        self.verifica_conclusione()
    }

    /// The last step that names a price or an amount must name the one that is charged.
    fn verifica_conclusione(&self) -> Result<(), Guasto> {
        let dopo = || {
            self.motivazione
                .iter()
                .rev()
                .filter_map(|p| p.dopo.as_ref())
        };
        let prezzo = dopo().find_map(|v| {
            if let Valore::Prezzo(p) = v {
                Some(*p)
            } else {
                None
            }
        });
        let quota = dopo().find_map(|v| {
            if let Valore::Importo(i) = v {
                Some(*i)
            } else {
                None
            }
        });
        let coerente = prezzo.is_none_or(|p| Some(p) == self.prezzo)
            && quota.is_none_or(|q| Some(q) == self.quota);
        if coerente {
            Ok(())
        } else {
            Err(Guasto::risposta(
                "la motivazione conclude con un altro importo",
            ))
        }
    }
}
