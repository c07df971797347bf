//! Personalised progressive tariff: the price grows with the family's own ISEE along a curve,
//! residents only; an ISEE counts from a month that depends on when it was presented.
//!
//! The same regulation as `../../javascript/src/regola.js`, on the same cases.

use campanella_sdk::tariffa::{Arrotondamento, Esito, Guest, Ingresso};
use campanella_sdk::tipi::{Giorno, Isee, Manifesto, Messaggio, Passo, Residenza, Rifiuto};
use campanella_sdk::{
    Arrotonda, PassoNuovo, data_italiana, euro, giorni_dal_1970, messaggio, prezzo_in_euro,
};
use serde::Deserialize;

/// What an office sets. ISEE in cents, prices in ten-thousandths of a euro.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parametri {
    punti: Vec<Punto>,
    senza_isee: i64,
    non_residenti: i64,
    riduzione_dal_secondo_figlio: i64,
    entro_il_giorno: u8,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Punto {
    isee: i64,
    prezzo: i64,
}

fn leggi(json: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(json, contraddizione)
}

/// What parameters that the schema accepts must not say together.
fn contraddizione(parametri: &Parametri) -> Option<String> {
    let sale =
        |coppia: &[Punto]| coppia[0].isee < coppia[1].isee && coppia[0].prezzo <= coppia[1].prezzo;
    let salgono = !parametri.punti.is_empty() && parametri.punti.windows(2).all(sale);
    (!salgono).then(|| {
        "I punti della curva vanno in ordine di ISEE, e il prezzo non può scendere.".to_owned()
    })
}

/// The price of one child on one day.
fn calcola(parametri: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    if ingresso.personale {
        return Err(Rifiuto::CasoNonPrevisto(messaggio(
            "PERSONALE_NON_PREVISTO",
            "Il regolamento non prevede un prezzo per il personale della scuola.",
        )));
    }
    if ingresso.esenzione_servizi_sociali {
        let testo = "Il servizio è gratuito: esenzione disposta dai servizi sociali.";
        let passo = PassoNuovo::new("ESENZIONE_SERVIZI_SOCIALI", testo).prezzo(0);
        return Ok(esito(0, "Esente", vec![passo]));
    }
    if !residente(ingresso) {
        let prezzo = parametri.non_residenti;
        let testo = "Né il bambino né chi paga risiede nel comune.";
        let passo = PassoNuovo::new("NON_RESIDENTI", testo)
            .parametro("non_residenti", prezzo_in_euro(prezzo))
            .prezzo(prezzo);
        return Ok(esito(prezzo, "Non residenti", vec![passo]));
    }
    let (prezzo, fascia, passo) = match isee_che_conta(parametri, ingresso) {
        Ok(isee) => progressivo(&parametri.punti, isee.valore)?,
        Err((codice, testo)) => {
            let prezzo = parametri.senza_isee;
            let passo = PassoNuovo::new(codice, testo)
                .parametro("senza_isee", prezzo_in_euro(prezzo))
                .prezzo(prezzo);
            (prezzo, "Senza ISEE", passo)
        }
    };
    let mut passi = vec![passo];
    let prezzo = ridotto(parametri, ingresso.rango_fratelli, prezzo, &mut passi)?;
    Ok(esito(prezzo, fascia, passi))
}

fn esito(prezzo: i64, fascia: &str, motivazione: Vec<Passo>) -> Esito {
    Esito {
        prezzo: Some(prezzo),
        quota: None,
        fascia: fascia.to_owned(),
        arrotondamento: Arrotondamento::Commerciale,
        motivazione,
    }
}

/// Whether the child or who pays is resident.
fn residente(ingresso: &Ingresso) -> bool {
    [&ingresso.residenza_bambino, &ingresso.residenza_pagante]
        .into_iter()
        .any(|r| matches!(r, Residenza::NelComune))
}

/// The ISEE, if it counts on the day asked; else why not.
fn isee_che_conta<'i>(
    parametri: &Parametri,
    ingresso: &'i Ingresso,
) -> Result<&'i Isee, (&'static str, String)> {
    let Some(isee) = &ingresso.isee else {
        let testo = "Non è stato presentato un ISEE.";
        return Err(("ISEE_NON_PRESENTATO", testo.to_owned()));
    };
    let giorno = giorni_dal_1970(&ingresso.giorno);
    if giorno > giorni_dal_1970(&isee.al) {
        let testo = format!("L'ISEE è scaduto il {}.", data_italiana(&isee.al));
        return Err(("ISEE_SCADUTO", testo));
    }
    let dal = match &isee.presentata {
        Some(presentata) => primo_mese(parametri, presentata),
        None => isee.dal.clone(),
    };
    if giorno < giorni_dal_1970(&dal) {
        let testo = format!("L'ISEE presentato conta dal {}.", data_italiana(&dal));
        return Err(("ISEE_DAL_MESE_DOPO", testo));
    }
    Ok(isee)
}

/// First day of the month from which an ISEE counts that was presented on a day.
fn primo_mese(parametri: &Parametri, presentata: &Giorno) -> Giorno {
    let in_tempo = presentata.giorno <= parametri.entro_il_giorno || presentata.mese == 9;
    let (anno, mese) = match (in_tempo, presentata.mese) {
        (true, mese) => (presentata.anno, mese),
        (false, 12) => (presentata.anno + 1, 1),
        (false, mese) => (presentata.anno, mese + 1),
    };
    Giorno {
        anno,
        mese,
        giorno: 1,
    }
}

/// The price on the curve, to the cent.
fn progressivo(punti: &[Punto], isee: i64) -> Result<(i64, &'static str, Passo), Rifiuto> {
    let dopo = punti.iter().position(|p| isee <= p.isee);
    let prezzo = match dopo {
        Some(0) => punti[0].prezzo,
        Some(n) => sul_tratto(punti[n - 1], punti[n], isee).ok_or_else(non_valida)?,
        None => punti[punti.len() - 1].prezzo,
    };
    let testo = "Il prezzo cresce in proporzione all'ISEE della famiglia.";
    let passo = PassoNuovo::new("TARIFFA_PROGRESSIVA", testo)
        .dato("ISEE", euro(isee))
        .prezzo(prezzo);
    Ok((prezzo, "Personalizzata", passo))
}

fn sul_tratto(a: Punto, b: Punto, isee: i64) -> Option<i64> {
    let ampiezza = b.isee - a.isee;
    let salita = (b.prezzo - a.prezzo).checked_mul(isee - a.isee)?;
    let numeratore = a.prezzo.checked_mul(ampiezza)?.checked_add(salita)?;
    Arrotondamento::Commerciale.frazione(numeratore, ampiezza, 100)
}

/// The price after the reduction for siblings, to the cent.
fn ridotto(
    parametri: &Parametri,
    rango: u32,
    prezzo: i64,
    passi: &mut Vec<Passo>,
) -> Result<i64, Rifiuto> {
    let percento = parametri.riduzione_dal_secondo_figlio;
    if rango < 2 || percento == 0 {
        return Ok(prezzo);
    }
    let ridotto = prezzo
        .checked_mul(100 - percento)
        .and_then(|n| Arrotondamento::Commerciale.frazione(n, 100, 100))
        .ok_or_else(non_valida)?;
    passi.push(
        PassoNuovo::new(
            "RIDUZIONE_FRATELLI",
            "Riduzione dal secondo figlio iscritto.",
        )
        .dato("figlio", format!("{rango}°"))
        .parametro("riduzione_dal_secondo_figlio", format!("{percento}%"))
        .prezzo(ridotto),
    );
    Ok(ridotto)
}

fn non_valida() -> Rifiuto {
    let testo = "Il prezzo non si può calcolare con questi parametri.";
    Rifiuto::ParametriNonValidi(messaggio("PREZZO_NON_VALIDO", testo))
}

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: env!("CARGO_PKG_NAME").to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Tariffa progressiva personalizzata".to_owned(),
            schema_parametri: include_str!("../schema.json").to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn calcola(parametri: String, ingresso: Ingresso) -> Result<Esito, Rifiuto> {
        let parametri = leggi(&parametri).map_err(Rifiuto::ParametriNonValidi)?;
        calcola(&parametri, &ingresso)
    }

    fn calcola_molti(parametri: String, ingressi: Vec<Ingresso>) -> Vec<Result<Esito, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, calcola)
    }
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::tariffa::esporta_tariffa!(Regola with_types_in campanella_sdk::tariffa);
