//! Who is resident, what the others pay, and what a family pays without a valid ISEE.

use serde::Deserialize;

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
#[serde(try_from = "Scritto")]
pub enum NonResidenti {
    /// The highest amount, whatever their ISEE.
    #[default]
    PrezzoMassimo,
    /// The same as residents.
    ComeResidenti,
    /// Amounts of their own.
    Prezzo(ImportoFissato),
    /// The residents' amount and a surcharge.
    Maggiorazione {
        /// Per cent added.
        percento: i64,
    },
    /// The service is for residents only.
    NonAmmessi,
}

/// What a family without a valid ISEE pays.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Scritto")]
pub enum SenzaIsee {
    /// The highest band: what nearly every regulation says.
    #[default]
    PrezzoMassimo,
    /// Amounts of their own.
    Prezzo(ImportoFissato),
}

/// Amounts that look at nothing else.
#[derive(Debug)]
pub struct ImportoFissato {
    /// Ten-thousandths of a euro.
    pub prezzo: Option<i64>,
    /// Cents, of a month or of the year as the table says.
    pub quota: Option<i64>,
    /// Label that the family reads.
    pub nome: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scritto {
    tipo: Tipo,
    prezzo: Option<i64>,
    quota: Option<i64>,
    nome: Option<String>,
    percento: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tipo {
    PrezzoMassimo,
    ComeResidenti,
    Prezzo,
    Maggiorazione,
    NonAmmessi,
}

impl Scritto {
    fn fissato(self) -> Result<ImportoFissato, &'static str> {
        Ok(ImportoFissato {
            prezzo: self.prezzo,
            quota: self.quota,
            nome: self.nome.ok_or("manca il `nome`")?,
        })
    }
}

impl TryFrom<Scritto> for NonResidenti {
    type Error = &'static str;

    fn try_from(s: Scritto) -> Result<Self, Self::Error> {
        Ok(match s.tipo {
            Tipo::PrezzoMassimo => NonResidenti::PrezzoMassimo,
            Tipo::ComeResidenti => NonResidenti::ComeResidenti,
            Tipo::Prezzo => NonResidenti::Prezzo(s.fissato()?),
            Tipo::Maggiorazione => NonResidenti::Maggiorazione {
                percento: s.percento.ok_or("manca il `percento`")?,
            },
            Tipo::NonAmmessi => NonResidenti::NonAmmessi,
        })
    }
}

impl TryFrom<Scritto> for SenzaIsee {
    type Error = &'static str;

    fn try_from(s: Scritto) -> Result<Self, Self::Error> {
        match s.tipo {
            Tipo::PrezzoMassimo => Ok(SenzaIsee::PrezzoMassimo),
            Tipo::Prezzo => s.fissato().map(SenzaIsee::Prezzo),
            _ => Err("senza ISEE si paga il prezzo massimo o uno fissato"),
        }
    }
}
