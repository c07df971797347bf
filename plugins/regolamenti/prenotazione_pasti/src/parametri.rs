//! The parameters that an office fills in.

use campanella_sdk::parametri::Ordine;
use campanella_sdk::tipi::OrdineScuola;
use serde::Deserialize;

/// The whole regulation of bookings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametri {
    /// Citation of the article.
    pub articolo: Option<String>,
    /// Until when a family may choose.
    pub limite: Limite,
    /// School buildings with a limit of their own; the first that fits the child counts.
    #[serde(default)]
    pub plessi: Vec<LimiteDelPlesso>,
    /// Orders of school with a limit of their own, where the building has none.
    #[serde(default)]
    pub ordini: Vec<LimiteDegliOrdini>,
    /// From when a family may choose; absent: see `anticipo_massimo_giorni`.
    pub apertura: Option<Limite>,
    /// How many days ahead a family may choose; absent: no limit.
    pub anticipo_massimo_giorni: Option<u16>,
    /// The family says when the child is absent; otherwise the school's register does.
    #[serde(default = "si")]
    pub assenze_dalla_famiglia: bool,
    /// What a family is told of many absences in a row; nothing is forbidden.
    pub assenza_prolungata: Option<AssenzaProlungata>,
    /// Absent: the pasto bianco cannot be booked.
    pub pasto_bianco: Option<PastoBianco>,
}

fn si() -> bool {
    true
}

/// An instant on or before a day.
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
    /// Orders of school in it; empty: all.
    #[serde(default)]
    pub ordini: Vec<Ordine>,
    /// Their limit.
    pub limite: Limite,
}

/// The limit of some orders of school.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimiteDegliOrdini {
    /// The orders.
    pub ordini: Vec<Ordine>,
    /// Their limit.
    pub limite: Limite,
}

/// What a family is told of many absences in a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssenzaProlungata {
    /// Days of service in a row that need nothing.
    pub dopo_giorni: u16,
    /// What the family has to do then, in Italian.
    pub avviso: String,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// How a pasto bianco may be booked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastoBianco {
    /// Until when, where that is earlier than for the rest.
    pub limite: Option<Limite>,
    /// Consecutive days of service; absent: no limit.
    pub massimo_consecutivi: Option<u16>,
    /// For more days a medical certificate is needed, which the office receives.
    #[serde(default)]
    pub poi_certificato: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

impl Parametri {
    /// The limit of a child.
    #[must_use]
    pub fn limite_di(&self, plesso: &str, ordine: OrdineScuola) -> &Limite {
        let del_plesso = self
            .plessi
            .iter()
            .find(|p| p.plesso == plesso && Ordine::tra(&p.ordini, ordine))
            .map(|p| &p.limite);
        let dell_ordine = self
            .ordini
            .iter()
            .find(|o| Ordine::tra(&o.ordini, ordine))
            .map(|o| &o.limite);
        del_plesso.or(dell_ordine).unwrap_or(&self.limite)
    }

    /// Every general limit that there is.
    pub fn limiti(&self) -> impl Iterator<Item = &Limite> {
        let dei_plessi = self.plessi.iter().map(|p| &p.limite);
        let degli_ordini = self.ordini.iter().map(|o| &o.limite);
        [&self.limite]
            .into_iter()
            .chain(dei_plessi)
            .chain(degli_ordini)
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
