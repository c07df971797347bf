//! From which day an ISEE that was presented counts.

use serde::Deserialize;

/// From which day an ISEE counts.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Scritta")]
pub enum Decorrenza {
    /// The day that the office recorded.
    #[default]
    Registrata,
    /// The month of the presentation if it was early enough in it, else the month after.
    DalMese {
        /// Last day that is early enough.
        entro_il_giorno: u8,
        /// Months with another last day.
        eccezioni: Vec<TermineDelMese>,
    },
    /// The month after the presentation.
    MeseSuccessivo,
    /// Some working days after the presentation.
    GiorniLavorativi {
        /// How many.
        giorni: u16,
    },
}

/// Another last day in a month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermineDelMese {
    /// 1 to 12.
    pub mese: u8,
    /// Last day that is early enough.
    pub entro_il_giorno: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scritta {
    tipo: Tipo,
    entro_il_giorno: Option<u8>,
    #[serde(default)]
    eccezioni: Vec<TermineDelMese>,
    giorni: Option<u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tipo {
    Registrata,
    DalMese,
    MeseSuccessivo,
    GiorniLavorativi,
}

impl TryFrom<Scritta> for Decorrenza {
    type Error = &'static str;

    fn try_from(s: Scritta) -> Result<Self, Self::Error> {
        Ok(match s.tipo {
            Tipo::Registrata => Decorrenza::Registrata,
            Tipo::DalMese => Decorrenza::DalMese {
                entro_il_giorno: s.entro_il_giorno.ok_or("manca `entro_il_giorno`")?,
                eccezioni: s.eccezioni,
            },
            Tipo::MeseSuccessivo => Decorrenza::MeseSuccessivo,
            Tipo::GiorniLavorativi => Decorrenza::GiorniLavorativi {
                giorni: s.giorni.ok_or("mancano i `giorni`")?,
            },
        })
    }
}
