//! The names of the contract's cases as the parameters write them.

use crate::tariffa::Arrotondamento;
use crate::tipi::{OrdineScuola, TipoIsee};
use serde::Deserialize;

/// Names of the rounding rules in the parameters.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modo {
    /// Half goes up.
    #[default]
    Commerciale,
    /// Down.
    PerDifetto,
    /// Up.
    PerEccesso,
}

impl From<Modo> for Arrotondamento {
    fn from(modo: Modo) -> Self {
        match modo {
            Modo::Commerciale => Arrotondamento::Commerciale,
            Modo::PerDifetto => Arrotondamento::PerDifetto,
            Modo::PerEccesso => Arrotondamento::PerEccesso,
        }
    }
}

/// Names of the attestations in the parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attestazione {
    /// Ordinary.
    Ordinario,
    /// For benefits to minors.
    Minorenni,
    /// Current.
    Corrente,
}

impl Attestazione {
    /// Whether it is this kind.
    #[must_use]
    pub fn vale(self, tipo: TipoIsee) -> bool {
        self == match tipo {
            TipoIsee::Ordinario => Attestazione::Ordinario,
            TipoIsee::Minorenni => Attestazione::Minorenni,
            TipoIsee::Corrente => Attestazione::Corrente,
        }
    }
}

/// Names of the orders of school in the parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ordine {
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

impl Ordine {
    /// Whether it is this order.
    #[must_use]
    pub fn vale(self, ordine: OrdineScuola) -> bool {
        self == Ordine::from(ordine)
    }

    /// Whether `ordine` is among `ordini`; nobody is excluded by an empty list.
    #[must_use]
    pub fn tra(ordini: &[Ordine], ordine: OrdineScuola) -> bool {
        ordini.is_empty() || ordini.iter().any(|o| o.vale(ordine))
    }

    /// «scuola primaria».
    #[must_use]
    pub fn nome(self) -> &'static str {
        match self {
            Ordine::Nido => "nido",
            Ordine::Infanzia => "scuola dell'infanzia",
            Ordine::Primaria => "scuola primaria",
            Ordine::SecondariaPrimoGrado => "scuola secondaria di primo grado",
            Ordine::SecondariaSecondoGrado => "scuola secondaria di secondo grado",
        }
    }
}

impl From<OrdineScuola> for Ordine {
    fn from(ordine: OrdineScuola) -> Self {
        match ordine {
            OrdineScuola::Nido => Ordine::Nido,
            OrdineScuola::Infanzia => Ordine::Infanzia,
            OrdineScuola::Primaria => Ordine::Primaria,
            OrdineScuola::SecondariaPrimoGrado => Ordine::SecondariaPrimoGrado,
            OrdineScuola::SecondariaSecondoGrado => Ordine::SecondariaSecondoGrado,
        }
    }
}
