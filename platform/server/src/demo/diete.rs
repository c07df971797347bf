//! Diets: for health, with a certificate, and for belief.

use super::chance::Chance;
use super::famiglie::Bambino;

/// A diet that the kitchens cook.
pub struct Tipo {
    pub codice: &'static str,
    pub descrizione: &'static str,
    pub sanitaria: bool,
}

const fn tipo(codice: &'static str, descrizione: &'static str, sanitaria: bool) -> Tipo {
    Tipo {
        codice,
        descrizione,
        sanitaria,
    }
}

/// The diets of every comune; the code is what the kitchens read in place of names.
pub const TIPI: &[Tipo] = &[
    tipo("D01", "Senza glutine", true),
    tipo("D02", "Senza latte e derivati", true),
    tipo("D03", "Senza uova", true),
    tipo("D04", "Senza frutta a guscio", true),
    tipo("D05", "Senza pesce", true),
    tipo("D06", "Favismo", true),
    tipo("D07", "Diabete di tipo 1", true),
    tipo("E01", "Senza carne di maiale", false),
    tipo("E02", "Senza carne", false),
    tipo("E03", "Vegetariana", false),
    tipo("E04", "Vegana", false),
];

/// As common as they are: which of [`TIPI`].
const PER_SALUTE: &[(u32, usize)] = &[(30, 0), (26, 1), (16, 2), (14, 3), (6, 4), (4, 5), (4, 6)];
const PER_CONVINZIONE: &[(u32, usize)] = &[(10, 8), (70, 9), (20, 10)];
const SENZA_MAIALE: usize = 7;

/// The diet of a child, as a place in [`TIPI`].
pub fn dieta(chance: &mut Chance, bambino: &Bambino) -> Option<usize> {
    if chance.per_mille(38) {
        return Some(*chance.weighted(PER_SALUTE));
    }
    if bambino.senza_maiale && chance.percent(72) {
        return Some(SENZA_MAIALE);
    }
    chance
        .per_mille(9)
        .then(|| *chance.weighted(PER_CONVINZIONE))
}
