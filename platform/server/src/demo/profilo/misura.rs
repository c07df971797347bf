//! Comuni by the hundred, for measures: people and schools, no history.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_pagamenti::Modo;

use super::{Plesso, Profilo, Scuola, pieve_sant_elmo, plesso};

/// The comune number `numero` (from 1), with so many children.
pub fn di_misura(numero: u32, bambini: u32) -> Profilo {
    Profilo {
        slug: format!("misura-{numero:04}"),
        nome: format!("Misura {numero}"),
        stemma: None,
        istat: format!("0{:05}", 90_000 + numero % 10_000),
        belfiore: format!("M{:03}", numero % 1_000),
        bambini,
        scuole: vec![
            Scuola {
                codice: "ZXAA90001A",
                nome: "Scuola dell'infanzia",
                ordine: OrdineScuola::Infanzia,
                plessi: INFANZIA,
            },
            Scuola {
                codice: "ZXEE90001C",
                nome: "Scuola primaria",
                ordine: OrdineScuola::Primaria,
                plessi: PRIMARIA,
            },
            Scuola {
                codice: "ZXMM90001E",
                nome: "Scuola secondaria",
                ordine: OrdineScuola::Secondaria,
                plessi: SECONDARIA,
            },
        ],
        mensa: Modo::Prepagato,
        con_storia: false,
        ..pieve_sant_elmo()
    }
}

const INFANZIA: &[Plesso] = &[plesso("ZXAA90002B", "Infanzia", "Via Roma, 1", 0)];
const PRIMARIA: &[Plesso] = &[plesso("ZXEE90002D", "Primaria", "Via Roma, 3", 0)];
const SECONDARIA: &[Plesso] = &[plesso("ZXMM90002F", "Secondaria", "Via Roma, 5", 0)];
