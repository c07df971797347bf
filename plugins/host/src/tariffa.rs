//! What a child's service costs: the question and the answer, and what is believed of it.

use std::collections::BTreeMap;

use campanella_kernel::{Arrotondamento, Giorno, Importo, PrezzoUnitario, Servizio};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::decisione::Traccia;
use crate::estensione::Estensione;
use crate::fatti::{Isee, OrdineScuola, Residenza};
use crate::guasto::Guasto;
use crate::limiti::{PREZZO_MASSIMO, QUOTA_MASSIMA};
use crate::passo::{Passo, Provenienza, Valore, codici, verifica_passi, verifica_testo};
use crate::presa::Presa;
use crate::punto::Punto;
use crate::riga_esito::RigaEsito;

pub use crate::presa::DaVerificare;

/// The extension point.
#[derive(Debug, Clone, Copy)]
pub enum PuntoTariffa {}

/// What a batch of tariffs shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contesto {
    /// The service.
    pub servizio: Servizio,
    /// The day of the meal or ride; for a quota, the first day of its month.
    pub giorno: Giorno,
}

/// One child. Service and day are arguments of the call: a batch is about one of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

impl Punto for PuntoTariffa {
    const ESTENSIONE: Estensione = Estensione::Tariffa;
    const VOCI_PER_CHIAMATA: usize = 128;
    type Contesto = Contesto;
    type Ingresso = Ingresso;
    type Risposta = Tariffa;

    fn peso(i: &Ingresso) -> usize {
        let testi = [&i.classe, &i.articolo]
            .into_iter()
            .flatten()
            .map(String::len);
        let altri = i.altri_dati.iter().map(|(n, v)| n.len() + v.len() + 16);
        256 + i.plesso.len() + testi.sum::<usize>() + altri.sum::<usize>()
    }

    fn voci(_: &Ingresso) -> usize {
        1
    }

    fn verifica(_: Contesto, _: &Ingresso, tariffa: &Tariffa) -> Result<(), Guasto> {
        tariffa.verifica()
    }

    fn riassunto(t: &Tariffa) -> serde_json::Value {
        json!({
            "prezzo": t.prezzo.map(PrezzoUnitario::decimillesimi),
            "quota": t.quota.map(Importo::cents),
            "fascia": t.fascia,
            "passi": codici(&t.motivazione),
        })
    }

    fn in_parole(t: &Tariffa) -> Vec<RigaEsito> {
        let prezzo = t.prezzo.map(|p| RigaEsito::new("Prezzo", p));
        let quota = t.quota.map(|q| RigaEsito::new("Quota del mese", q));
        let fascia = RigaEsito::new("Fascia", &t.fascia);
        prezzo.into_iter().chain(quota).chain([fascia]).collect()
    }

    fn motivazione(t: &Tariffa) -> Vec<Passo> {
        t.motivazione.clone()
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

/// The outcome for one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Esito {
    /// The tariff, and where it comes from.
    Calcolata {
        /// The tariff.
        tariffa: Tariffa,
        /// The regulation that answered.
        provenienza: Provenienza,
        /// What is kept so that it can be computed again.
        traccia: Box<Traccia>,
    },
    /// «Da verificare».
    DaVerificare(DaVerificare),
}

impl From<Result<Presa<Tariffa>, Box<DaVerificare>>> for Esito {
    fn from(decisione: Result<Presa<Tariffa>, Box<DaVerificare>>) -> Self {
        match decisione {
            Ok(presa) => Self::Calcolata {
                tariffa: presa.risposta,
                provenienza: presa.provenienza,
                traccia: Box::new(presa.traccia),
            },
            Err(attesa) => Self::DaVerificare(*attesa),
        }
    }
}

impl Esito {
    /// What is kept of the computation, if there was one.
    #[must_use]
    pub fn traccia(&self) -> Option<&Traccia> {
        match self {
            Self::Calcolata { traccia, .. } => Some(traccia),
            Self::DaVerificare(_) => None,
        }
    }

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
    fn verifica(&self) -> Result<(), Guasto> {
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
