//! How old a child is.

use campanella_sdk::ammissione::Ingresso;
use campanella_sdk::tipi::Giorno;

use crate::parametri::EtaAl;

/// Months of age completed on a day: born on the 31st, a month is complete on the 31st or, where a
/// month has none, on the 1st of the next. Negative before the birth.
pub fn mesi_compiuti(nascita: &Giorno, al: &Giorno) -> i64 {
    let mesi = |g: &Giorno| i64::from(g.anno) * 12 + i64::from(g.mese);
    mesi(al) - mesi(nascita) - i64::from(al.giorno < nascita.giorno)
}

/// The day on which the age is counted.
pub fn giorno_di_riferimento(al: EtaAl, ingresso: &Ingresso) -> Giorno {
    let anno = ingresso.anno_scolastico;
    let giorno = |anno, mese, giorno| Giorno { anno, mese, giorno };
    match al {
        EtaAl::TermineBando => ingresso.giorno,
        EtaAl::InizioAnnoScolastico => giorno(anno, 9, 1),
        EtaAl::FineAnnoSolare => giorno(anno, 12, 31),
        EtaAl::FineAprile => giorno(anno.saturating_add(1), 4, 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mesi(nascita: (u16, u8, u8), al: (u16, u8, u8)) -> i64 {
        let giorno = |(anno, mese, giorno)| Giorno { anno, mese, giorno };
        mesi_compiuti(&giorno(nascita), &giorno(al))
    }

    #[test]
    fn a_month_is_complete_on_its_day() {
        assert_eq!(mesi((2026, 1, 15), (2026, 2, 14)), 0);
        assert_eq!(mesi((2026, 1, 15), (2026, 2, 15)), 1);
        assert_eq!(mesi((2026, 1, 31), (2026, 2, 28)), 0);
        assert_eq!(mesi((2026, 1, 31), (2026, 3, 1)), 1);
        assert_eq!(mesi((2024, 2, 29), (2027, 2, 28)), 35);
        assert_eq!(mesi((2024, 2, 29), (2027, 3, 1)), 36);
        assert_eq!(mesi((2024, 2, 29), (2028, 2, 29)), 48);
        assert_eq!(mesi((2026, 12, 31), (2027, 1, 1)), 0);
        assert_eq!(mesi((2027, 1, 1), (2026, 12, 31)), -1);
    }
}
