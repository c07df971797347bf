//! Children of an age: the class in which they are follows from it.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_kernel::AnnoScolastico;

/// A year of children, 0 for those who enter the infanzia, 10 for the last of the secondaria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coorte(u32);

/// Every cohort, as heavy as the meal service is used: nearly all of the infanzia and the
/// primaria, half of the secondaria.
pub const COORTI: &[(u32, Coorte)] = &[
    (87, Coorte(0)),
    (87, Coorte(1)),
    (87, Coorte(2)),
    (116, Coorte(3)),
    (116, Coorte(4)),
    (116, Coorte(5)),
    (116, Coorte(6)),
    (116, Coorte(7)),
    (53, Coorte(8)),
    (53, Coorte(9)),
    (53, Coorte(10)),
];

impl Coorte {
    /// The order of school.
    pub const fn ordine(self) -> OrdineScuola {
        match self.0 {
            0..=2 => OrdineScuola::Infanzia,
            3..=7 => OrdineScuola::Primaria,
            _ => OrdineScuola::Secondaria,
        }
    }

    /// The level, from 1.
    pub const fn livello(self) -> u32 {
        match self.ordine() {
            OrdineScuola::Infanzia => self.0 + 1,
            OrdineScuola::Primaria => self.0 - 2,
            OrdineScuola::Secondaria => self.0 - 7,
        }
    }

    /// The calendar year of birth: three years of age by the end of the first year of infanzia.
    pub fn anno_di_nascita(self, anno: AnnoScolastico) -> i32 {
        anno.anno_inizio() - 3 - i32::try_from(self.0).unwrap_or(0)
    }

    /// That of a brother or sister `anni` years younger or, when too young for school, older;
    /// `None` when out of these schools either way.
    pub fn fratello(self, anni: u32) -> Option<Self> {
        let altra = self.0.checked_sub(anni).unwrap_or(self.0 + anni);
        (altra <= 10).then_some(Self(altra))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_the_orders() {
        let livelli: Vec<_> = COORTI
            .iter()
            .map(|(_, c)| (c.ordine(), c.livello()))
            .collect();
        assert_eq!(livelli[0], (OrdineScuola::Infanzia, 1));
        assert_eq!(livelli[3], (OrdineScuola::Primaria, 1));
        assert_eq!(livelli[7], (OrdineScuola::Primaria, 5));
        assert_eq!(livelli[8], (OrdineScuola::Secondaria, 1));
        assert_eq!(livelli[10], (OrdineScuola::Secondaria, 3));
    }
}
