//! Price of a meal: one for residents, one for the others, less from the second child on.

use campanella_sdk::tariffa::{Arrotondamento, Esito, Guest, Ingresso};
use campanella_sdk::tipi::{Manifesto, Messaggio, Residenza, Rifiuto};
use campanella_sdk::{Arrotonda, PassoNuovo, messaggio, prezzo_in_euro};
use serde::Deserialize;

/// What an office sets: `schema.json` describes the same. Prices are ten-thousandths of a euro.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parametri {
    prezzo_residenti: i64,
    prezzo_non_residenti: i64,
    riduzione_dal_secondo_figlio: i64,
}

fn leggi(json: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(json, contraddizione)
}

/// What parameters that the schema accepts must not say together.
fn contraddizione(parametri: &Parametri) -> Option<String> {
    (parametri.prezzo_non_residenti < parametri.prezzo_residenti)
        .then(|| "Chi non risiede nel comune non può pagare meno di chi vi risiede.".to_owned())
}

/// The price of one child on one day.
fn calcola(parametri: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    if ingresso.personale {
        return Err(Rifiuto::CasoNonPrevisto(messaggio(
            "PERSONALE_NON_PREVISTO",
            "Il regolamento non prevede un prezzo per il personale della scuola.",
        )));
    }
    let residente = matches!(ingresso.residenza_bambino, Residenza::NelComune);
    let (mut prezzo, fascia, parametro) = if residente {
        (parametri.prezzo_residenti, "Residenti", "prezzo_residenti")
    } else {
        (
            parametri.prezzo_non_residenti,
            "Non residenti",
            "prezzo_non_residenti",
        )
    };
    let mut motivazione = vec![
        PassoNuovo::new(
            "PREZZO_DI_BASE",
            "Prezzo del pasto secondo la residenza del bambino.",
        )
        .dato(
            "residenza",
            if residente {
                "nel comune"
            } else {
                "in altro comune"
            },
        )
        .parametro(parametro, prezzo_in_euro(prezzo))
        .prezzo(prezzo),
    ];
    if ingresso.rango_fratelli > 1 {
        let percento = parametri.riduzione_dal_secondo_figlio;
        prezzo = percentuale(prezzo, 100 - percento)?;
        motivazione.push(
            PassoNuovo::new(
                "RIDUZIONE_FRATELLI",
                "Riduzione dal secondo figlio iscritto.",
            )
            .dato("figlio", format!("{}°", ingresso.rango_fratelli))
            .parametro("riduzione_dal_secondo_figlio", format!("{percento}%"))
            .prezzo(prezzo),
        );
    }
    Ok(Esito {
        prezzo: Some(prezzo),
        quota: None,
        fascia: fascia.to_owned(),
        arrotondamento: Arrotondamento::Commerciale,
        motivazione,
    })
}

/// `percento` hundredths of `prezzo`, to the cent (100 ten-thousandths), half a cent up.
fn percentuale(prezzo: i64, percento: i64) -> Result<i64, Rifiuto> {
    prezzo
        .checked_mul(percento)
        .and_then(|n| Arrotondamento::Commerciale.frazione(n, 100, 100))
        .ok_or_else(|| {
            let testo = "La riduzione non si può calcolare con questi parametri.";
            Rifiuto::ParametriNonValidi(messaggio("RIDUZIONE_NON_VALIDA", testo))
        })
}

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: env!("CARGO_PKG_NAME").to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Prezzo del pasto per residenza".to_owned(),
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
