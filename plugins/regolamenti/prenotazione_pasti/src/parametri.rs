//! The parameters that an office fills in.

use campanella_sdk::messaggio;
use campanella_sdk::tipi::Messaggio;
use serde::Deserialize;

/// The whole regulation of bookings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametri {
    /// Citation of the article.
    pub articolo: Option<String>,
    /// Until when a family may choose.
    pub limite: Limite,
    /// School buildings with a limit of their own.
    #[serde(default)]
    pub plessi: Vec<LimiteDelPlesso>,
    /// How many days ahead a family may choose; absent: no limit.
    pub anticipo_massimo_giorni: Option<u16>,
    /// Absent: the pasto bianco cannot be booked.
    pub pasto_bianco: Option<PastoBianco>,
}

/// Until when a family may choose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limite {
    /// `HH:MM`, included.
    pub ora: String,
    /// 0: on the day itself.
    #[serde(default)]
    pub giorni_prima: u8,
    /// How the days before are counted.
    #[serde(default)]
    pub conta: Conta,
}

/// How the days before are counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conta {
    /// Every day.
    #[default]
    Solari,
    /// Monday to Friday.
    Feriali,
}

/// The limit of a school building.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimiteDelPlesso {
    /// Code of the building.
    pub plesso: String,
    /// Its limit.
    pub limite: Limite,
}

/// How a pasto bianco may be booked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastoBianco {
    /// Consecutive days of service; absent: no limit.
    pub massimo_consecutivi: Option<u16>,
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
        let limiti = parametri
            .plessi
            .iter()
            .map(|p| &p.limite)
            .chain([&parametri.limite]);
        for limite in limiti {
            limite.ora_e_minuto().ok_or_else(|| {
                messaggio(
                    "ORARIO_NON_VALIDO",
                    format!("«{}» non è un orario come 09:30.", limite.ora),
                )
            })?;
        }
        Ok(parametri)
    }

    /// The limit of a school building.
    #[must_use]
    pub fn limite_del_plesso(&self, plesso: &str) -> &Limite {
        self.plessi
            .iter()
            .find(|p| p.plesso == plesso)
            .map_or(&self.limite, |p| &p.limite)
    }
}

impl Limite {
    /// Hour and minute; `None` for a text that is not a time of day.
    #[must_use]
    pub fn ora_e_minuto(&self) -> Option<(u8, u8)> {
        let (ora, minuto) = self.ora.split_once(':')?;
        let (ora, minuto) = (ora.parse().ok()?, minuto.parse().ok()?);
        (ora < 24 && minuto < 60).then_some((ora, minuto))
    }
}
