//! Booking: on a day of service the family chooses between the meal and an absence, until a
//! given hour of that day.

use campanella_sdk::prenotazione::{
    Calendario, Giornata, GiornoChiesto, Guest, Ingresso, Scelta, SceltaPossibile,
};
use campanella_sdk::tipi::{Istante, Manifesto, Messaggio, Rifiuto};
use campanella_sdk::{PassoNuovo, giorni_dal_1970, messaggio, ora_italiana};
use serde::Deserialize;

/// What an office sets: `schema.json` describes the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parametri {
    ora: u8,
    minuto: u8,
}

fn leggi(json: &str) -> Result<Parametri, Messaggio> {
    campanella_sdk::parametri::leggi(json, |_| None)
}

/// The choices of one child on one day.
fn giornata(parametri: &Parametri, adesso: &Istante, chiesto: &GiornoChiesto) -> Giornata {
    let giorno = chiesto.giorno.clone();
    if let Calendario::Chiuso(perche) = &chiesto.calendario {
        let passo = PassoNuovo::new("GIORNO_CHIUSO", format!("Il servizio non c'è: {perche}."));
        return Giornata {
            giorno,
            scelte: scelte(Some(&messaggio(
                "GIORNO_CHIUSO",
                "In questo giorno non c'è servizio.",
            ))),
            fino_a: None,
            motivazione: vec![passo.decisione("nessuna scelta")],
        };
    }
    let limite = Istante {
        giorno: giorno.clone(),
        ora: parametri.ora,
        minuto: parametri.minuto,
        secondo: 0,
    };
    let ora = ora_italiana(&limite);
    let tardi = (momento(adesso) > momento(&limite)).then(|| {
        let testo = format!("Si può scegliere fino alle {ora} del giorno stesso.");
        messaggio("ORARIO_LIMITE", testo)
    });
    let passo = PassoNuovo::new(
        "ORARIO_LIMITE",
        "La scelta si può cambiare entro un orario.",
    )
    .dato("adesso", ora_italiana(adesso))
    .parametro("orario limite", ora)
    .decisione(if tardi.is_some() {
        "non si può più scegliere"
    } else {
        "si può scegliere"
    });
    Giornata {
        giorno,
        scelte: scelte(tardi.as_ref()),
        fino_a: Some(limite),
        motivazione: vec![passo],
    }
}

/// Meal and absence, both allowed or both not.
fn scelte(divieto: Option<&Messaggio>) -> Vec<SceltaPossibile> {
    [Scelta::PastoBase, Scelta::Assenza]
        .map(|scelta| SceltaPossibile {
            scelta,
            divieto: divieto.cloned(),
        })
        .into()
}

/// Something that grows with time.
fn momento(i: &Istante) -> (i64, u8, u8, u8) {
    (giorni_dal_1970(&i.giorno), i.ora, i.minuto, i.secondo)
}

fn tutte(parametri: &Parametri, ingresso: &Ingresso) -> Vec<Giornata> {
    let giorni = ingresso.giorni.iter();
    giorni
        .map(|g| giornata(parametri, &ingresso.adesso, g))
        .collect()
}

/// The component.
pub struct Regola;

impl Guest for Regola {
    fn descrivi() -> Manifesto {
        Manifesto {
            id: env!("CARGO_PKG_NAME").to_owned(),
            versione: env!("CARGO_PKG_VERSION").to_owned(),
            contratto: "1.0.0".to_owned(),
            titolo: "Prenotazione entro un orario del giorno stesso".to_owned(),
            schema_parametri: include_str!("../schema.json").to_owned(),
            atto: None,
        }
    }

    fn verifica(parametri: String) -> Result<(), Messaggio> {
        leggi(&parametri).map(drop)
    }

    fn scelte(parametri: String, ingresso: Ingresso) -> Result<Vec<Giornata>, Rifiuto> {
        let parametri = leggi(&parametri).map_err(Rifiuto::ParametriNonValidi)?;
        Ok(tutte(&parametri, &ingresso))
    }

    fn scelte_molti(
        parametri: String,
        ingressi: Vec<Ingresso>,
    ) -> Vec<Result<Vec<Giornata>, Rifiuto>> {
        campanella_sdk::parametri::molti(leggi(&parametri), &ingressi, |p, i| Ok(tutte(p, i)))
    }
}

#[cfg(target_arch = "wasm32")]
campanella_sdk::prenotazione::esporta_prenotazione!(
    Regola with_types_in campanella_sdk::prenotazione
);
