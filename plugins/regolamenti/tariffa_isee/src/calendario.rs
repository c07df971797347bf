//! Months and working days, as regulations count them.

use campanella_sdk::tipi::Giorno;
use campanella_sdk::{giorni_dal_1970, giorno_dal_1970, giorno_feriale};

const NOMI: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// National holidays with a fixed day. Saint Francis is one since 2026 (law 151/2025).
const FESTE: [(u8, u8); 11] = [
    (1, 1),
    (1, 6),
    (4, 25),
    (5, 1),
    (6, 2),
    (8, 15),
    (11, 1),
    (12, 8),
    (12, 25),
    (12, 26),
    (10, 4),
];

/// The name of a month, 1 to 12.
pub fn nome_del_mese(mese: u8) -> &'static str {
    let indice = usize::from(mese).wrapping_sub(1);
    NOMI.get(indice).copied().unwrap_or("mese non valido")
}

/// Months as whole numbers, so that they can be compared across years.
pub fn mese_assoluto(giorno: &Giorno) -> i32 {
    i32::from(giorno.anno) * 12 + i32::from(giorno.mese) - 1
}

/// The place of a month in the school year: September is 0, August 11.
pub fn posto_nell_anno_scolastico(mese: u8) -> u8 {
    (mese % 12 + 3) % 12
}

/// First day of the month, since 1970.
pub fn primo_del_mese(giorno: &Giorno) -> i64 {
    giorni_dal_1970(&Giorno {
        giorno: 1,
        ..*giorno
    })
}

/// First day of the month after, since 1970.
pub fn primo_del_mese_dopo(giorno: &Giorno) -> i64 {
    // Thirty-one days after the first of a month lie in the next, whatever their lengths.
    let dentro = primo_del_mese(giorno) + 31;
    giorno_dal_1970(dentro).map_or(dentro, |g| primo_del_mese(&g))
}

/// `2027-02-14`.
pub fn leggi_data(testo: &str) -> Option<Giorno> {
    let mut parti = testo.split('-');
    let giorno = Giorno {
        anno: parti.next()?.parse().ok()?,
        mese: parti.next()?.parse().ok()?,
        giorno: parti.next()?.parse().ok()?,
    };
    // Only a day of the calendar comes back as itself.
    let esiste = giorno_dal_1970(giorni_dal_1970(&giorno)).as_ref() == Some(&giorno);
    (parti.next().is_none() && esiste).then_some(giorno)
}

/// Monday to Friday, national holidays excluded.
pub fn e_lavorativo(giorni: i64) -> bool {
    giorno_feriale(giorni) && !giorno_dal_1970(giorni).is_some_and(|g| e_festa(&g, giorni))
}

fn e_festa(giorno: &Giorno, giorni: i64) -> bool {
    let san_francesco = (giorno.mese, giorno.giorno) == (10, 4);
    let fissa = FESTE.contains(&(giorno.mese, giorno.giorno));
    (fissa && !(san_francesco && giorno.anno < 2026)) || giorni == pasqua(giorno.anno) + 1
}

/// Easter, since 1970, by the computation of Meeus for the Gregorian calendar.
fn pasqua(anno: u16) -> i64 {
    let anno_civile = i64::from(anno);
    let (aureo, secolo, resto) = (anno_civile % 19, anno_civile / 100, anno_civile % 100);
    let correzione = (secolo + 8) / 25;
    let epatta = (19 * aureo + secolo - secolo / 4 - (secolo - correzione + 1) / 3 + 15) % 30;
    let domenica = (32 + 2 * (secolo % 4) + 2 * (resto / 4) - epatta - resto % 4) % 7;
    let riporto = (aureo + 11 * epatta + 22 * domenica) / 451;
    let giorni_da_marzo = epatta + domenica - 7 * riporto + 21;
    let primo_marzo = Giorno {
        anno,
        mese: 3,
        giorno: 1,
    };
    giorni_dal_1970(&primo_marzo) + giorni_da_marzo
}

#[cfg(test)]
mod tests {
    use super::*;

    fn giorno(anno: u16, mese: u8, giorno: u8) -> Giorno {
        Giorno { anno, mese, giorno }
    }

    #[test]
    fn easter_of_known_years() {
        for (anno, mese, g) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)] {
            assert_eq!(
                giorno_dal_1970(pasqua(anno)),
                Some(giorno(anno, mese, g)),
                "{anno}"
            );
        }
    }

    #[test]
    fn holidays_are_not_working_days() {
        let lavorativo = |a, m, g| e_lavorativo(giorni_dal_1970(&giorno(a, m, g)));
        assert!(!lavorativo(2026, 4, 6), "Easter Monday");
        assert!(lavorativo(2026, 4, 7));
        assert!(!lavorativo(2026, 12, 8));
        assert!(!lavorativo(2026, 10, 3), "a Saturday");
        assert!(lavorativo(2024, 10, 4) && !lavorativo(2027, 10, 4));
    }

    #[test]
    fn only_days_of_the_calendar_are_read() {
        assert_eq!(leggi_data("2027-02-14"), Some(giorno(2027, 2, 14)));
        for testo in ["2027-02-29", "14/02/2027", "2027-02", "2027-02-14-1", ""] {
            assert_eq!(leggi_data(testo), None, "{testo}");
        }
    }

    #[test]
    fn the_month_after_december_is_january() {
        let dopo = primo_del_mese_dopo(&giorno(2026, 12, 31));
        assert_eq!(dopo, giorni_dal_1970(&giorno(2027, 1, 1)));
        let dopo = primo_del_mese_dopo(&giorno(2028, 1, 31));
        assert_eq!(dopo, giorni_dal_1970(&giorno(2028, 2, 1)));
    }
}
