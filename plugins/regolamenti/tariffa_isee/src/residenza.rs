//! Who counts as resident.

use campanella_sdk::tariffa::Ingresso;
use campanella_sdk::tipi::Residenza as Dove;

use crate::parametri::{ChiConta, Residenza};

/// Whether the child pays as a resident.
pub fn residente(regole: &Residenza, ingresso: &Ingresso) -> bool {
    let bambino = vale(regole, &ingresso.residenza_bambino);
    let pagante = vale(regole, &ingresso.residenza_pagante);
    match regole.conta {
        ChiConta::Bambino => bambino,
        ChiConta::Pagante => pagante,
        ChiConta::Entrambi => bambino && pagante,
        ChiConta::AlmenoUno => bambino || pagante,
    }
}

fn vale(regole: &Residenza, dove: &Dove) -> bool {
    match dove {
        Dove::NelComune => true,
        Dove::AltroComune(Some(codice)) => regole.comuni_convenzionati.contains(codice),
        Dove::AltroComune(None) => false,
    }
}
