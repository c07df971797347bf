//! A fixed quota, and when it is due.

use serde::Deserialize;

use super::Metodo;

/// A fixed quota.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// How much, of a month or of the year.
    pub metodo: Metodo,
    /// When it is due.
    #[serde(default)]
    pub quando: Quando,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// When a quota is due.
#[derive(Debug, Deserialize)]
#[serde(from = "Scritto")]
pub enum Quando {
    /// Every month of the enrolment.
    Mensile {
        /// Months in which only a part is due (September at half, ...).
        mesi: Vec<QuotaDelMese>,
        /// What the month is worth in which the enrolment starts.
        mese_di_inizio: Option<DaInizio>,
        /// Children before their third birthday pay from the month of the date in this datum.
        anticipatari_da: Option<String>,
    },
    /// Once a year, at once or in instalments.
    Annuale {
        /// Ways to pay; the first holds for a family that did not choose.
        piani: Vec<Piano>,
        /// The datum with the choice of the family; `None`: the article.
        scelta: Option<String>,
        /// What a child pays who starts when instalments have already fallen due.
        inizio_tardivo: InizioTardivo,
    },
}

/// The part of a monthly quota that is due in a month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaDelMese {
    /// 1 to 12.
    pub mese: u8,
    /// Per cent of the quota that is due.
    pub dovuta_percento: i64,
}

/// What the first month is worth.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaInizio {
    /// Who starts by this day pays the month.
    pub entro_il_giorno: u8,
    /// Per cent due by who starts later.
    #[serde(default)]
    pub dopo_percento: i64,
}

/// A way to pay the quota of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piano {
    /// Name that the family reads.
    pub nome: String,
    /// Values of the choice that mean this one.
    #[serde(default)]
    pub valori: Vec<String>,
    /// When it is paid.
    pub rate: Vec<Rata>,
}

/// An instalment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rata {
    /// Month in which it is due, 1 to 12.
    pub mese: u8,
    /// Its weight beside the other instalments.
    #[serde(default = "una")]
    pub parti: i64,
}

fn una() -> i64 {
    1
}

/// What a child pays who starts when instalments have already fallen due.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InizioTardivo {
    /// The whole year: what has fallen due is paid in the month of the start.
    #[default]
    AnnoIntero,
    /// From the period in which the start falls: an instalment covers the months up to the next.
    PeriodoInCorso,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scritto {
    tipo: Tipo,
    #[serde(default)]
    mesi: Vec<QuotaDelMese>,
    mese_di_inizio: Option<DaInizio>,
    anticipatari_da: Option<String>,
    #[serde(default)]
    piani: Vec<Piano>,
    scelta: Option<String>,
    #[serde(default)]
    inizio_tardivo: InizioTardivo,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tipo {
    Mensile,
    Annuale,
}

impl From<Scritto> for Quando {
    fn from(s: Scritto) -> Self {
        match s.tipo {
            Tipo::Mensile => Quando::Mensile {
                mesi: s.mesi,
                mese_di_inizio: s.mese_di_inizio,
                anticipatari_da: s.anticipatari_da,
            },
            Tipo::Annuale => Quando::Annuale {
                piani: s.piani,
                scelta: s.scelta,
                inizio_tardivo: s.inizio_tardivo,
            },
        }
    }
}

impl Default for Quando {
    fn default() -> Self {
        Quando::Mensile {
            mesi: Vec::new(),
            mese_di_inizio: None,
            anticipatari_da: None,
        }
    }
}
