//! The parameters that an office fills in: prices in ten-thousandths of a euro; ISEE and quotas in
//! cents.
//!
//! What has a `tipo` is written flat and sorted out afterwards: the derived reading of a tagged
//! enum buffers the whole value, which costs more than the tariff itself.

mod condizioni;
mod isee;
mod metodo;
mod quota;
mod residenza;
mod riduzioni;
mod tabella;

use campanella_sdk::messaggio;
use campanella_sdk::tipi::Messaggio;
use serde::Deserialize;

pub use condizioni::Condizione;
pub(crate) use condizioni::dato;
pub use isee::Decorrenza;
pub use metodo::{Fascia, FasciaMassima, Metodo, Punto};
pub use quota::{DaInizio, InizioTardivo, Piano, Quando, Quota, QuotaDelMese};
pub use residenza::{ChiConta, ImportoFissato, NonResidenti, Residenza, SenzaIsee};
pub use riduzioni::{AltraRiduzione, Cumulo, Disabilita, Fratelli, Limiti, Minori};
pub use tabella::Tabella;

use crate::nomi::{Attestazione, Modo};
use crate::verifica;

/// The whole regulation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametri {
    /// The first table that fits the child counts.
    pub tabelle: Vec<Tabella>,
    /// Citation of the article on the tariffs.
    pub articolo: Option<String>,
    /// How prices and line amounts are rounded.
    #[serde(default)]
    pub arrotondamento: Modo,
    /// Prices are rounded to multiples of this after every step: 100 is a cent.
    #[serde(default = "un_centesimo")]
    pub passo_prezzo: i64,
    /// What a family without a valid ISEE pays.
    #[serde(default)]
    pub senza_isee: SenzaIsee,
    /// Kinds of attestation that count; empty: every kind.
    #[serde(default)]
    pub isee_ammessi: Vec<Attestazione>,
    /// From which day an ISEE that was presented counts.
    #[serde(default)]
    pub decorrenza_isee: Decorrenza,
    /// Who is resident, and what the others pay.
    #[serde(default)]
    pub residenza: Residenza,
    /// Reductions for brothers and sisters enrolled in the same service.
    pub fratelli: Option<Fratelli>,
    /// Reductions for the minors in the family, by ISEE.
    pub minori: Option<Minori>,
    /// Reduction for a child with a disability.
    pub disabilita: Option<Disabilita>,
    /// Reductions for a condition that this comune names.
    #[serde(default)]
    pub altre_riduzioni: Vec<AltraRiduzione>,
    /// What happens when several reductions apply.
    #[serde(default)]
    pub cumulo: Cumulo,
    /// Below and above what nobody pays.
    pub limiti: Option<Limiti>,
    /// Price for the adults of the school.
    pub personale: Option<PrezzoFisso>,
    /// Citation of the article on exemptions by the social services.
    pub articolo_esenzione: Option<String>,
}

fn un_centesimo() -> i64 {
    100
}

/// A price that looks at nothing else.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrezzoFisso {
    /// Ten-thousandths of a euro.
    pub prezzo: i64,
    /// Citation of the article.
    pub articolo: Option<String>,
}

impl Parametri {
    /// Reads and checks the parameters.
    ///
    /// # Errors
    /// What is wrong, in Italian.
    pub fn leggi(json: &str) -> Result<Self, Messaggio> {
        let parametri: Parametri = serde_json::from_str(json)
            .map_err(|e| messaggio("PARAMETRI_ILLEGGIBILI", e.to_string()))?;
        match verifica::contraddizione(&parametri) {
            Ok(()) => Ok(parametri),
            Err(testo) => Err(messaggio("PARAMETRI_CONTRADDITTORI", testo)),
        }
    }

    /// The article of a part of the regulation, or the one on the tariffs.
    pub(crate) fn articolo<'p>(&'p self, proprio: Option<&'p str>) -> Option<&'p str> {
        proprio.or(self.articolo.as_deref())
    }
}
