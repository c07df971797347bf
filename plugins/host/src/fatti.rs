//! What several extension points may know of a child and of a family.

use campanella_kernel::{Giorno, Importo};
use serde::{Deserialize, Serialize};

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
#[serde(deny_unknown_fields)]
pub struct Isee {
    /// The indicator.
    pub valore: Importo,
    /// First day from which it counts for this service.
    pub dal: Giorno,
    /// Last day, included.
    pub al: Giorno,
    /// Its kind.
    pub tipo: TipoIsee,
    /// When the family presented it, where the office noted it.
    #[serde(default)]
    pub presentata: Option<Giorno>,
}

/// Moments as the rule sees them and as authors write them in cases: what a clock on the wall in
/// Italy shows.
pub(crate) mod ora_locale {
    use campanella_kernel::Istante;
    use chrono::NaiveDateTime;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(istante: &Istante, s: S) -> Result<S::Ok, S::Error> {
        istante.ora_locale().serialize(s)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Istante, D::Error> {
        let locale = NaiveDateTime::deserialize(d)?;
        Ok(Istante::da_ora_locale(locale.date().into(), locale.time()))
    }
}
