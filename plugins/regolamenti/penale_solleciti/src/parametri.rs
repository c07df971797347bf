//! The parameters that an office fills in.

use campanella_sdk::parametri::Modo;
use serde::Deserialize;

/// What happens to an amount that was not paid in time. Amounts in cents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametri {
    /// Citation of the article.
    pub articolo: Option<String>,
    /// Days after the due date on which nothing happens yet.
    #[serde(default)]
    pub tolleranza_giorni: u16,
    /// Under this, nothing is sent.
    #[serde(default)]
    pub importo_minimo: i64,
    /// The late fee; absent: none.
    pub penale: Option<Penale>,
    /// The reminders, in order.
    #[serde(default)]
    pub solleciti: Vec<Avviso>,
    /// When reminders and fee stand still.
    #[serde(default)]
    pub sospensione: Sospensione,
    /// When new enrolments wait; absent: never.
    pub blocco_iscrizioni: Option<Blocco>,
    /// When it goes on the list for coercive collection; absent: never.
    pub riscossione_coattiva: Option<Riscossione>,
}

/// The late fee.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penale {
    /// How much.
    pub misura: Misura,
    /// Days after the due date from which it is owed; absent: the first after the grace days.
    pub dal_giorno: Option<u16>,
    /// At most this.
    pub massimo: Option<i64>,
    /// How a fraction of a cent is rounded.
    #[serde(default)]
    pub arrotondamento: Modo,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// How much a late fee is. Rates in hundredths of a percent: 250 is 2,50%.
#[derive(Debug, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum Misura {
    /// Always the same.
    Fissa {
        /// Cents.
        importo: i64,
    },
    /// A part of what is still to be paid.
    Percentuale {
        /// Hundredths of a percent.
        percento: i64,
    },
    /// Interest by the day: what is still to be paid, times the rate, times the days, over 365.
    Interessi {
        /// Yearly rate, hundredths of a percent.
        tasso_annuo: i64,
        /// The first day that counts.
        #[serde(default)]
        decorrenza: Decorrenza,
    },
}

/// The first day that bears interest.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decorrenza {
    /// The day after the due date, even where the fee is owed only later.
    #[default]
    Scadenza,
    /// The day from which the fee is owed.
    DalGiorno,
}

/// A reminder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Avviso {
    /// Stable code: the reminders that were sent name it.
    pub codice: String,
    /// Name that office and family read.
    pub titolo: String,
    /// What the days are counted from.
    #[serde(default)]
    pub da: Da,
    /// Days after it.
    pub giorni: u16,
    /// Expenses, in cents.
    #[serde(default)]
    pub spese: i64,
    /// Days that it leaves to pay.
    pub giorni_per_pagare: u16,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// What the days before a reminder are counted from.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Da {
    /// The due date of the amount.
    #[default]
    Scadenza,
    /// The day on which the reminder before was sent.
    InvioPrecedente,
    /// The day on which the family received the reminder before.
    RicezionePrecedente,
}

/// When reminders, coercive collection and fee stand still.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sospensione {
    /// While the family keeps to a signed plan of instalments.
    #[serde(default = "si")]
    pub piano_rispettato: bool,
    /// While the social services help the family.
    #[serde(default)]
    pub servizi_sociali: bool,
    /// The fee is not asked either.
    #[serde(default = "si")]
    pub anche_penale: bool,
}

impl Default for Sospensione {
    fn default() -> Self {
        Sospensione {
            piano_rispettato: true,
            servizi_sociali: false,
            anche_penale: true,
        }
    }
}

fn si() -> bool {
    true
}

/// When new enrolments of the family wait.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocco {
    /// From when.
    pub dal: Dal,
    /// Not for a family that keeps to a plan of instalments.
    #[serde(default)]
    pub tranne_piano: bool,
    /// Not for a family that the social services help.
    #[serde(default)]
    pub tranne_servizi_sociali: bool,
    /// Only for amounts above this, in cents.
    #[serde(default)]
    pub oltre: i64,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// From when new enrolments wait.
#[derive(Debug, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum Dal {
    /// Some days after the due date, and not before the grace days are over.
    Scadenza {
        /// 0: the day after it.
        #[serde(default)]
        giorni: u16,
    },
    /// When the time that a reminder leaves is over.
    Sollecito {
        /// Its code.
        codice: String,
        /// Days more.
        #[serde(default)]
        giorni: u16,
    },
    /// The first such day of a year after the due date.
    Data {
        /// 1 to 31.
        giorno: u8,
        /// 1 to 12.
        mese: u8,
    },
}

/// When it goes on the list for coercive collection: the time of the last reminder is over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Riscossione {
    /// Days more.
    #[serde(default)]
    pub giorni: u16,
    /// Citation of the article.
    pub articolo: Option<String>,
}
