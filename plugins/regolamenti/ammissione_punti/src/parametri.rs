//! The parameters that an office fills in.

use campanella_sdk::parametri::{Attestazione, Ordine};
use serde::Deserialize;

use crate::condizione::Condizione;

/// Who may have a service and who comes first. Points in hundredths, amounts in cents.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametri {
    /// Citation of the article.
    pub articolo: Option<String>,
    /// Who counts as resident.
    #[serde(default)]
    pub residenza: Residenza,
    /// Kinds of attestation that count; empty: every kind.
    #[serde(default)]
    pub isee_ammessi: Vec<Attestazione>,
    /// Without these an application is not admitted.
    #[serde(default)]
    pub requisiti: Requisiti,
    /// What happens to an application after the end of the call.
    #[serde(default)]
    pub fuori_termine: FuoriTermine,
    /// The first that holds puts the application before all of those below it, whatever the
    /// points.
    #[serde(default)]
    pub precedenze: Vec<Precedenza>,
    /// What gives points.
    #[serde(default)]
    pub criteri: Vec<Criterio>,
    /// Who comes first between equal points, in order.
    #[serde(default)]
    pub spareggi: Vec<Spareggio>,
}

/// Who counts as resident.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residenza {
    /// Whose residence counts.
    #[serde(default)]
    pub conta: ChiConta,
    /// Cadastral codes of comuni whose residents count as ours.
    #[serde(default)]
    pub comuni_convenzionati: Vec<String>,
}

/// Whose residence counts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChiConta {
    /// The child's.
    #[default]
    Bambino,
    /// The payer's.
    Pagante,
    /// Both must be resident.
    Entrambi,
    /// One of them is enough.
    AlmenoUno,
}

/// Without these an application is not admitted.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requisiti {
    /// Only residents.
    #[serde(default)]
    pub solo_residenti: bool,
    /// Orders of school; empty: all.
    #[serde(default)]
    pub ordini: Vec<Ordine>,
    /// How old the child is.
    pub eta: Option<Eta>,
    /// A family in arrears is not admitted; absent: it is.
    pub morosita: Option<SenzaMorosita>,
}

/// How old the child must be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eta {
    /// Months of age, completed.
    pub minimo_mesi: Option<u16>,
    /// Months of age, completed: 35 is the last month before the third birthday.
    pub massimo_mesi: Option<u16>,
    /// The day on which it is counted.
    #[serde(default)]
    pub al: EtaAl,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// The day on which the age is counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EtaAl {
    /// The last day of the call.
    #[default]
    TermineBando,
    /// 1 September of the school year.
    InizioAnnoScolastico,
    /// 31 December of the school year.
    FineAnnoSolare,
    /// 30 April of the school year: the «anticipatari».
    FineAprile,
}

/// How much a family may owe.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SenzaMorosita {
    /// Only above this.
    #[serde(default)]
    pub oltre: i64,
    /// Not for a family that keeps to a plan of instalments.
    #[serde(default)]
    pub tranne_piano: bool,
    /// Not for a child that the social services reported.
    #[serde(default)]
    pub tranne_servizi_sociali: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// What happens to an application after the end of the call.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum FuoriTermine {
    /// It is not admitted.
    #[default]
    Esclusa,
    /// It loses points.
    Penalizzata {
        /// Hundredths of a point taken off.
        punti: i64,
    },
    /// It comes after all the others, whatever the points.
    DopoLeAltre,
}

/// What holds together: all of `se`, at least one of `una_di` if there are any, none of `tranne`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quando {
    /// All of them.
    #[serde(default)]
    pub se: Vec<Condizione>,
    /// At least one, if there are any.
    #[serde(default)]
    pub una_di: Vec<Condizione>,
    /// None of them.
    #[serde(default)]
    pub tranne: Vec<Condizione>,
}

impl Quando {
    /// Whether there is no condition at all.
    pub fn sempre(&self) -> bool {
        self.se.is_empty() && self.una_di.is_empty() && self.tranne.is_empty()
    }
}

/// An absolute precedence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedenza {
    /// Name that the family reads.
    pub titolo: String,
    /// When.
    pub quando: Quando,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// What gives points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterio {
    /// Stable code of the step.
    pub codice: String,
    /// Name that the family reads.
    pub titolo: String,
    /// Hundredths of a point; below zero takes off.
    pub punti: i64,
    /// When; without conditions, always.
    #[serde(default)]
    pub quando: Quando,
    /// The points are for each of something.
    pub per_ogni: Option<PerOgni>,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// Points for each of something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerOgni {
    /// What is counted.
    pub unita: Unita,
    /// How many give the points once.
    #[serde(default = "uno")]
    pub quante: u32,
    /// How many give nothing.
    #[serde(default)]
    pub oltre: u32,
    /// At most these points, in hundredths.
    pub massimo: i64,
}

fn uno() -> u32 {
    1
}

/// What is counted.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum Unita {
    /// Minors in the family.
    Minori,
    /// Brothers and sisters already admitted.
    FratelliIscritti,
    /// Metres from home to the school.
    MetriScuola,
    /// Hours of work in a week, of all parents who work.
    OreSettimanali,
    /// Kilometres to work, of all parents who work.
    KmLavoro,
    /// A number that the family wrote in the form.
    Risposta {
        /// Name of the answer.
        nome: String,
    },
}

/// Who comes first between equal points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spareggio {
    /// The lower ISEE; without one, last.
    IseePiuBasso,
    /// The younger child.
    PiuGiovane,
    /// The older child.
    PiuGrande,
    /// The application sent earlier.
    PrimaPresentata,
    /// The child who lives farther from the school.
    PiuLontano,
    /// The family with more minors.
    PiuMinori,
    /// More brothers and sisters already admitted.
    PiuFratelli,
}
