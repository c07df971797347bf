//! What happens to an unpaid amount: the question and the answer, and what is believed of it.

use std::collections::BTreeMap;

use campanella_kernel::{Giorno, Importo, Servizio};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::estensione::Estensione;
use crate::guasto::Guasto;
use crate::limiti::{GIORNI_PER_PAGARE_MASSIMI, QUOTA_MASSIMA};
use crate::passo::{Passo, codici, verifica_codice, verifica_passi, verifica_testo};
use crate::punto::Punto;
use crate::riga_esito::RigaEsito;

/// The extension point.
#[derive(Debug, Clone, Copy)]
pub enum PuntoPenale {}

/// What a batch of unpaid amounts shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contesto {
    /// The service.
    pub servizio: Servizio,
    /// The day on which they are looked at.
    pub giorno: Giorno,
}

/// A reminder that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sollecito {
    /// The code that the rule gave to it.
    pub codice: String,
    /// When.
    pub inviato: Giorno,
    /// When the family received it, where that is known.
    #[serde(default)]
    pub ricevuto: Option<Giorno>,
}

/// One unpaid bill or instalment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ingresso {
    /// What is still to be paid, without fee and expenses.
    pub residuo: Importo,
    /// Last day on which it could be paid without consequences.
    pub scadenza: Giorno,
    /// Reminders sent so far, in order.
    #[serde(default)]
    pub solleciti: Vec<Sollecito>,
    /// A signed plan of instalments that the family keeps to.
    #[serde(default)]
    pub piano_rispettato: bool,
    /// Exempted or helped by the social services.
    #[serde(default)]
    pub servizi_sociali: bool,
    /// Data of this comune that the contract does not name.
    #[serde(default)]
    pub altri_dati: BTreeMap<String, String>,
}

/// A reminder to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SollecitoDovuto {
    /// Stable code: the rule finds it again among the reminders sent.
    pub codice: String,
    /// Name that office and family read.
    pub titolo: String,
    /// First day on which it may be sent.
    pub dal: Giorno,
    /// Days that it leaves to pay.
    pub giorni_per_pagare: u16,
}

/// What the regulation answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conseguenze {
    /// Late fee, interest included, on the day asked.
    pub penale: Importo,
    /// Expenses of reminders, those sent and the one due.
    pub spese: Importo,
    /// `None`: nothing is to be sent on the day asked.
    pub sollecito: Option<SollecitoDovuto>,
    /// New enrolments of the family wait until this is paid.
    pub blocca_iscrizioni: bool,
    /// It goes on the list for coercive collection.
    pub riscossione_coattiva: bool,
    /// Why.
    pub motivazione: Vec<Passo>,
}

impl Punto for PuntoPenale {
    const ESTENSIONE: Estensione = Estensione::Penale;
    const VOCI_PER_CHIAMATA: usize = 8;
    type Contesto = Contesto;
    type Ingresso = Ingresso;
    type Risposta = Conseguenze;

    fn peso(i: &Ingresso) -> usize {
        let solleciti = i.solleciti.iter().map(|s| s.codice.len() + 32);
        let altri = i.altri_dati.iter().map(|(n, v)| n.len() + v.len() + 16);
        128 + solleciti.sum::<usize>() + altri.sum::<usize>()
    }

    fn voci(_: &Ingresso) -> usize {
        1
    }

    fn verifica(contesto: Contesto, i: &Ingresso, r: &Conseguenze) -> Result<(), Guasto> {
        for importo in [r.penale, r.spese] {
            if !(0..=QUOTA_MASSIMA).contains(&importo.cents()) {
                return Err(Guasto::risposta("importo fuori misura"));
            }
        }
        if let Some(sollecito) = &r.sollecito {
            verifica_codice(&sollecito.codice)?;
            verifica_testo(&sollecito.titolo)?;
            if sollecito.dal > contesto.giorno || contesto.giorno <= i.scadenza {
                return Err(Guasto::risposta("sollecito prima del tempo"));
            }
            if sollecito.giorni_per_pagare > GIORNI_PER_PAGARE_MASSIMI {
                return Err(Guasto::risposta("termine del sollecito fuori misura"));
            }
            if i.solleciti.iter().any(|s| s.codice == sollecito.codice) {
                return Err(Guasto::risposta("sollecito già inviato"));
            }
        }
        verifica_passi(&r.motivazione)
    }

    fn riassunto(r: &Conseguenze) -> serde_json::Value {
        json!({
            "penale": r.penale.cents(),
            "spese": r.spese.cents(),
            "sollecito": r.sollecito.as_ref().map(|s| &s.codice),
            "blocca_iscrizioni": r.blocca_iscrizioni,
            "riscossione_coattiva": r.riscossione_coattiva,
            "passi": codici(&r.motivazione),
        })
    }

    fn in_parole(r: &Conseguenze) -> Vec<RigaEsito> {
        let sollecito = r.sollecito.as_ref().map_or_else(
            || "nessuno".to_owned(),
            |s| {
                format!(
                    "{}, dal {}, con {} giorni per pagare",
                    s.titolo, s.dal, s.giorni_per_pagare
                )
            },
        );
        let iscrizioni = if r.blocca_iscrizioni {
            "sospese finché non è pagato"
        } else {
            "possibili"
        };
        let coattiva = if r.riscossione_coattiva { "sì" } else { "no" };
        vec![
            RigaEsito::new("Penale", r.penale),
            RigaEsito::new("Spese dei solleciti", r.spese),
            RigaEsito::new("Sollecito da inviare", sollecito),
            RigaEsito::new("Nuove iscrizioni", iscrizioni),
            RigaEsito::new("Riscossione coattiva", coattiva),
        ]
    }

    fn motivazione(r: &Conseguenze) -> Vec<Passo> {
        r.motivazione.clone()
    }
}
