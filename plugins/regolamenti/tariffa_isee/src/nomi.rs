//! The names of the contract's cases as the parameters write them.

use campanella_sdk::tariffa::Arrotondamento;
use campanella_sdk::tipi::OrdineScuola;
use campanella_sdk::tipi::TipoIsee;
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
#[derive(Debug, Clone, Copy, Deserialize)]
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
        matches!(
            (self, tipo),
            (Attestazione::Ordinario, TipoIsee::Ordinario)
                | (Attestazione::Minorenni, TipoIsee::Minorenni)
                | (Attestazione::Corrente, TipoIsee::Corrente)
        )
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
    /// Every order.
    pub const TUTTI: [Ordine; 5] = [
        Ordine::Nido,
        Ordine::Infanzia,
        Ordine::Primaria,
        Ordine::SecondariaPrimoGrado,
        Ordine::SecondariaSecondoGrado,
    ];

    /// Whether it is this order.
    #[must_use]
    pub fn vale(self, ordine: OrdineScuola) -> bool {
        matches!(
            (self, ordine),
            (Ordine::Nido, OrdineScuola::Nido)
                | (Ordine::Infanzia, OrdineScuola::Infanzia)
                | (Ordine::Primaria, OrdineScuola::Primaria)
                | (
                    Ordine::SecondariaPrimoGrado,
                    OrdineScuola::SecondariaPrimoGrado
                )
                | (
                    Ordine::SecondariaSecondoGrado,
                    OrdineScuola::SecondariaSecondoGrado
                )
        )
    }
}
