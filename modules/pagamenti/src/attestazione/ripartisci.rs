//! An amount divided by weights.

use campanella_kernel::Importo;

/// Divides `importo` in proportion to `pesi`, to the cent: the cents that are left go to the
/// largest remainders, the first of equals. In equal parts where no weight is above zero.
pub(super) fn ripartisci(importo: Importo, pesi: &[Importo]) -> Vec<Importo> {
    let pesi: Vec<i128> = pesi.iter().map(|p| i128::from(p.cents().max(0))).collect();
    let pesi = if pesi.iter().all(|p| *p == 0) {
        vec![1; pesi.len()]
    } else {
        pesi
    };
    let somma: i128 = pesi.iter().sum();
    if somma == 0 {
        return Vec::new();
    }
    let cents = i128::from(importo.cents());
    let mut parti: Vec<i128> = pesi.iter().map(|p| (cents * p).div_euclid(somma)).collect();
    let mut resto = cents - parti.iter().sum::<i128>();
    let mut posti: Vec<usize> = (0..pesi.len()).collect();
    posti.sort_by_key(|i| std::cmp::Reverse((cents * pesi[*i]).rem_euclid(somma)));
    for posto in posti {
        if resto == 0 {
            break;
        }
        parti[posto] += 1;
        resto -= 1;
    }
    // Each part lies between zero and the amount, which was 64 bits wide.
    let parte = |p: i128| Importo::from_cents(i64::try_from(p).unwrap_or(0));
    parti.into_iter().map(parte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(importo: i64, pesi: &[i64]) -> Vec<i64> {
        let pesi: Vec<Importo> = pesi.iter().copied().map(Importo::from_cents).collect();
        let parti = ripartisci(Importo::from_cents(importo), &pesi);
        parti.into_iter().map(Importo::cents).collect()
    }

    #[test]
    fn no_cent_is_lost_or_made() {
        assert_eq!(cents(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(cents(100, &[0, 0]), [50, 50], "equal parts");
        assert_eq!(cents(7, &[300, 100]), [5, 2]);
        assert_eq!(
            cents(100, &[-5, 10]),
            [0, 100],
            "what was given back weighs nothing"
        );
        assert_eq!(cents(-3, &[1, 1]), [-1, -2]);
        assert_eq!(cents(100, &[]), [0_i64; 0]);
        for importo in [0, 1, 99, 12_345] {
            for pesi in [&[3, 3, 1][..], &[1, 99_999], &[7; 9]] {
                assert_eq!(cents(importo, pesi).iter().sum::<i64>(), importo);
            }
        }
    }
}
