//! The cases of `casi/*.yaml` on the native code.

use campanella_sdk::trasporto::{Guest, Voce};
use serde_json::{Map, Value, json};
use trasporto_fermate::{Regola, scegli};

#[test]
fn every_case_comes_out_as_stated() {
    prova::casi(
        env!("CARGO_MANIFEST_DIR"),
        |parametri| Regola::verifica(parametri.to_owned()),
        |parametri, c| match scegli(parametri, &prova::trasporto(c)) {
            Ok(e) => json!({
                "fermate": voci(&e.fermate),
                "titoli": voci(&e.titoli),
                "passi": prova::passi(&e.motivazione),
            }),
            Err(rifiuto) => prova::rifiuto(&rifiuto),
        },
    );
}

fn voci(voci: &[Voce]) -> Value {
    voci.iter()
        .map(|v| (v.codice.clone(), json!(prova::divieto(v.divieto.as_ref()))))
        .collect::<Map<_, _>>()
        .into()
}
