//! The cases of the tariff on the ISEE: as component and natively, alone and in a batch.

use std::collections::BTreeMap;

use campanella_kernel::{Giorno, Importo, PrezzoUnitario, Servizio};
use serde::Deserialize;
use serde_json::Value;

use super::{HOST, casi, nativo};
use crate::passo::Messaggio;
use crate::tariffa::{Ingresso, Tariffa};
use crate::{Regola, spediti};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    parametri: Value,
    /// A child, of whom each case says what differs.
    base: BTreeMap<String, Value>,
    casi: Vec<Caso>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    nome: String,
    giorno: Giorno,
    #[serde(default)]
    ingresso: BTreeMap<String, Value>,
    atteso: Atteso,
}

/// Ten-thousandths of a euro, cents, label and codes of the steps; or the code of the refusal.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Atteso {
    prezzo: Option<i64>,
    quota: Option<i64>,
    fascia: Option<String>,
    #[serde(default)]
    passi: Vec<String>,
    rifiuto: Option<String>,
}

impl From<&Result<Tariffa, Messaggio>> for Atteso {
    fn from(esito: &Result<Tariffa, Messaggio>) -> Self {
        match esito {
            Ok(t) => Atteso {
                prezzo: t.prezzo.map(PrezzoUnitario::decimillesimi),
                quota: t.quota.map(Importo::cents),
                fascia: Some(t.fascia.clone()),
                passi: t.motivazione.iter().map(|p| p.codice.clone()).collect(),
                rifiuto: None,
            },
            Err(m) => Atteso {
                prezzo: None,
                quota: None,
                fascia: None,
                passi: Vec::new(),
                rifiuto: Some(m.codice.clone()),
            },
        }
    }
}

/// Runs every case on `regola`.
pub(super) fn prova(regola: &Regola) {
    for (file, scenario) in casi::file::<Scenario>("tariffa_isee") {
        let errori = regola.contro_lo_schema(&scenario.parametri);
        assert!(errori.is_empty(), "{file}: {errori:?}");
        let parametri = scenario.parametri.to_string();
        for caso in &scenario.casi {
            let mut ingresso = scenario.base.clone();
            ingresso.extend(caso.ingresso.clone());
            let valore = serde_json::to_value(ingresso).expect("JSON");
            let ingresso: Ingresso = serde_json::from_value(valore)
                .unwrap_or_else(|e| panic!("{file}, {}: {e}", caso.nome));
            prova_caso(
                regola,
                &parametri,
                &format!("{file}, {}", caso.nome),
                caso,
                &ingresso,
            );
        }
    }
}

fn prova_caso(regola: &Regola, parametri: &str, dove: &str, caso: &Caso, ingresso: &Ingresso) {
    let chiedi = |ingressi: &[Ingresso]| {
        HOST.tariffa(
            regola,
            parametri,
            Servizio::Refezione,
            caso.giorno,
            ingressi,
        )
    };
    let solo = chiedi(std::slice::from_ref(ingresso)).remove(0);
    assert_eq!(Atteso::from(&solo), caso.atteso, "{dove}: {solo:?}");
    let insieme = chiedi(&vec![ingresso.clone(); 40]);
    assert!(
        insieme.len() == 40 && insieme.iter().all(|e| *e == solo),
        "{dove}: batch differs"
    );
    let nativo = nativo::tariffa(parametri, caso.giorno, ingresso);
    let prezzi = solo.map(|t| (t.prezzo.map(PrezzoUnitario::decimillesimi), t.fascia));
    assert_eq!(
        prezzi.map_err(|m| m.codice),
        nativo,
        "{dove}: native code differs"
    );
}

#[test]
fn the_shipped_tariff_satisfies_its_cases() {
    prova(&HOST.carica(spediti::TARIFFA_ISEE).expect("accepted"));
}

#[test]
fn contradictory_parameters_are_named() {
    let regola = HOST.carica(spediti::TARIFFA_ISEE).expect("accepted");
    let fasce_in_disordine = serde_json::json!({ "tabelle": [{ "metodo": { "tipo": "fasce",
        "fasce": [{ "nome": "B", "fino_a": 900_000, "prezzi": [1] },
                  { "nome": "A", "fino_a": 600_000, "prezzi": [1] }],
        "oltre": { "nome": "C", "prezzi": [1] } } }] });
    assert!(regola.contro_lo_schema(&fasce_in_disordine).is_empty());
    let risposta = regola
        .contratto
        .verifica(&HOST.engine, &fasce_in_disordine.to_string());
    let motivo = risposta.expect("it answers").expect_err("it refuses");
    assert_eq!(motivo.codice, "PARAMETRI_CONTRADDITTORI");
}

#[test]
fn the_schema_refuses_floats_and_unknown_names() {
    let regola = HOST.carica(spediti::TARIFFA_ISEE).expect("accepted");
    let metodo = |prezzo: Value| {
        serde_json::json!({ "tabelle": [{ "metodo": { "tipo": "fasce", "fasce": [],
            "oltre": { "nome": "Unica", "prezzi": [prezzo] } } }] })
    };
    assert!(regola.contro_lo_schema(&metodo(45_000.into())).is_empty());
    assert!(
        !regola
            .contro_lo_schema(&metodo(serde_json::json!(4.5)))
            .is_empty()
    );
    assert!(!regola.contro_lo_schema(&metodo((-1).into())).is_empty());
    let mut ignoto = metodo(1.into());
    ignoto["sconto"] = 1.into();
    assert!(!regola.contro_lo_schema(&ignoto).is_empty());
}
