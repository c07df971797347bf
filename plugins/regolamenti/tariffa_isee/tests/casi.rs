//! The regulations of `casi/*.yaml` natively: the same cents and the same steps as the component.
//!
//! `cargo test -p tariffa_isee --test casi -- --nocapture` also prints each explanation.

mod comuni;

use campanella_sdk::tariffa::Esito;
use campanella_sdk::tipi::{Passo, Rifiuto, Valore};
use serde_json::{Value, json};

#[test]
fn every_regulation_satisfies_its_cases() {
    let mut difetti = Vec::new();
    let mut quanti = 0;
    for (file, scenario) in comuni::tutti() {
        let parametri = scenario.parametri.to_string();
        for domanda in scenario.domande() {
            quanti += 1;
            let esito = tariffa_isee::calcola(&parametri, &domanda.ingresso);
            if let Ok(esito) = &esito {
                println!("{file}, {}\n{}", domanda.nome, spiegazione(esito));
                si_conclude(esito);
            }
            let avuto = riassunto(esito);
            if avuto != domanda.atteso {
                let (nome, atteso) = (domanda.nome, domanda.atteso);
                difetti.push(format!("{file}, {nome}: expected {atteso}, got {avuto}"));
            }
        }
    }
    assert!(difetti.is_empty(), "{}", difetti.join("\n"));
    assert!(quanti > 400, "{quanti} cases");
}

fn riassunto(esito: Result<Esito, Rifiuto>) -> Value {
    let esito = match esito {
        Ok(esito) => esito,
        Err(
            Rifiuto::ParametriNonValidi(m) | Rifiuto::DatoMancante(m) | Rifiuto::CasoNonPrevisto(m),
        ) => return json!({ "rifiuto": m.codice }),
    };
    let passi: Vec<&str> = esito
        .motivazione
        .iter()
        .map(|p| p.codice.as_str())
        .collect();
    let mut riassunto = json!({ "fascia": esito.fascia, "passi": passi });
    if let Some(prezzo) = esito.prezzo {
        riassunto["prezzo"] = prezzo.into();
    }
    if let Some(quota) = esito.quota {
        riassunto["quota"] = quota.into();
    }
    riassunto
}

fn spiegazione(esito: &Esito) -> String {
    let riga = |p: &Passo| format!("    {} {:?}\n", p.testo, p.dopo);
    esito.motivazione.iter().map(riga).collect()
}

/// The last steps name the amounts that are charged: the host refuses an answer otherwise.
fn si_conclude(esito: &Esito) {
    let dopo = |quale: fn(&Valore) -> Option<i64>| {
        let passi = esito.motivazione.iter().rev();
        passi.filter_map(|p| p.dopo.as_ref()).find_map(quale)
    };
    let prezzo = dopo(|v| match v {
        Valore::Prezzo(p) => Some(*p),
        _ => None,
    });
    let quota = dopo(|v| match v {
        Valore::Importo(i) => Some(*i),
        _ => None,
    });
    assert!(prezzo.is_none() || prezzo == esito.prezzo, "{esito:?}");
    assert!(quota.is_none() || quota == esito.quota, "{esito:?}");
}
