//! The school year of a comune: when meals are served, and the days on which they are not.
//! The holidays of the Republic are known to `anagrafe`; here is what each comune decides.

use campanella_anagrafe::chiusura::TipoChiusura;
use campanella_kernel::{AnnoScolastico, Giorno};

/// Days without service, for the whole comune, a building or a class.
#[derive(Debug, Clone)]
pub struct Chiusura {
    pub dal: Giorno,
    pub al: Giorno,
    pub plesso: Option<usize>,
    pub classe: Option<usize>,
    pub tipo: TipoChiusura,
    pub motivo: &'static str,
}

impl Chiusura {
    const fn comune(dal: Giorno, al: Giorno, tipo: TipoChiusura, motivo: &'static str) -> Self {
        Self {
            dal,
            al,
            plesso: None,
            classe: None,
            tipo,
            motivo,
        }
    }
}

/// The first day of meals: the Monday of the second week of September.
pub fn inizio(anno: AnnoScolastico) -> Giorno {
    primo(anno.inizio().dopo(9), 1)
}

/// The last day of meals of primaria and secondaria: the first Friday of June from the 5th on.
pub fn fine(anno: AnnoScolastico) -> Giorno {
    primo(fine_infanzia(anno).prima(25), 5)
}

/// The last day of meals of the infanzia: 30 June.
pub fn fine_infanzia(anno: AnnoScolastico) -> Giorno {
    // 31 August, two months earlier: 31 days of August and 31 of July.
    anno.fine().prima(62)
}

/// The school year to show: the one of `oggi`, or before its first day of meals the one that
/// ended, which has something to look at.
pub fn anno_da_mostrare(oggi: Giorno) -> AnnoScolastico {
    let anno = AnnoScolastico::del(oggi);
    if oggi < inizio(anno) {
        AnnoScolastico::del(anno.inizio().prima(1))
    } else {
        anno
    }
}

/// What the comune decided for the year. `primaria` is the building where people vote.
pub fn chiusure(
    anno: AnnoScolastico,
    patrono: (u32, u32, &'static str),
    primaria: Option<usize>,
) -> Vec<Chiusura> {
    use TipoChiusura::{Altro, Elezioni, Festivita, Sciopero};
    let (autunno, primavera) = (anno.anno_inizio(), anno.anno_inizio() + 1);
    let il = |anno, mese, giorno| Giorno::new(anno, mese, giorno).ok();
    let mut chiusure = Vec::new();
    let mut chiuso = |dal: Option<Giorno>, giorni: u64, tipo, motivo| {
        if let Some(dal) = dal {
            chiusure.push(Chiusura::comune(dal, dal.dopo(giorni - 1), tipo, motivo));
        }
    };
    chiuso(il(autunno, 12, 23), 15, Festivita, "Vacanze di Natale");
    let pasqua = pasqua(primavera);
    chiuso(
        pasqua.map(|p| p.prima(48)),
        2,
        Festivita,
        "Vacanze di carnevale",
    );
    chiuso(
        pasqua.map(|p| p.prima(3)),
        6,
        Festivita,
        "Vacanze di Pasqua",
    );
    let (mese, giorno, nome) = patrono;
    chiuso(
        il(if mese >= 9 { autunno } else { primavera }, mese, giorno),
        1,
        Festivita,
        nome,
    );
    let sciopero = "Sciopero del personale della scuola";
    chiuso(
        il(autunno, 10, 8).map(|g| primo(g, 5)),
        1,
        Sciopero,
        sciopero,
    );
    chiuso(
        il(primavera, 3, 8).map(|g| primo(g, 5)),
        1,
        Sciopero,
        sciopero,
    );
    // A Monday between a Sunday and a feast.
    for ponte in [il(autunno, 12, 7), il(primavera, 6, 1)] {
        let ponte = ponte.filter(|g| g.giorno_settimana() == 1);
        chiuso(ponte, 1, Altro, "Ponte deliberato dal consiglio d'istituto");
    }
    if let (Some(plesso), Some(dal)) = (primaria, il(autunno, 9, 24).map(|g| primo(g, 1))) {
        chiusure.push(Chiusura {
            plesso: Some(plesso),
            ..Chiusura::comune(dal, dal.dopo(1), Elezioni, "Seggio elettorale nella scuola")
        });
    }
    chiusure
}

/// A trip of a class: the Wednesday after the day after tomorrow.
pub fn gita(oggi: Giorno, classe: usize) -> Chiusura {
    let giorno = primo(oggi.dopo(2), 3);
    let motivo = "Uscita didattica: pranzo al sacco";
    Chiusura {
        classe: Some(classe),
        ..Chiusura::comune(giorno, giorno, TipoChiusura::Gita, motivo)
    }
}

/// The first `giorno_settimana` (Monday = 1) from `da` on.
fn primo(da: Giorno, giorno_settimana: u8) -> Giorno {
    let dopo = (7 + giorno_settimana - da.giorno_settimana()) % 7;
    da.dopo(dopo.into())
}

/// Easter Sunday, by the method of Meeus, Jones and Butcher.
fn pasqua(anno: i32) -> Option<Giorno> {
    let (a, b, c) = (anno % 19, anno / 100, anno % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (mese, giorno) = (u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?);
    Giorno::new(anno, mese, giorno).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn giorno(text: &str) -> Giorno {
        Giorno::parse_iso(text).expect("a day")
    }

    #[test]
    fn the_year_runs_from_september_to_june() {
        for (anno, dal, al, infanzia) in [
            ("2024/2025", "2024-09-16", "2025-06-06", "2025-06-30"),
            ("2026/2027", "2026-09-14", "2027-06-11", "2027-06-30"),
            ("2027/2028", "2027-09-13", "2028-06-09", "2028-06-30"),
        ] {
            let anno = AnnoScolastico::parse(anno).expect("a year");
            assert_eq!(inizio(anno), giorno(dal));
            assert_eq!(fine(anno), giorno(al));
            assert_eq!(fine_infanzia(anno), giorno(infanzia));
        }
    }

    #[test]
    fn there_is_always_a_year_to_look_at() {
        for (oggi, anno) in [
            ("2026-11-23", "2026/2027"),
            ("2027-02-01", "2026/2027"),
            ("2027-07-15", "2026/2027"),
            ("2027-08-31", "2026/2027"),
            ("2027-09-01", "2026/2027"),
            ("2027-09-12", "2026/2027"),
            ("2027-09-13", "2027/2028"),
        ] {
            assert_eq!(anno_da_mostrare(giorno(oggi)).to_string(), anno, "{oggi}");
        }
    }

    #[test]
    fn holidays_strikes_and_elections_are_where_they_were() {
        let anno = AnnoScolastico::parse("2026/2027").expect("a year");
        let chiusure = chiusure(anno, (9, 29, "San Michele"), Some(3));
        let chiuso = |text: &str| {
            let giorno = giorno(text);
            chiusure
                .iter()
                .find(|c| c.dal <= giorno && giorno <= c.al)
                .map(|c| c.motivo)
        };
        for (text, motivo) in [
            ("2026-09-28", Some("Seggio elettorale nella scuola")),
            ("2026-10-09", Some("Sciopero del personale della scuola")),
            (
                "2026-12-07",
                Some("Ponte deliberato dal consiglio d'istituto"),
            ),
            ("2026-12-22", None),
            ("2026-12-23", Some("Vacanze di Natale")),
            ("2027-01-06", Some("Vacanze di Natale")),
            ("2027-01-07", None),
            ("2027-02-08", Some("Vacanze di carnevale")),
            ("2027-03-25", Some("Vacanze di Pasqua")),
            ("2027-03-30", Some("Vacanze di Pasqua")),
            ("2027-03-31", None),
        ] {
            assert_eq!(chiuso(text), motivo, "{text}");
        }
        let seggio = chiusure
            .iter()
            .find(|c| c.plesso.is_some())
            .expect("one building");
        assert_eq!(seggio.plesso, Some(3));
        assert_eq!(seggio.dal.distanza(seggio.al), 1);
    }

    #[test]
    fn the_trip_is_on_a_wednesday_to_come() {
        let oggi = giorno("2026-11-23");
        let gita = gita(oggi, 0);
        assert_eq!(gita.dal, giorno("2026-11-25"));
        assert_eq!(gita.dal.giorno_settimana(), 3);
    }
}
