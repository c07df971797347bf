//! The question of a tariff about one child, as the contract of the regulations puts it.

use campanella_kernel::Giorno;
use campanella_plugins_host::fatti::{Isee, OrdineScuola, Residenza, TipoIsee};
use campanella_plugins_host::tariffa::Ingresso;
use chrono::Months;

use crate::entities::isee;
use crate::entities::scuola::OrdineScuola as DellaScuola;
use crate::iscritti::Iscritto;
use crate::tariffa::{FattiTariffa, IseePresentato};

/// What the regulation is told of `iscritto` on `giorno`: no name.
#[must_use]
pub fn ingresso_tariffa(iscritto: &Iscritto, fatti: &FattiTariffa, giorno: Giorno) -> Ingresso {
    let iscrizione = &iscritto.iscrizione;
    Ingresso {
        plesso: iscritto.plesso.codice.clone(),
        ordine: ordine(iscritto.scuola.ordine),
        classe: Some(iscritto.classe.nome.clone()),
        residenza_bambino: residenza(fatti.residente_bambino),
        residenza_pagante: residenza(fatti.residente_pagante),
        isee: fatti.isee.as_ref().map(attestazione),
        minori_nel_nucleo: fatti.minori,
        rango_fratelli: fatti.rango_fratelli,
        disabilita: fatti.disabilita,
        esenzione_servizi_sociali: fatti.esente_servizi_sociali,
        articolo: Some(iscrizione.articolo.clone()),
        personale: false,
        anticipatario: anticipatario(iscritto, giorno),
        iscritto_dal: Some(iscrizione.dal),
        iscritto_al: iscrizione.al,
        presenze_del_mese: None,
        altri_dati: Default::default(),
    }
}

/// A child of the school of childhood before the third birthday.
fn anticipatario(iscritto: &Iscritto, giorno: Giorno) -> bool {
    let nascita = iscritto.alunno.data_nascita.date();
    let tre_anni = nascita.checked_add_months(Months::new(36));
    iscritto.scuola.ordine == DellaScuola::Infanzia && tre_anni.is_some_and(|t| giorno.date() < t)
}

const fn residenza(nel_comune: bool) -> Residenza {
    if nel_comune {
        Residenza::NelComune
    } else {
        Residenza::AltroComune(None)
    }
}

const fn attestazione(presentato: &IseePresentato) -> Isee {
    Isee {
        valore: presentato.valore,
        dal: presentato.dal,
        al: presentato.al,
        presentata: presentato.presentato_il,
        tipo: match presentato.tipo {
            isee::TipoIsee::Ordinario => TipoIsee::Ordinario,
            isee::TipoIsee::Minorenni => TipoIsee::Minorenni,
            isee::TipoIsee::Corrente => TipoIsee::Corrente,
        },
    }
}

const fn ordine(ordine: DellaScuola) -> OrdineScuola {
    match ordine {
        DellaScuola::Infanzia => OrdineScuola::Infanzia,
        DellaScuola::Primaria => OrdineScuola::Primaria,
        DellaScuola::Secondaria => OrdineScuola::SecondariaPrimoGrado,
    }
}
