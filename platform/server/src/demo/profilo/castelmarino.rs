//! The large comune: 4,000 children in three school districts, two kitchens, nine o'clock.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_pagamenti::Modo;
use serde_json::json;

use super::{Limite, Plesso, Profilo, Regolamento, Scuola, plesso};

/// Castelmarino.
pub fn castelmarino() -> Profilo {
    Profilo {
        slug: "castelmarino".to_owned(),
        nome: "Castelmarino".to_owned(),
        colore: "#14487a",
        stemma: Some(include_bytes!(
            "../../../../../portal/public/stemmi/castelmarino.svg"
        )),
        istat: "099903".to_owned(),
        belfiore: "M993".to_owned(),
        bambini: 4_000,
        scuole: scuole(),
        centri: &["Centro cottura Levante", "Centro cottura Ponente"],
        patrono: (12, 6, "San Nicola, patrono"),
        trasporto: 8,
        non_residenti: 4,
        regolamento: Regolamento {
            atto: "deliberazione della giunta comunale n. 112 del 30 giugno",
            tariffa: tariffa(),
            limite: Limite { ora: 9, minuto: 0 },
            pasto_bianco: Some(5),
            anticipo: 90,
        },
        mensa: Modo::Prepagato,
        con_storia: true,
    }
}

fn scuole() -> Vec<Scuola> {
    use OrdineScuola::{Infanzia, Primaria, Secondaria};
    let scuola = |codice, nome, ordine, plessi| Scuola {
        codice,
        nome,
        ordine,
        plessi,
    };
    vec![
        scuola(
            "ZXAA82100A",
            "Scuola dell'infanzia – I.C. Levante",
            Infanzia,
            INFANZIA_LEVANTE,
        ),
        scuola(
            "ZXEE82100B",
            "Scuola primaria – I.C. Levante",
            Primaria,
            PRIMARIA_LEVANTE,
        ),
        scuola(
            "ZXMM82100C",
            "Scuola secondaria – I.C. Levante",
            Secondaria,
            SECONDARIA_LEVANTE,
        ),
        scuola(
            "ZXAA82200D",
            "Scuola dell'infanzia – I.C. Ponente",
            Infanzia,
            INFANZIA_PONENTE,
        ),
        scuola(
            "ZXEE82200E",
            "Scuola primaria – I.C. Ponente",
            Primaria,
            PRIMARIA_PONENTE,
        ),
        scuola(
            "ZXMM82200F",
            "Scuola secondaria – I.C. Ponente",
            Secondaria,
            SECONDARIA_PONENTE,
        ),
        scuola(
            "ZXAA82300G",
            "Scuola dell'infanzia – I.C. Colline",
            Infanzia,
            INFANZIA_COLLINE,
        ),
        scuola(
            "ZXEE82300H",
            "Scuola primaria – I.C. Colline",
            Primaria,
            PRIMARIA_COLLINE,
        ),
        scuola(
            "ZXMM82300L",
            "Scuola secondaria – I.C. Colline",
            Secondaria,
            SECONDARIA_COLLINE,
        ),
    ]
}

const INFANZIA_LEVANTE: &[Plesso] = &[
    plesso("ZXAA82101A", "La Conchiglia", "Via del Faro, 8", 0),
    plesso("ZXAA82102B", "Il Gabbiano", "Viale del Mare, 31", 0),
    plesso("ZXAA82103C", "Arcobaleno", "Via Kennedy, 12", 0),
];
const PRIMARIA_LEVANTE: &[Plesso] = &[
    plesso("ZXEE82101B", "Piazza del Porto", "Piazza del Porto, 1", 0),
    plesso("ZXEE82102C", "Viale del Mare", "Viale del Mare, 29", 0),
    plesso("ZXEE82103D", "Borgo Pescatori", "Via dei Pescatori, 17", 0),
];
const SECONDARIA_LEVANTE: &[Plesso] = &[plesso("ZXMM82101C", "Via Kennedy", "Via Kennedy, 10", 0)];
const INFANZIA_PONENTE: &[Plesso] = &[
    plesso("ZXAA82201D", "La Coccinella", "Via dei Mille, 40", 1),
    plesso("ZXAA82202E", "Il Melograno", "Via Pascoli, 6", 1),
    plesso("ZXAA82203F", "Primavera", "Via Trento, 21", 1),
];
const PRIMARIA_PONENTE: &[Plesso] = &[
    plesso("ZXEE82201E", "Via dei Mille", "Via dei Mille, 38", 1),
    plesso("ZXEE82202F", "San Rocco", "Via San Rocco, 5", 1),
    plesso("ZXEE82203G", "Quartiere Nuovo", "Viale Europa, 60", 1),
];
const SECONDARIA_PONENTE: &[Plesso] =
    &[plesso("ZXMM82201F", "Viale Europa", "Viale Europa, 62", 1)];
const INFANZIA_COLLINE: &[Plesso] = &[
    plesso("ZXAA82301G", "Il Bosco", "Via del Castagno, 2", 1),
    plesso("ZXAA82302H", "Le Querce", "Strada delle Querce, 14", 1),
];
const PRIMARIA_COLLINE: &[Plesso] = &[
    plesso("ZXEE82301H", "Poggio Alto", "Via del Castello, 3", 1),
    plesso("ZXEE82302L", "Fontanelle", "Via dell'Acquedotto, 11", 1),
];
const SECONDARIA_COLLINE: &[Plesso] = &[plesso(
    "ZXMM82301L",
    "Poggio Alto – secondaria",
    "Via del Castello, 5",
    1,
)];

/// Seven bands, lower thresholds for the infanzia, a reduction for brothers and sisters.
fn tariffa() -> serde_json::Value {
    let fasce = |soglie: [i64; 6]| {
        let prezzi = [5_000, 13_500, 25_500, 30_500, 36_500, 41_000];
        let fasce: Vec<_> = soglie
            .into_iter()
            .zip(prezzi)
            .zip(["A", "B", "C", "D", "E", "F"])
            .map(|((fino_a, prezzo), nome)| {
                json!({ "nome": format!("Fascia {nome}"), "fino_a": fino_a, "prezzi": [prezzo] })
            })
            .collect();
        json!({
            "tipo": "fasce", "fasce": fasce,
            "oltre": { "nome": "Fascia G", "prezzi": [45_000] }
        })
    };
    json!({
        "articolo": "art. 3 del disciplinare delle tariffe",
        "articolo_esenzione": "art. 6 del disciplinare delle tariffe",
        "tabelle": [
            {
                "ordini": ["infanzia"],
                "metodo": fasce([450_000, 600_000, 900_000, 1_300_000, 1_800_000, 2_700_000])
            },
            { "metodo": fasce([300_000, 500_000, 800_000, 1_200_000, 1_700_000, 2_500_000]) }
        ],
        "residenza": {
            "conta": "bambino",
            "non_residenti": { "tipo": "maggiorazione", "percento": 20 },
            "articolo": "art. 4 del disciplinare delle tariffe"
        },
        "fratelli": {
            "riduzioni": [
                { "dal_figlio": 2, "percento": 10 },
                { "dal_figlio": 3, "percento": 25 }
            ],
            "articolo": "art. 5 del disciplinare delle tariffe"
        }
    })
}
