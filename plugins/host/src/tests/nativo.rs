//! The formula of the shipped tariff in native code, asked with the domain's types.

use campanella_kernel::{AnnoScolastico, Giorno};
use campanella_sdk::tariffa as sdk;
use campanella_sdk::tipi;
use chrono::Datelike;

use crate::fatti::{OrdineScuola, Residenza, TipoIsee};
use crate::tariffa::{Contesto, Ingresso};

/// Price, quota and band, or the code of the refusal.
pub(super) fn tariffa(
    parametri: &str,
    contesto: Contesto,
    i: &Ingresso,
) -> Result<(Option<i64>, Option<i64>, String), String> {
    match tariffa_isee::calcola(parametri, &ingresso(contesto, i)) {
        Ok(esito) => Ok((esito.prezzo, esito.quota, esito.fascia)),
        Err(
            tipi::Rifiuto::ParametriNonValidi(m)
            | tipi::Rifiuto::DatoMancante(m)
            | tipi::Rifiuto::CasoNonPrevisto(m),
        ) => Err(m.codice),
    }
}

pub(super) fn ingresso(contesto: Contesto, i: &Ingresso) -> sdk::Ingresso {
    let data = contesto.giorno;
    sdk::Ingresso {
        servizio: contesto.servizio.nome().to_owned(),
        anno_scolastico: AnnoScolastico::del(data)
            .anno_inizio()
            .try_into()
            .expect("a year"),
        giorno: giorno(data),
        plesso: i.plesso.clone(),
        ordine: match i.ordine {
            OrdineScuola::Nido => tipi::OrdineScuola::Nido,
            OrdineScuola::Infanzia => tipi::OrdineScuola::Infanzia,
            OrdineScuola::Primaria => tipi::OrdineScuola::Primaria,
            OrdineScuola::SecondariaPrimoGrado => tipi::OrdineScuola::SecondariaPrimoGrado,
            OrdineScuola::SecondariaSecondoGrado => tipi::OrdineScuola::SecondariaSecondoGrado,
        },
        classe: i.classe.clone(),
        residenza_bambino: residenza(&i.residenza_bambino),
        residenza_pagante: residenza(&i.residenza_pagante),
        isee: i.isee.as_ref().map(|isee| tipi::Isee {
            valore: isee.valore.cents(),
            dal: giorno(isee.dal),
            al: giorno(isee.al),
            presentata: isee.presentata.map(giorno),
            tipo: match isee.tipo {
                TipoIsee::Ordinario => tipi::TipoIsee::Ordinario,
                TipoIsee::Minorenni => tipi::TipoIsee::Minorenni,
                TipoIsee::Corrente => tipi::TipoIsee::Corrente,
            },
        }),
        minori_nel_nucleo: i.minori_nel_nucleo,
        rango_fratelli: i.rango_fratelli,
        disabilita: i.disabilita,
        esenzione_servizi_sociali: i.esenzione_servizi_sociali,
        articolo: i.articolo.clone(),
        personale: i.personale,
        anticipatario: i.anticipatario,
        iscritto_dal: i.iscritto_dal.map(giorno),
        iscritto_al: i.iscritto_al.map(giorno),
        presenze_del_mese: i.presenze_del_mese,
        altri_dati: i
            .altri_dati
            .iter()
            .map(|(nome, valore)| tipi::Dato {
                nome: nome.clone(),
                valore: valore.clone(),
            })
            .collect(),
    }
}

fn giorno(giorno: Giorno) -> tipi::Giorno {
    let data = giorno.date();
    tipi::Giorno {
        anno: data.year().try_into().expect("a year"),
        mese: data.month().try_into().expect("a month"),
        giorno: data.day().try_into().expect("a day"),
    }
}

fn residenza(dove: &Residenza) -> tipi::Residenza {
    match dove {
        Residenza::NelComune => tipi::Residenza::NelComune,
        Residenza::AltroComune(codice) => tipi::Residenza::AltroComune(codice.clone()),
    }
}
