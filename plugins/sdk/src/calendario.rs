//! Days as whole numbers, so that a rule can count and compare them.

use crate::tipi::{Giorno, Istante};

/// Days since 1 January 1970 (negative before), by the proleptic Gregorian calendar.
///
/// Howard Hinnant's `days_from_civil`: years begin in March, so that the leap day is the last.
#[must_use]
pub fn giorni_dal_1970(giorno: &Giorno) -> i64 {
    let mese = i64::from(giorno.mese);
    let anno = i64::from(giorno.anno) - i64::from(mese <= 2);
    let era = anno.div_euclid(400);
    let anno_era = anno - era * 400;
    let mese_da_marzo = (mese + 9) % 12;
    let giorno_anno = (153 * mese_da_marzo + 2) / 5 + i64::from(giorno.giorno) - 1;
    let giorno_era = anno_era * 365 + anno_era / 4 - anno_era / 100 + giorno_anno;
    era * 146_097 + giorno_era - 719_468
}

/// The inverse of [`giorni_dal_1970`]. `None` outside the years 0 to 65535.
#[must_use]
pub fn giorno_dal_1970(giorni: i64) -> Option<Giorno> {
    let z = giorni.checked_add(719_468)?;
    let era = z.div_euclid(146_097);
    let giorno_era = z - era * 146_097;
    let anno_era =
        (giorno_era - giorno_era / 1_460 + giorno_era / 36_524 - giorno_era / 146_096) / 365;
    let giorno_anno = giorno_era - (365 * anno_era + anno_era / 4 - anno_era / 100);
    let mese_da_marzo = (5 * giorno_anno + 2) / 153;
    let giorno = giorno_anno - (153 * mese_da_marzo + 2) / 5 + 1;
    let mese = if mese_da_marzo < 10 {
        mese_da_marzo + 3
    } else {
        mese_da_marzo - 9
    };
    let anno = anno_era + era * 400 + i64::from(mese <= 2);
    Some(Giorno {
        anno: u16::try_from(anno).ok()?,
        mese: u8::try_from(mese).ok()?,
        giorno: u8::try_from(giorno).ok()?,
    })
}

/// Whether a day counted since 1970 falls from Monday to Friday.
#[must_use]
pub fn giorno_feriale(giorni: i64) -> bool {
    // 1 January 1970 was a Thursday: 0 is Monday here.
    (giorni + 3).rem_euclid(7) < 5
}

/// `05/10/2026`.
#[must_use]
pub fn data_italiana(giorno: &Giorno) -> String {
    format!("{:02}/{:02}/{:04}", giorno.giorno, giorno.mese, giorno.anno)
}

/// `9:30`.
#[must_use]
pub fn ora_italiana(istante: &Istante) -> String {
    format!("{}:{:02}", istante.ora, istante.minuto)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn giorno(anno: u16, mese: u8, giorno: u8) -> Giorno {
        Giorno { anno, mese, giorno }
    }

    #[test]
    fn known_days() {
        assert_eq!(giorni_dal_1970(&giorno(1970, 1, 1)), 0);
        assert_eq!(giorni_dal_1970(&giorno(2000, 3, 1)), 11_017);
        assert_eq!(giorni_dal_1970(&giorno(2028, 2, 29)), 21_243);
    }

    #[test]
    fn every_day_of_two_centuries_comes_back_and_follows_the_one_before() {
        let mut prima = giorni_dal_1970(&giorno(1950, 1, 1)) - 1;
        for n in prima + 1..giorni_dal_1970(&giorno(2150, 1, 1)) {
            let g = giorno_dal_1970(n).expect("in range");
            assert_eq!(giorni_dal_1970(&g), n);
            assert_eq!(n, prima + 1);
            prima = n;
        }
    }

    #[test]
    fn weekdays() {
        // Friday 2 October 2026, and the Saturday, Sunday and Monday after it.
        let venerdi = giorni_dal_1970(&giorno(2026, 10, 2));
        let feriali: Vec<bool> = (0..4).map(|n| giorno_feriale(venerdi + n)).collect();
        assert_eq!(feriali, [true, false, false, true]);
    }
}
