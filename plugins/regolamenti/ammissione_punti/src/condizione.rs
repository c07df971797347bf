//! What may hold of an application.

use campanella_sdk::parametri::Ordine;
use serde::Deserialize;

/// One condition.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condizione {
    /// A valid ISEE in a range.
    Isee {
        /// Cents, excluded.
        oltre: Option<i64>,
        /// Cents, included.
        fino_a: Option<i64>,
    },
    /// No valid ISEE.
    SenzaIsee,
    /// How far the school is.
    DistanzaScuola {
        /// Metres, excluded.
        oltre: Option<u32>,
        /// Metres, included.
        fino_a: Option<u32>,
    },
    /// The child's age on the last day of the call.
    Eta {
        /// Months, completed.
        da_mesi: Option<u16>,
        /// Months, completed.
        fino_a_mesi: Option<u16>,
    },
    /// Parents who work.
    GenitoriCheLavorano {
        /// How many, at least.
        almeno: u8,
        /// Hours in a week, of each.
        ore_minime: Option<u16>,
        /// Kilometres to work, of each.
        km_minimi: Option<u16>,
    },
    /// Every parent of the family works, be it one or two.
    TuttiLavorano {
        /// Hours in a week, of each.
        ore_minime: Option<u16>,
    },
    /// A family of one parent.
    GenitoreSolo,
    /// A parent has a certified disability.
    GenitoreConDisabilita,
    /// The child has a certified disability.
    Disabilita,
    /// The social services reported the child.
    ServiziSociali,
    /// A resident, as the parameters define it.
    Residente,
    /// Brothers and sisters already admitted.
    FratelliIscritti {
        /// How many, at least.
        almeno: u32,
    },
    /// Minors in the family, this child included.
    Minori {
        /// How many, at least.
        almeno: u32,
        /// How many, at most.
        fino_a: Option<u32>,
    },
    /// The child had the service in the year before.
    IscrittoAnnoPrecedente,
    /// The order of school.
    Ordini {
        /// One of these.
        ordini: Vec<Ordine>,
    },
    /// The school building.
    Plessi {
        /// One of these codes.
        plessi: Vec<String>,
    },
    /// The class, as the school writes it.
    Classi {
        /// One of these.
        classi: Vec<String>,
    },
    /// The family owes something, whether it keeps to a plan or not.
    Morosita,
    /// The application came after the end of the call.
    FuoriTermine,
    /// An answer of the comune's form.
    Risposta {
        /// Its name.
        nome: String,
        /// One of these.
        valori: Vec<String>,
    },
}

impl Condizione {
    /// Whether no application can satisfy it.
    pub fn impossibile(&self) -> bool {
        match self {
            Condizione::Isee { oltre, fino_a } => vuoto(*oltre, *fino_a),
            Condizione::DistanzaScuola { oltre, fino_a } => vuoto(*oltre, *fino_a),
            Condizione::Eta {
                da_mesi,
                fino_a_mesi,
            } => da_mesi.zip(*fino_a_mesi).is_some_and(|(da, a)| da > a),
            Condizione::Minori { almeno, fino_a } => fino_a.is_some_and(|a| *almeno > a),
            Condizione::GenitoriCheLavorano { almeno, .. } => *almeno > 2,
            _ => false,
        }
    }
}

/// Nothing is above `oltre` and not above `fino_a`.
fn vuoto<N: PartialOrd>(oltre: Option<N>, fino_a: Option<N>) -> bool {
    oltre.zip(fino_a).is_some_and(|(oltre, a)| oltre >= a)
}
