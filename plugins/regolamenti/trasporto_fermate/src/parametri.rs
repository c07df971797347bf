//! The parameters that an office fills in.

use campanella_sdk::parametri::Ordine;
use serde::Deserialize;

/// Which stops and ticket types a child may have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametri {
    /// Citation of the article.
    pub articolo: Option<String>,
    /// Only residents.
    #[serde(default)]
    pub solo_residenti: bool,
    /// Cadastral codes of comuni whose residents count as ours.
    #[serde(default)]
    pub comuni_convenzionati: Vec<String>,
    /// Who lives nearer to the school has no bus; the first that fits the child counts.
    #[serde(default)]
    pub distanze_minime: Vec<DistanzaMinima>,
    /// Which stops.
    #[serde(default)]
    pub fermate: Fermate,
    /// Adults who meet the child at the stop; absent: nobody asks.
    pub delegati: Option<Delegati>,
    /// Who may go home alone; absent: everybody whose family allows it.
    pub rientro_autonomo: Option<RientroAutonomo>,
    /// Ticket types that are not for everybody; one that is not here is.
    #[serde(default)]
    pub titoli: Vec<Titolo>,
}

/// Who lives nearer to the school has no bus, unless disabled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistanzaMinima {
    /// Orders of school; empty: all.
    #[serde(default)]
    pub ordini: Vec<Ordine>,
    /// Metres: a child at this distance has the bus.
    pub metri: u32,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// Which stops.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fermate {
    /// Metres from home: a stop at this distance may be chosen; absent: any.
    pub distanza_massima: Option<u32>,
    /// Only stops of the zone in which the child lives.
    #[serde(default)]
    pub solo_propria_zona: bool,
    /// A line without a free seat cannot be chosen.
    #[serde(default)]
    pub posti_limitati: bool,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// Adults who meet the child at the stop. A child who goes home alone needs none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegati {
    /// At least.
    #[serde(default)]
    pub minimo: u32,
    /// At most; absent: any number.
    pub massimo: Option<u32>,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// Who may go home alone (L. 172/2017, art. 19-bis).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RientroAutonomo {
    /// One of these; empty: nobody.
    pub ammessi: Vec<Ammessi>,
    /// Citation of the article.
    pub articolo: Option<String>,
}

/// Children of an order of school, or of some of its classes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ammessi {
    /// The order.
    pub ordine: Ordine,
    /// Years of the order: 4 and 5 are the classes 4A, 5B, ...; empty: all.
    #[serde(default)]
    pub anni: Vec<u8>,
}

/// A ticket type that is not for everybody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titolo {
    /// Code in the comune's price list.
    pub codice: String,
    /// Orders of school; empty: all.
    #[serde(default)]
    pub ordini: Vec<Ordine>,
    /// Zones in which the child lives; empty: all.
    #[serde(default)]
    pub zone: Vec<String>,
    /// Only residents, only the others, or both when absent.
    pub residenti: Option<bool>,
    /// Citation of the article.
    pub articolo: Option<String>,
}
