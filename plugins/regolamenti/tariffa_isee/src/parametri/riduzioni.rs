//! What is taken off, how several reductions meet, and the limits of the result.

use serde::Deserialize;

use super::Condizione;

/// Reductions for brothers and sisters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fratelli {
    /// In order of `dal_figlio`; the last that applies counts.
    pub riduzioni: Vec<RiduzioneFratelli>,
    /// Not for non-residents.
    #[serde(default)]
    pub solo_residenti: bool,
    /// The quota is reduced as well.
    #[serde(default)]
    pub anche_quota: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// The reduction from a child on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiduzioneFratelli {
    /// 2 is the second child enrolled.
    pub dal_figlio: u32,
    /// Per cent taken off.
    pub percento: i64,
}

/// Reductions for the minors in the family, by ISEE. A family without a valid ISEE has none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minori {
    /// In order of `fino_a`; the first that reaches the ISEE counts.
    pub righe: Vec<RigaMinori>,
    /// Not for non-residents.
    #[serde(default)]
    pub solo_residenti: bool,
    /// The quota is reduced as well.
    #[serde(default)]
    pub anche_quota: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// The reductions up to an ISEE.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RigaMinori {
    /// Cents, included.
    pub fino_a: i64,
    /// In order of `da_minori`; the last that applies counts.
    pub riduzioni: Vec<ScattoMinori>,
}

/// The reduction from a number of minors on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScattoMinori {
    /// The child itself included.
    pub da_minori: u32,
    /// Per cent taken off.
    pub percento: i64,
}

impl RigaMinori {
    /// What so many minors take off.
    pub(crate) fn percento(&self, minori: u32) -> i64 {
        let scatto = self.riduzioni.iter().rfind(|s| s.da_minori <= minori);
        scatto.map_or(0, |s| s.percento)
    }
}

/// Reduction for a disability.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disabilita {
    /// Per cent taken off.
    pub percento: i64,
    /// Only for some certifications (article 3, paragraph 3, of law 104, ...).
    pub solo_se: Option<Condizione>,
    /// The quota is reduced as well.
    #[serde(default)]
    pub anche_quota: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// A reduction for a condition that this comune names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AltraRiduzione {
    /// Why, as the family reads it («genitore disoccupato»).
    pub nome: String,
    /// Who has it.
    pub quando: Condizione,
    /// Per cent taken off.
    pub percento: i64,
    /// Cents, included: not above this ISEE, nor without one.
    pub isee_fino_a: Option<i64>,
    /// Not for non-residents.
    #[serde(default)]
    pub solo_residenti: bool,
    /// The quota is reduced as well.
    #[serde(default)]
    pub anche_quota: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// What happens when several reductions apply.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cumulo {
    /// Each on what the one before left.
    #[default]
    InCascata,
    /// Their percentages are added.
    Somma,
    /// Only the largest counts.
    SoloLaMaggiore,
}

/// Limits of what is paid. A reduction of 100% is free all the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limiti {
    /// Reductions do not go below this price.
    pub prezzo_minimo: Option<i64>,
    /// Nobody pays a higher price.
    pub prezzo_massimo: Option<i64>,
    /// Reductions do not go below this quota.
    pub quota_minima: Option<i64>,
    /// Nobody pays a higher quota.
    pub quota_massima: Option<i64>,
    /// Citation of the article.
    pub articolo: Option<String>,
}
