//! The points of an application.

use campanella_sdk::parametri::centesimi;
use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{PassoNuovo, messaggio};

use crate::fatti::Fatti;
use crate::parametri::{Criterio, FuoriTermine, PerOgni, Unita};

/// The sum of the criteria that hold, each with its step.
pub fn somma(fatti: &Fatti, passi: &mut Vec<Passo>) -> Result<i64, Rifiuto> {
    let mut punti = 0_i64;
    for criterio in &fatti.parametri.criteri {
        if !fatti.vale(&criterio.quando)? {
            continue;
        }
        let (valore, quante) = match &criterio.per_ogni {
            None => (criterio.punti, None),
            Some(per_ogni) => {
                let quante = unita(fatti, per_ogni)?;
                (per_unita(criterio.punti, per_ogni, quante)?, Some(quante))
            }
        };
        if valore == 0 {
            continue;
        }
        punti = punti.checked_add(valore).ok_or_else(troppi)?;
        passi.push(passo(fatti, criterio, valore, quante));
    }
    if let FuoriTermine::Penalizzata { punti: tolti } = fatti.parametri.fuori_termine
        && fatti.fuori_termine()
    {
        punti = punti.checked_sub(tolti).ok_or_else(troppi)?;
        let testo = format!("Domanda fuori termine: {} punti in meno.", centesimi(tolti));
        let passo = PassoNuovo::new("FUORI_TERMINE", testo)
            .articolo(fatti.parametri.articolo.as_deref())
            .parametro("punti", centesimi(tolti))
            .decisione(format!("-{} punti", centesimi(tolti)));
        passi.push(passo);
    }
    Ok(punti)
}

fn passo(fatti: &Fatti, criterio: &Criterio, valore: i64, quante: Option<i64>) -> Passo {
    let testo = format!("{}: {} punti.", criterio.titolo, centesimi(valore));
    let articolo = criterio
        .articolo
        .as_deref()
        .or(fatti.parametri.articolo.as_deref());
    let mut passo = PassoNuovo::new(&criterio.codice, testo).articolo(articolo);
    let condizioni = criterio.quando.se.iter().chain(&criterio.quando.una_di);
    for (nome, valore) in condizioni.filter_map(|c| fatti.dato(c)) {
        passo = passo.dato(&nome, valore);
    }
    if let Some(quante) = quante {
        passo = passo.dato("quante", quante.to_string());
    }
    passo
        .parametro(&criterio.codice, centesimi(criterio.punti))
        .decisione(format!("{} punti", centesimi(valore)))
}

/// How many times the points are given.
fn unita(fatti: &Fatti, per_ogni: &PerOgni) -> Result<i64, Rifiuto> {
    let i = fatti.ingresso;
    let che_lavorano = i.genitori.iter().filter(|g| g.lavora);
    let contate: i64 = match &per_ogni.unita {
        Unita::Minori => i.minori_nel_nucleo.into(),
        Unita::FratelliIscritti => i.fratelli_iscritti.into(),
        Unita::MetriScuola => fatti.metri_dalla_scuola()?.into(),
        Unita::OreSettimanali => che_lavorano
            .filter_map(|g| g.ore_settimanali)
            .map(i64::from)
            .sum(),
        Unita::KmLavoro => che_lavorano
            .filter_map(|g| g.distanza_lavoro_km)
            .map(i64::from)
            .sum(),
        Unita::Risposta { nome } => match fatti.risposta(nome) {
            None => 0,
            Some(testo) => testo.trim().parse::<u32>().map(i64::from).map_err(|_| {
                Rifiuto::CasoNonPrevisto(messaggio(
                    "RISPOSTA_NON_NUMERICA",
                    format!("La risposta «{nome}» non è un numero intero: «{testo}»."),
                ))
            })?,
        },
    };
    let oltre = contate - i64::from(per_ogni.oltre);
    // `quante` is not zero: the contradictions were looked for when the parameters were read.
    Ok(oltre
        .max(0)
        .checked_div(i64::from(per_ogni.quante))
        .unwrap_or(0))
}

/// At most `massimo`, on the side of zero on which the points are.
fn per_unita(punti: i64, per_ogni: &PerOgni, quante: i64) -> Result<i64, Rifiuto> {
    let tutti = punti.checked_mul(quante).ok_or_else(troppi)?;
    Ok(if punti < 0 {
        tutti.max(-per_ogni.massimo)
    } else {
        tutti.min(per_ogni.massimo)
    })
}

fn troppi() -> Rifiuto {
    Rifiuto::ParametriNonValidi(messaggio(
        "PUNTI_FUORI_MISURA",
        "I punti dei criteri sono troppo grandi per il calcolo.",
    ))
}
