//! The cases of `casi/*.yaml` on the native code.

use ammissione_punti::{Regola, valuta};
use campanella_sdk::ammissione::{Ammissibilita, Guest};
use serde_json::json;

#[test]
fn every_case_comes_out_as_stated() {
    prova::casi(
        env!("CARGO_MANIFEST_DIR"),
        |parametri| Regola::verifica(parametri.to_owned()),
        |parametri, c| match valuta(parametri, &prova::ammissione(c)) {
            Ok(e) => match e.ammissibilita {
                Ammissibilita::Ammessa(g) => json!({
                    "gruppo": g.gruppo,
                    "punti": g.punti,
                    "spareggi": g.spareggi,
                    "passi": prova::passi(&e.motivazione),
                }),
                Ammissibilita::NonAmmessa(motivi) => json!({
                    "non_ammessa": motivi.iter().map(|m| &m.codice).collect::<Vec<_>>(),
                    "passi": prova::passi(&e.motivazione),
                }),
            },
            Err(rifiuto) => prova::rifiuto(&rifiuto),
        },
    );
}
