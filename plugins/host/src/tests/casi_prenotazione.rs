//! The cases of the booking rule.

use std::collections::BTreeMap;

use campanella_kernel::{Giorno, Istante, Servizio};
use chrono::NaiveDateTime;
use serde::Deserialize;
use serde_json::Value;

use super::{HOST, casi};
use crate::prenotazione::{
    Calendario, GiornoChiesto, Ingresso, Scelta, SceltaDelGiorno, SceltaPossibile,
};
use crate::tariffa::OrdineScuola;
use crate::{Regola, spediti};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    parametri: Value,
    casi: Vec<Caso>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    nome: String,
    /// What a clock on the wall in Italy shows.
    adesso: NaiveDateTime,
    giorno: Giorno,
    #[serde(default = "plesso")]
    plesso: String,
    chiuso: Option<String>,
    #[serde(default)]
    vicini: Vec<SceltaDelGiorno>,
    fino_a: Option<NaiveDateTime>,
    /// `permessa`, or the code of the refusal; a choice not named is not in the answer.
    atteso: BTreeMap<String, String>,
}

fn plesso() -> String {
    "CENTRO".to_owned()
}

fn istante(locale: NaiveDateTime) -> Istante {
    Istante::da_ora_locale(locale.date().into(), locale.time())
}

fn nome(scelta: Scelta) -> String {
    serde_json::to_value(scelta)
        .expect("JSON")
        .as_str()
        .expect("a name")
        .to_owned()
}

/// Runs every case on `regola`.
pub(super) fn prova(regola: &Regola) {
    for (file, scenario) in casi::file::<Scenario>("prenotazione_pasti") {
        let errori = regola.contro_lo_schema(&scenario.parametri);
        assert!(errori.is_empty(), "{file}: {errori:?}");
        let parametri = scenario.parametri.to_string();
        for caso in &scenario.casi {
            prova_caso(regola, &parametri, &format!("{file}, {}", caso.nome), caso);
        }
    }
}

fn prova_caso(regola: &Regola, parametri: &str, dove: &str, caso: &Caso) {
    let ingresso = Ingresso {
        plesso: caso.plesso.clone(),
        ordine: OrdineScuola::Primaria,
        classe: None,
        vicini: caso.vicini.clone(),
        giorni: vec![GiornoChiesto {
            giorno: caso.giorno,
            calendario: caso
                .chiuso
                .clone()
                .map_or(Calendario::DiServizio, Calendario::Chiuso),
            predefinita: Scelta::PastoBase,
        }],
    };
    let chiedi = |ingressi: &[Ingresso]| {
        let adesso = istante(caso.adesso);
        HOST.prenotazione(regola, parametri, Servizio::Refezione, adesso, ingressi)
    };
    let risposta = chiedi(std::slice::from_ref(&ingresso)).remove(0);
    let giornata = risposta
        .unwrap_or_else(|m| panic!("{dove}: {m:?}"))
        .remove(0);
    let esiti: BTreeMap<String, String> = giornata
        .scelte
        .iter()
        .map(|SceltaPossibile { scelta, divieto }| {
            let esito = divieto.as_ref().map_or("permessa", |m| m.codice.as_str());
            (nome(*scelta), esito.to_owned())
        })
        .collect();
    assert_eq!(esiti, caso.atteso, "{dove}: {:?}", giornata.scelte);
    assert_eq!(giornata.fino_a, caso.fino_a.map(istante), "{dove}");
    let insieme = chiedi(&vec![ingresso; 40]);
    let uguali = insieme
        .iter()
        .all(|r| r.as_ref().is_ok_and(|g| g[0].scelte == giornata.scelte));
    assert!(insieme.len() == 40 && uguali, "{dove}: batch differs");
}

#[test]
fn the_shipped_booking_rule_satisfies_its_cases() {
    prova(&HOST.carica(spediti::PRENOTAZIONE_PASTI).expect("accepted"));
}
