//! Who comes first: absolute precedences, and what breaks a tie between equal points.

use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{PassoNuovo, giorni_dal_1970};

use crate::fatti::{Fatti, secondi};
use crate::parametri::{FuoriTermine, Spareggio};

/// What stands for the ISEE of a family without one: above every ISEE there is.
const SENZA_ISEE: i64 = 1_000_000_000_000;

/// The group of the application, and its steps: the precedences in order, then the others; behind
/// them, in the same order, the applications after the end of the call.
pub fn gruppo(fatti: &Fatti, passi: &mut Vec<Passo>) -> Result<u32, Rifiuto> {
    let precedenze = &fatti.parametri.precedenze;
    let mut gruppo = precedenze.len();
    for (posto, precedenza) in precedenze.iter().enumerate() {
        if fatti.vale(&precedenza.quando)? {
            gruppo = posto;
            let testo = format!("Ha la precedenza: {}.", precedenza.titolo);
            let articolo = precedenza
                .articolo
                .as_deref()
                .or(fatti.parametri.articolo.as_deref());
            let passo = PassoNuovo::new("PRECEDENZA", testo)
                .articolo(articolo)
                .decisione(&*precedenza.titolo);
            passi.push(passo);
            break;
        }
    }
    if fatti.parametri.fuori_termine == FuoriTermine::DopoLeAltre && fatti.fuori_termine() {
        gruppo += precedenze.len() + 1;
        let passo = PassoNuovo::new(
            "FUORI_TERMINE",
            "Domanda fuori termine: viene dopo tutte quelle arrivate in tempo.",
        )
        .articolo(fatti.parametri.articolo.as_deref())
        .decisione("dopo le altre");
        passi.push(passo);
    }
    Ok(u32::try_from(gruppo).unwrap_or(u32::MAX))
}

/// The numbers that break a tie: the higher comes first.
pub fn spareggi(fatti: &Fatti, passi: &mut Vec<Passo>) -> Result<Vec<i64>, Rifiuto> {
    let criteri = &fatti.parametri.spareggi;
    let numeri = criteri
        .iter()
        .map(|s| numero(fatti, *s))
        .collect::<Result<Vec<i64>, Rifiuto>>()?;
    if !criteri.is_empty() {
        let nomi: Vec<&str> = criteri.iter().map(|s| nome(*s)).collect();
        let testo = format!("A parità di punti viene prima {}.", nomi.join(", poi "));
        let passo = PassoNuovo::new("SPAREGGIO", testo)
            .articolo(fatti.parametri.articolo.as_deref())
            .decisione(nomi.join(", poi "));
        passi.push(passo);
    }
    Ok(numeri)
}

fn numero(fatti: &Fatti, spareggio: Spareggio) -> Result<i64, Rifiuto> {
    let i = fatti.ingresso;
    Ok(match spareggio {
        Spareggio::IseePiuBasso => -fatti.isee().unwrap_or(SENZA_ISEE),
        Spareggio::PiuGiovane => giorni_dal_1970(&i.nascita),
        Spareggio::PiuGrande => -giorni_dal_1970(&i.nascita),
        Spareggio::PrimaPresentata => -secondi(&i.presentata),
        Spareggio::PiuLontano => fatti.metri_dalla_scuola()?.into(),
        Spareggio::PiuMinori => i.minori_nel_nucleo.into(),
        Spareggio::PiuFratelli => i.fratelli_iscritti.into(),
    })
}

fn nome(spareggio: Spareggio) -> &'static str {
    match spareggio {
        Spareggio::IseePiuBasso => "l'ISEE più basso",
        Spareggio::PiuGiovane => "il bambino più piccolo",
        Spareggio::PiuGrande => "il bambino più grande",
        Spareggio::PrimaPresentata => "la domanda arrivata per prima",
        Spareggio::PiuLontano => "chi abita più lontano dalla scuola",
        Spareggio::PiuMinori => "la famiglia con più minori",
        Spareggio::PiuFratelli => "chi ha più fratelli nel servizio",
    }
}
