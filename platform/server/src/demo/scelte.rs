//! What families said of the days: absences, pasti in bianco, weekly patterns.

use std::collections::BTreeMap;

use campanella_kernel::{Giorno, Istante, Servizio};
use chrono::NaiveTime;

use super::chance::Chance;
use super::giorni::GiorniDelleClassi;
use super::piano::{Iscrizione, Piano};

/// How far ahead some families have already cancelled.
const GIORNI_AVANTI: u64 = 15;

/// What was said of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scelta {
    Assenza,
    PastoBianco,
}

impl Scelta {
    /// As the store writes it.
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Assenza => "assenza",
            Self::PastoBianco => "pasto_bianco",
        }
    }
}

/// A booking.
pub struct Prenotazione {
    pub iscrizione: i64,
    pub giorno: Giorno,
    pub scelta: Scelta,
    pub chi: String,
    pub quando: Istante,
}

/// A day of the week on which a child never eats at school.
pub struct Settimana {
    pub iscrizione: i64,
    pub giorno_settimana: u8,
    pub dal: Giorno,
}

/// All that was said.
#[derive(Default)]
pub struct Scelte {
    pub prenotazioni: Vec<Prenotazione>,
    pub settimane: Vec<Settimana>,
    /// For each day, who has something else than a pasto base.
    pub del_giorno: BTreeMap<Giorno, Vec<(i64, Scelta)>>,
}

impl Scelte {
    /// What the families of `piano` said, of the days of service up to a fortnight from now.
    pub fn new(piano: &Piano<'_>, giorni: &GiorniDelleClassi) -> Self {
        let mut chance = Chance::new(piano.seed, &format!("{}/scelte", piano.profilo.slug));
        let mut scelte = Self::default();
        for iscrizione in &piano.iscrizioni {
            if iscrizione.servizio == Servizio::Refezione {
                scelte.di(
                    &mut chance,
                    piano,
                    iscrizione,
                    giorni.della_classe(iscrizione.classe),
                );
            }
        }
        scelte
    }

    fn di(
        &mut self,
        chance: &mut Chance,
        piano: &Piano<'_>,
        iscrizione: &Iscrizione,
        giorni: &[Giorno],
    ) {
        let oggi = piano.adesso.giorno();
        let dal = giorni
            .first()
            .map_or(iscrizione.dal, |primo| iscrizione.dal.max(*primo));
        let mai = chance
            .per_mille(30)
            .then(|| u8::try_from(chance.between(1, 5)).unwrap_or(5));
        if let Some(giorno_settimana) = mai {
            self.settimane.push(Settimana {
                iscrizione: iscrizione.id,
                giorno_settimana,
                dal,
            });
        }
        // Drawn for the whole year, so that what was said of a day does not depend on today.
        let anno = abitudini(chance, giorni, piano.profilo.regolamento.pasto_bianco);
        for (giorno, scelta, rumore) in anno {
            if giorno < iscrizione.dal || iscrizione.al.is_some_and(|al| giorno > al) {
                continue;
            }
            let avanti = giorno > oggi;
            // Most illnesses of the days to come are not known yet.
            if giorno > oggi.dopo(GIORNI_AVANTI) || (avanti && rumore % 2 == 0) {
                continue;
            }
            if mai == Some(giorno.giorno_settimana()) {
                continue;
            }
            self.prenotazioni.push(Prenotazione {
                iscrizione: iscrizione.id,
                giorno,
                scelta,
                chi: iscrizione.tutore.clone(),
                quando: quando(giorno, rumore, piano.adesso),
            });
            self.del_giorno
                .entry(giorno)
                .or_default()
                .push((iscrizione.id, scelta));
        }
        for giorno in giorni
            .iter()
            .filter(|g| mai == Some(g.giorno_settimana()) && **g >= dal)
        {
            let voce = (iscrizione.id, Scelta::Assenza);
            self.del_giorno.entry(*giorno).or_default().push(voce);
        }
    }
}

/// A child's year: some days of illness together, some light meals after them. With each day a
/// number to draw details from.
fn abitudini(
    chance: &mut Chance,
    giorni: &[Giorno],
    bianco_massimo: Option<u32>,
) -> Vec<(Giorno, Scelta, u32)> {
    let salute = *chance.weighted(&[(70, 18), (24, 45), (6, 110)]);
    let mut anno = Vec::new();
    let mut resto = giorni.iter();
    while let Some(primo) = resto.next() {
        let (scelta, durata) = if chance.per_mille(salute) {
            (
                Scelta::Assenza,
                *chance.weighted(&[(52, 1), (22, 2), (13, 3), (8, 4), (5, 5)]),
            )
        } else if let Some(massimo) = bianco_massimo.filter(|_| chance.per_mille(9)) {
            (Scelta::PastoBianco, chance.between(1, massimo.min(3)))
        } else {
            continue;
        };
        anno.push((*primo, scelta, chance.between(0, 9_999)));
        for giorno in resto
            .by_ref()
            .take(usize::try_from(durata - 1).unwrap_or(0))
        {
            anno.push((*giorno, scelta, chance.between(0, 9_999)));
        }
        // A day of ordinary meals before the next: light meals have a limit of days in a row.
        resto.next();
    }
    anno
}

/// When the family said so: at breakfast on one of the four days up to that day, and before now.
fn quando(giorno: Giorno, rumore: u32, adesso: Istante) -> Istante {
    let prima = u64::from(rumore % 4);
    let (ora, minuto) = (6 + rumore / 4 % 3, rumore / 12 % 60);
    let ora = NaiveTime::from_hms_opt(ora, minuto, 0).unwrap_or(NaiveTime::MIN);
    let detto = Istante::da_ora_locale(giorno.prima(prima), ora);
    detto.min(adesso.piu_secondi(-60 - i64::from(rumore % 240) * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn giorni() -> Vec<Giorno> {
        let dal = Giorno::new(2026, 9, 14).expect("a day");
        dal.fino_a(dal.dopo(270)).filter(|g| g.feriale()).collect()
    }

    #[test]
    fn light_meals_keep_to_the_limit_and_only_where_there_are_any() {
        let mut chance = Chance::new(3, "prova");
        let giorni = giorni();
        let mut bianchi = 0;
        for _ in 0..200 {
            let anno = abitudini(&mut chance, &giorni, Some(3));
            let in_bianco: Vec<bool> = giorni
                .iter()
                .map(|g| {
                    anno.iter()
                        .any(|(d, s, _)| d == g && *s == Scelta::PastoBianco)
                })
                .collect();
            bianchi += in_bianco.iter().filter(|b| **b).count();
            assert!(in_bianco.windows(4).all(|w| !w.iter().all(|b| *b)));
        }
        assert!(bianchi > 200, "{bianchi}");
        for _ in 0..50 {
            let anno = abitudini(&mut chance, &giorni, None);
            assert!(anno.iter().all(|(_, s, _)| *s == Scelta::Assenza));
        }
    }

    #[test]
    fn a_day_is_said_before_the_cut_off_and_before_now() {
        let adesso =
            Istante::da_ora_locale(Giorno::new(2026, 11, 23).expect("a day"), NaiveTime::MIN);
        for rumore in 0..2_000 {
            let passato = Giorno::new(2026, 10, 14).expect("a day");
            let nove = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
            assert!(quando(passato, rumore, adesso) < Istante::da_ora_locale(passato, nove));
            let futuro = Giorno::new(2026, 12, 1).expect("a day");
            assert!(quando(futuro, rumore, adesso) < adesso);
        }
    }
}
