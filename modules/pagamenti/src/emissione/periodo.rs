//! The days of a run, and their months.

use campanella_anagrafe::IscrizioniDelPeriodo;
use campanella_kernel::Giorno;
use chrono::{Datelike, Months};

use crate::entities::emissione;

/// The enrolments that a run is about.
pub(super) fn periodo(emissione: &emissione::Model) -> IscrizioniDelPeriodo {
    IscrizioniDelPeriodo {
        servizio: emissione.servizio,
        anno: emissione.anno,
        dal: emissione.dal,
        al: emissione.al,
        plessi: emissione.filtro.plessi.clone(),
    }
}

/// The first day of its month.
pub(super) fn primo(giorno: Giorno) -> Giorno {
    giorno.prima(u64::from(giorno.date().day0()))
}

/// Its last day.
pub(super) fn fine_del_mese(mese: Giorno) -> Giorno {
    let prossimo = mese.date().checked_add_months(Months::new(1));
    prossimo.map_or(mese, |p| Giorno::from(p).prima(1))
}

/// The first day of each month of which `dal` … `al` has a day.
pub(super) fn mesi(dal: Giorno, al: Giorno) -> Vec<Giorno> {
    std::iter::successors(Some(primo(dal)), |m| Some(fine_del_mese(*m).dopo(1)))
        .take_while(|m| *m <= al)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_on_their_first_day() {
        let g = |a, m, d| Giorno::new(a, m, d).expect("a day");
        assert_eq!(
            mesi(g(2026, 11, 15), g(2027, 1, 1)),
            [g(2026, 11, 1), g(2026, 12, 1), g(2027, 1, 1)]
        );
        assert_eq!(mesi(g(2028, 2, 29), g(2028, 2, 29)), [g(2028, 2, 1)]);
    }
}
