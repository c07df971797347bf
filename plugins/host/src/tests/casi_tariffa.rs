//! The shipped tariff: the same formula natively, and what its parameters may say.

use campanella_kernel::{Importo, PrezzoUnitario};
use serde::Deserialize;
use serde_json::Value;

use super::{HOST, nativo, plugins};
use crate::pacchetto::Pacchetto;
use crate::spediti;
use crate::tariffa::{Contesto, Ingresso, PuntoTariffa};

#[test]
fn native_code_computes_the_same() {
    let regola = HOST.carica(spediti::TARIFFA_ISEE).expect("accepted");
    let cartella = plugins().join("regolamenti/tariffa_isee");
    let pacchetto = Pacchetto::da_cartella(&cartella).expect("a package");
    for (file, scenario) in &pacchetto.scenari {
        for (nome, parametri, domanda) in scenario.domande() {
            let contesto = Contesto::deserialize(&domanda.contesto).expect("a context");
            let ingresso = Ingresso::deserialize(&domanda.ingresso).expect("a child");
            let parametri = parametri.to_string();
            let componente = HOST
                .chiedi::<PuntoTariffa>(
                    &regola,
                    &parametri,
                    contesto,
                    std::slice::from_ref(&ingresso),
                )
                .remove(0)
                .map(|t| {
                    let prezzo = t.prezzo.map(PrezzoUnitario::decimillesimi);
                    (prezzo, t.quota.map(Importo::cents), t.fascia)
                })
                .map_err(|e| e.codice().to_owned());
            let nativo = nativo::tariffa(&parametri, contesto, &ingresso);
            assert_eq!(componente, nativo, "{file}, {nome}");
        }
    }
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
