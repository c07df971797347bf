//! The comune of middle size: a linear tariff, and the pasto bianco for three days in a row.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_pagamenti::Modo;
use serde_json::json;

use super::{Limite, Plesso, Profilo, Regolamento, Scuola, plesso};

/// Valdirovere.
pub fn valdirovere() -> Profilo {
    Profilo {
        slug: "valdirovere".to_owned(),
        nome: "Valdirovere".to_owned(),
        colore: "#8a3b12",
        stemma: Some(include_bytes!(
            "../../../../../portal/public/stemmi/valdirovere.svg"
        )),
        istat: "099902".to_owned(),
        belfiore: "M992".to_owned(),
        bambini: 850,
        scuole: vec![
            Scuola {
                codice: "ZXAA81101A",
                nome: "Scuola dell'infanzia – I.C. Valdirovere",
                ordine: OrdineScuola::Infanzia,
                plessi: INFANZIA,
            },
            Scuola {
                codice: "ZXEE81101D",
                nome: "Scuola primaria – I.C. Valdirovere",
                ordine: OrdineScuola::Primaria,
                plessi: PRIMARIA,
            },
            Scuola {
                codice: "ZXMM81101H",
                nome: "Scuola secondaria – I.C. Valdirovere",
                ordine: OrdineScuola::Secondaria,
                plessi: SECONDARIA,
            },
        ],
        centri: &["Centro cottura della Fornace"],
        patrono: (9, 29, "San Michele, patrono"),
        trasporto: 14,
        non_residenti: 5,
        regolamento: Regolamento {
            atto: "deliberazione del consiglio comunale n. 41 del 24 giugno",
            tariffa: tariffa(),
            limite: Limite { ora: 9, minuto: 30 },
            pasto_bianco: Some(3),
            anticipo: 60,
        },
        mensa: Modo::Postpagato,
        con_storia: true,
    }
}

const INFANZIA: &[Plesso] = &[
    plesso("ZXAA81102B", "L'Aquilone", "Via Leopardi, 15", 0),
    plesso("ZXAA81103C", "Il Bruco", "Via del Lavoro, 3", 0),
];
const PRIMARIA: &[Plesso] = &[
    plesso("ZXEE81102E", "Capoluogo", "Viale Italia, 20", 0),
    plesso("ZXEE81103F", "Borgo di Sotto", "Via San Rocco, 7", 0),
    plesso("ZXEE81104G", "La Fornace", "Strada della Fornace, 1", 0),
];
const SECONDARIA: &[Plesso] = &[plesso("ZXMM81102L", "Viale Europa", "Viale Europa, 44", 0)];

/// Linear between two thresholds, half price from the second child, less for a disability.
fn tariffa() -> serde_json::Value {
    json!({
        "articolo": "art. 4 del regolamento delle tariffe scolastiche",
        "articolo_esenzione": "art. 8 del regolamento delle tariffe scolastiche",
        "passo_prezzo": 100,
        "tabelle": [{
            "metodo": {
                "tipo": "lineare",
                "isee_min": 550_000, "isee_max": 3_000_000,
                "prezzo_min": 12_000, "prezzo_max": 58_000,
                "nome": "Tariffa proporzionale all'ISEE"
            }
        }],
        "senza_isee": { "tipo": "prezzo_massimo" },
        "residenza": {
            "conta": "bambino",
            "non_residenti": { "tipo": "prezzo", "prezzo": 62_000, "nome": "Non residenti" },
            "articolo": "art. 5 del regolamento delle tariffe scolastiche"
        },
        "fratelli": {
            "riduzioni": [
                { "dal_figlio": 2, "percento": 30 },
                { "dal_figlio": 3, "percento": 50 }
            ],
            "solo_residenti": true,
            "articolo": "art. 6 del regolamento delle tariffe scolastiche"
        },
        "disabilita": { "percento": 50, "articolo": "art. 7 del regolamento delle tariffe scolastiche" }
    })
}
