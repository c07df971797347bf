//! The cases of `casi/*.yaml` on the native code.

use campanella_sdk::penale::Guest;
use penale_solleciti::{Regola, calcola};
use serde_json::json;

#[test]
fn every_case_comes_out_as_stated() {
    prova::casi(
        env!("CARGO_MANIFEST_DIR"),
        |parametri| Regola::verifica(parametri.to_owned()),
        |parametri, c| match calcola(parametri, &prova::penale(c)) {
            Ok(e) => json!({
                "penale": e.penale,
                "spese": e.spese,
                "sollecito": e.sollecito.map(|s| s.codice),
                "blocca_iscrizioni": e.blocca_iscrizioni,
                "riscossione_coattiva": e.riscossione_coattiva,
                "passi": prova::passi(&e.motivazione),
            }),
            Err(rifiuto) => prova::rifiuto(&rifiuto),
        },
    );
}
