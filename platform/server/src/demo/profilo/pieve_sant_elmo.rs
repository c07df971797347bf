//! The small comune: bands, one kitchen, no pasto bianco.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_pagamenti::Modo;
use serde_json::json;

use super::{Limite, Plesso, Profilo, Regolamento, Scuola, plesso};

/// Pieve Sant'Elmo.
pub fn pieve_sant_elmo() -> Profilo {
    Profilo {
        slug: "pieve-sant-elmo".to_owned(),
        nome: "Pieve Sant'Elmo".to_owned(),
        colore: "#2e5e3e",
        stemma: Some(include_bytes!(
            "../../../../../portal/public/stemmi/pieve-sant-elmo.svg"
        )),
        istat: "099901".to_owned(),
        belfiore: "M991".to_owned(),
        bambini: 160,
        scuole: vec![
            Scuola {
                codice: "ZXAA80101A",
                nome: "Scuola dell'infanzia di Pieve Sant'Elmo",
                ordine: OrdineScuola::Infanzia,
                plessi: INFANZIA,
            },
            Scuola {
                codice: "ZXEE80101C",
                nome: "Scuola primaria di Pieve Sant'Elmo",
                ordine: OrdineScuola::Primaria,
                plessi: PRIMARIA,
            },
            Scuola {
                codice: "ZXMM80101E",
                nome: "Scuola secondaria di Pieve Sant'Elmo",
                ordine: OrdineScuola::Secondaria,
                plessi: SECONDARIA,
            },
        ],
        centri: &["Cucina comunale di via dei Tigli"],
        patrono: (4, 14, "Sant'Elmo, patrono"),
        trasporto: 22,
        non_residenti: 6,
        regolamento: Regolamento {
            atto: "deliberazione del consiglio comunale n. 18 del 28 maggio",
            tariffa: tariffa(),
            limite: Limite { ora: 9, minuto: 30 },
            pasto_bianco: None,
            anticipo: 30,
        },
        mensa: Modo::Prepagato,
        con_storia: true,
    }
}

const INFANZIA: &[Plesso] = &[plesso("ZXAA80102B", "Il Girasole", "Via dei Tigli, 4", 0)];
const PRIMARIA: &[Plesso] = &[plesso("ZXEE80102D", "Capoluogo", "Via della Scuola, 2", 0)];
const SECONDARIA: &[Plesso] = &[plesso(
    "ZXMM80102F",
    "Sede di via del Molino",
    "Via del Molino, 9",
    0,
)];

/// Three bands with a price for each child of the family, and a table for those who live
/// elsewhere: the shape of many small comuni, three-decimal prices included.
fn tariffa() -> serde_json::Value {
    json!({
        "articolo": "art. 5 del regolamento della refezione scolastica",
        "articolo_esenzione": "art. 7 del regolamento della refezione scolastica",
        "tabelle": [
            {
                "residenti": true,
                "metodo": {
                    "tipo": "fasce",
                    "fasce": [
                        { "nome": "Fascia 1", "fino_a": 500_000, "prezzi": [10_550, 8_000, 0] },
                        { "nome": "Fascia 2", "fino_a": 1_200_000, "prezzi": [26_000, 21_000, 15_000] },
                        { "nome": "Fascia 3", "fino_a": 2_000_000, "prezzi": [38_000, 34_000, 28_000] }
                    ],
                    "oltre": { "nome": "Fascia 4", "prezzi": [46_500, 42_000, 36_000] }
                }
            },
            {
                "residenti": false,
                "metodo": {
                    "tipo": "fasce",
                    "fasce": [],
                    "oltre": { "nome": "Non residenti", "prezzi": [52_000] }
                }
            }
        ],
        "residenza": { "conta": "almeno_uno", "articolo": "art. 6 del regolamento della refezione scolastica" }
    })
}
