//! A bill in instalments.

use campanella_kernel::{Giorno, Importo};

/// Splits `importo` over `scadenze` in equal parts; the cents that are left are in the first.
pub(crate) fn dividi(importo: Importo, scadenze: &[Giorno]) -> Vec<(Giorno, Importo)> {
    let parti = i64::try_from(scadenze.len()).unwrap_or(i64::MAX).max(1);
    let parte = importo.cents() / parti;
    let resto = importo.cents() - parte * parti;
    let quanto = |posto: usize| Importo::from_cents(if posto == 0 { parte + resto } else { parte });
    scadenze
        .iter()
        .enumerate()
        .map(|(posto, scadenza)| (*scadenza, quanto(posto)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cent_is_lost_between_instalments() {
        let scadenze: Vec<Giorno> = (1..=12)
            .map(|mese| Giorno::new(2027, mese, 15).expect("a day"))
            .collect();
        for quante in 1..=12 {
            for cents in [0, 1, 11, 100, 10_007] {
                let rate = dividi(Importo::from_cents(cents), &scadenze[..quante]);
                assert_eq!(rate.len(), quante);
                let somma: Importo = rate.iter().map(|(_, i)| *i).sum();
                assert_eq!(somma.cents(), cents, "{quante}");
                assert!(rate.iter().all(|(_, i)| i.cents() >= 0));
            }
        }
    }
}
