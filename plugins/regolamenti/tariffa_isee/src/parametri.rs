//! The parameters that an office fills in, and the contradictions that a JSON Schema cannot see.

use campanella_sdk::messaggio;
use campanella_sdk::tipi::Messaggio;
use serde::Deserialize;

use crate::nomi::{Attestazione, Modo, Ordine};

/// The whole regulation. Prices in ten-thousandths of a euro, ISEE and quotas in cents.
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
    /// Who is resident, and what the others pay.
    #[serde(default)]
    pub residenza: Residenza,
    /// Reductions for brothers and sisters enrolled in the same service.
    pub fratelli: Option<Fratelli>,
    /// Reduction for a child with a disability.
    pub disabilita: Option<Riduzione>,
    /// Price for the adults of the school.
    pub personale: Option<PrezzoFisso>,
    /// Citation of the article on exemptions by the social services.
    pub articolo_esenzione: Option<String>,
}

fn un_centesimo() -> i64 {
    100
}

/// A table of prices, and the children it is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tabella {
    /// Orders of school; empty: all.
    #[serde(default)]
    pub ordini: Vec<Ordine>,
    /// Only residents, only non-residents, or both when absent.
    pub residenti: Option<bool>,
    /// How the price follows from the ISEE.
    pub metodo: Metodo,
    /// Fixed quota of a month, beside the price.
    pub quota: Option<Quota>,
}

/// How the price follows from the ISEE.
#[derive(Debug, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum Metodo {
    /// Bands; the top of a band belongs to it, the next starts a cent above.
    Fasce {
        /// In order of `fino_a`.
        fasce: Vec<Fascia>,
        /// Above the last band.
        oltre: FasciaMassima,
    },
    /// `prezzo_min + (prezzo_max - prezzo_min) * (ISEE - isee_min) / (isee_max - isee_min)`,
    /// held between the two prices.
    Lineare {
        /// Cents, up to here the lowest price.
        isee_min: i64,
        /// Cents, from here the highest price.
        isee_max: i64,
        /// Ten-thousandths of a euro.
        prezzo_min: i64,
        /// Ten-thousandths of a euro.
        prezzo_max: i64,
        /// Label that the family reads.
        nome: String,
    },
}

/// A band.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fascia {
    /// Label that the family reads.
    pub nome: String,
    /// Cents, included.
    pub fino_a: i64,
    /// Price of the first child, of the second, ...; the last holds for those after it.
    pub prezzi: Vec<i64>,
}

/// The band above all others, without an upper limit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FasciaMassima {
    /// Label that the family reads.
    pub nome: String,
    /// As in [`Fascia`].
    pub prezzi: Vec<i64>,
}

/// A fixed quota of a month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Cents.
    pub importo: i64,
    /// Months in which only a part is due (September at half, ...).
    #[serde(default)]
    pub mesi: Vec<QuotaDelMese>,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// The part of the quota that is due in a month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaDelMese {
    /// 1 to 12.
    pub mese: u8,
    /// Per cent of the quota that is due.
    pub dovuta_percento: i64,
}

/// What a family without a valid ISEE pays.
#[derive(Debug, Default, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum SenzaIsee {
    /// The highest band: what nearly every regulation says.
    #[default]
    PrezzoMassimo,
    /// A price of its own.
    Prezzo {
        /// Ten-thousandths of a euro.
        prezzo: i64,
        /// Label that the family reads.
        nome: String,
    },
}

/// Who is resident, and what the others pay.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residenza {
    /// Whose residence counts.
    #[serde(default)]
    pub conta: ChiConta,
    /// Cadastral codes of comuni whose residents pay as ours.
    #[serde(default)]
    pub comuni_convenzionati: Vec<String>,
    /// What non-residents pay.
    #[serde(default)]
    pub non_residenti: NonResidenti,
    /// Citation of the article.
    pub articolo: Option<String>,
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

/// What non-residents pay.
#[derive(Debug, Default, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case", deny_unknown_fields)]
pub enum NonResidenti {
    /// The highest price, whatever their ISEE.
    #[default]
    PrezzoMassimo,
    /// The same as residents.
    ComeResidenti,
    /// A price of its own.
    Prezzo {
        /// Ten-thousandths of a euro.
        prezzo: i64,
        /// Label that the family reads.
        nome: String,
    },
    /// The residents' price and a surcharge.
    Maggiorazione {
        /// Per cent added.
        percento: i64,
    },
}

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

/// A reduction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Riduzione {
    /// Per cent taken off.
    pub percento: i64,
    /// The quota is reduced as well.
    #[serde(default)]
    pub anche_quota: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
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
        match parametri.contraddizione() {
            None => Ok(parametri),
            Some(testo) => Err(messaggio("PARAMETRI_CONTRADDITTORI", testo)),
        }
    }

    fn contraddizione(&self) -> Option<&'static str> {
        if self.tabelle.is_empty() {
            return Some("Manca la tabella delle tariffe.");
        }
        if self.passo_prezzo < 1 {
            return Some("Il passo di arrotondamento deve essere positivo.");
        }
        if let Some(testo) = self.tabelle.iter().find_map(|t| t.metodo.contraddizione()) {
            return Some(testo);
        }
        let Some(fratelli) = &self.fratelli else {
            return None;
        };
        let in_ordine = fratelli
            .riduzioni
            .windows(2)
            .all(|c| c[0].dal_figlio < c[1].dal_figlio);
        if !in_ordine {
            return Some("Le riduzioni per fratelli vanno in ordine di figlio.");
        }
        if self.tabelle.iter().any(|t| t.metodo.prezzi_per_figlio()) {
            return Some("I prezzi per figlio e la riduzione per fratelli si escludono.");
        }
        None
    }
}

impl Metodo {
    fn contraddizione(&self) -> Option<&'static str> {
        match self {
            Metodo::Fasce { fasce, oltre } => {
                if !fasce.windows(2).all(|c| c[0].fino_a < c[1].fino_a) {
                    return Some("Le fasce vanno in ordine di ISEE, senza ripetizioni.");
                }
                let tutte = fasce.iter().map(|f| &f.prezzi).chain([&oltre.prezzi]);
                if tutte
                    .into_iter()
                    .any(|p| p.is_empty() || p.iter().any(|p| *p < 0))
                {
                    return Some("Ogni fascia ha almeno un prezzo, e nessun prezzo è negativo.");
                }
                None
            }
            Metodo::Lineare {
                isee_min,
                isee_max,
                prezzo_min,
                prezzo_max,
                ..
            } => {
                if isee_min >= isee_max || *isee_min < 0 {
                    return Some("L'ISEE minimo deve essere più basso dell'ISEE massimo.");
                }
                if prezzo_min > prezzo_max || *prezzo_min < 0 {
                    return Some("Il prezzo minimo non può superare il prezzo massimo.");
                }
                None
            }
        }
    }

    fn prezzi_per_figlio(&self) -> bool {
        match self {
            Metodo::Fasce { fasce, oltre } => {
                oltre.prezzi.len() > 1 || fasce.iter().any(|f| f.prezzi.len() > 1)
            }
            Metodo::Lineare { .. } => false,
        }
    }
}
