//! The cases of `casi/*.yaml` on the native code.

use campanella_sdk::prenotazione::{Giornata, Guest, Scelta};
use campanella_sdk::tipi::Istante;
use prenotazione_pasti::{Regola, scelte};
use serde_json::{Map, Value, json};

#[test]
fn every_case_comes_out_as_stated() {
    prova::casi(
        env!("CARGO_MANIFEST_DIR"),
        |parametri| Regola::verifica(parametri.to_owned()),
        |parametri, c| match scelte(parametri, &prova::prenotazione(c)) {
            Ok(giornate) => json!({ "giorni": giornate.iter().map(giornata).collect::<Vec<_>>() }),
            Err(rifiuto) => prova::rifiuto(&rifiuto),
        },
    );
}

fn giornata(g: &Giornata) -> Value {
    let scelte: Map<String, Value> = g
        .scelte
        .iter()
        .map(|s| {
            let nome = match s.scelta {
                Scelta::PastoBase => "pasto_base",
                Scelta::Assenza => "assenza",
                Scelta::PastoBianco => "pasto_bianco",
            };
            (nome.to_owned(), json!(prova::divieto(s.divieto.as_ref())))
        })
        .collect();
    let giorno = &g.giorno;
    json!({
        "giorno": format!("{:04}-{:02}-{:02}", giorno.anno, giorno.mese, giorno.giorno),
        "scelte": scelte,
        "fino_a": g.fino_a.as_ref().map(scritto),
    })
}

fn scritto(i: &Istante) -> String {
    let g = &i.giorno;
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        g.anno, g.mese, g.giorno, i.ora, i.minuto, i.secondo
    )
}
