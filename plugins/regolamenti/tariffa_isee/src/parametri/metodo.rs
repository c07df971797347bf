//! How an amount follows from the ISEE.

use serde::Deserialize;

/// How an amount follows from the ISEE: ten-thousandths of a euro for a price, cents for a quota.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Scritto")]
pub enum Metodo {
    /// The same for every ISEE.
    Unico(FasciaMassima),
    /// Bands; the top of a band belongs to it, the next starts a cent above.
    Fasce {
        /// In order of `fino_a`.
        fasce: Vec<Fascia>,
        /// Above the last band.
        oltre: FasciaMassima,
    },
    /// Straight lines between points; before the first and after the last, their amounts.
    Tratti {
        /// Label that the family reads.
        nome: String,
        /// In order of ISEE, at least two.
        punti: Vec<Punto>,
    },
    /// So much for each thousand euros of ISEE, held between two amounts.
    Proporzionale {
        /// Label that the family reads.
        nome: String,
        /// Amount for each thousand euros.
        ogni_mille_euro: i64,
        /// Least amount.
        minimo: i64,
        /// Greatest amount.
        massimo: i64,
        /// Cents: up to here nothing is paid.
        gratis_fino_a: Option<i64>,
    },
    /// A number of meals at their price: only a quota can be this.
    Pasti {
        /// How many.
        pasti: i64,
        /// Price of one, in ten-thousandths of a euro.
        prezzo: Box<Metodo>,
    },
}

/// A band.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fascia {
    /// Label that the family reads.
    pub nome: String,
    /// Cents, included; only so that what the act says is checked against `fino_a`.
    pub da: Option<i64>,
    /// Cents, included.
    pub fino_a: i64,
    /// Amount for the first child, the second, ...; the last holds for those after it.
    #[serde(alias = "importi")]
    pub prezzi: Vec<i64>,
}

/// A band without an upper limit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FasciaMassima {
    /// Label that the family reads.
    pub nome: String,
    /// As in [`Fascia`].
    pub da: Option<i64>,
    /// As in [`Fascia`].
    #[serde(alias = "importi")]
    pub prezzi: Vec<i64>,
}

/// A point of a broken line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Punto {
    /// Cents.
    pub isee: i64,
    /// Amount at that ISEE.
    #[serde(alias = "importo")]
    pub prezzo: i64,
}

impl Metodo {
    /// Whether the amount depends on the ISEE.
    pub(crate) fn guarda_isee(&self) -> bool {
        match self {
            Metodo::Unico(_) => false,
            Metodo::Pasti { prezzo, .. } => prezzo.guarda_isee(),
            _ => true,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scritto {
    tipo: Tipo,
    nome: Option<String>,
    fasce: Option<Vec<Fascia>>,
    oltre: Option<FasciaMassima>,
    #[serde(alias = "importi")]
    prezzi: Option<Vec<i64>>,
    isee_min: Option<i64>,
    isee_max: Option<i64>,
    #[serde(alias = "importo_min")]
    prezzo_min: Option<i64>,
    #[serde(alias = "importo_max")]
    prezzo_max: Option<i64>,
    punti: Option<Vec<Punto>>,
    ogni_mille_euro: Option<i64>,
    gratis_fino_a: Option<i64>,
    pasti: Option<i64>,
    prezzo: Option<Box<Metodo>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tipo {
    Unico,
    Fasce,
    Lineare,
    ATratti,
    Proporzionale,
    Pasti,
}

impl TryFrom<Scritto> for Metodo {
    type Error = &'static str;

    fn try_from(s: Scritto) -> Result<Self, Self::Error> {
        let nome = s.nome.ok_or("manca il `nome`");
        Ok(match s.tipo {
            Tipo::Unico => Metodo::Unico(FasciaMassima {
                nome: nome?,
                da: None,
                prezzi: s.prezzi.ok_or("manca l'importo")?,
            }),
            Tipo::Fasce => Metodo::Fasce {
                fasce: s.fasce.ok_or("mancano le `fasce`")?,
                oltre: s.oltre.ok_or("manca la fascia `oltre`")?,
            },
            Tipo::Lineare => Metodo::Tratti {
                nome: nome?,
                punti: vec![
                    Punto {
                        isee: s.isee_min.ok_or("manca `isee_min`")?,
                        prezzo: s.prezzo_min.ok_or("manca il minimo")?,
                    },
                    Punto {
                        isee: s.isee_max.ok_or("manca `isee_max`")?,
                        prezzo: s.prezzo_max.ok_or("manca il massimo")?,
                    },
                ],
            },
            Tipo::ATratti => Metodo::Tratti {
                nome: nome?,
                punti: s.punti.ok_or("mancano i `punti`")?,
            },
            Tipo::Proporzionale => Metodo::Proporzionale {
                nome: nome?,
                ogni_mille_euro: s.ogni_mille_euro.ok_or("manca `ogni_mille_euro`")?,
                minimo: s.prezzo_min.ok_or("manca il minimo")?,
                massimo: s.prezzo_max.ok_or("manca il massimo")?,
                gratis_fino_a: s.gratis_fino_a,
            },
            Tipo::Pasti => Metodo::Pasti {
                pasti: s.pasti.ok_or("manca il numero di `pasti`")?,
                prezzo: s.prezzo.ok_or("manca il `prezzo` del pasto")?,
            },
        })
    }
}
