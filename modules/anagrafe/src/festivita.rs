//! The holidays of the Republic, on which no school is open.

use campanella_kernel::Giorno;
use chrono::Datelike;

/// The name of the holiday that falls on `giorno`, if any: L. 260/1949 as it stands (L. 54/1977,
/// D.P.R. 792/1985, L. 336/2000, L. 151/2025). Sundays are not told apart from other days, and
/// the patron saint is a closure that each comune enters.
pub(crate) fn festivita(giorno: Giorno) -> Option<&'static str> {
    let date = giorno.date();
    let fixed = match (date.month(), date.day()) {
        (1, 1) => Some("Capodanno"),
        (1, 6) => Some("Epifania"),
        (4, 25) => Some("Festa della Liberazione"),
        (5, 1) => Some("Festa dei lavoratori"),
        (6, 2) => Some("Festa della Repubblica"),
        (8, 15) => Some("Ferragosto"),
        (10, 4) if date.year() >= 2026 => Some("San Francesco, patrono d'Italia"),
        (11, 1) => Some("Ognissanti"),
        (12, 8) => Some("Immacolata Concezione"),
        (12, 25) => Some("Natale"),
        (12, 26) => Some("Santo Stefano"),
        _ => None,
    };
    let easter = pasqua(date.year())?;
    fixed.or(match easter.distanza(giorno) {
        0 => Some("Pasqua"),
        1 => Some("Lunedì dell'Angelo"),
        _ => None,
    })
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
fn pasqua(anno: i32) -> Option<Giorno> {
    let (a, b, c) = (anno % 19, anno / 100, anno % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Giorno::new(
        anno,
        u32::try_from(n / 31).ok()?,
        u32::try_from(n % 31 + 1).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_church_has_it() {
        for (anno, mese, giorno) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2024, 3, 31),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(pasqua(anno), Giorno::new(anno, mese, giorno).ok(), "{anno}");
        }
    }

    #[test]
    fn holidays_are_known_by_name() {
        for (text, nome) in [
            ("2026-12-25", Some("Natale")),
            ("2027-03-29", Some("Lunedì dell'Angelo")),
            ("2025-10-04", None),
            ("2027-10-04", Some("San Francesco, patrono d'Italia")),
            ("2028-02-29", None),
        ] {
            let giorno = Giorno::parse_iso(text).expect("a day");
            assert_eq!(festivita(giorno), nome, "{text}");
        }
    }
}
