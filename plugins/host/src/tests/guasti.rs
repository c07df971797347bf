//! A rule that fails in production: seen by the office, and not asked for ever.

use std::time::Duration;

use super::attivazioni::{banco, giorno, tariffa_unica};
use super::ostili::tariffa_senza_fine;
use crate::limiti::LOTTI_GUASTI_DI_FILA;
use crate::{NuovaAttivazione, guasti};

#[tokio::test]
async fn failures_are_counted_and_a_rule_that_never_answers_is_suspended() {
    let banco = banco().await;
    let regola = banco
        .regole
        .host()
        .carica(&tariffa_senza_fine())
        .expect("accepted");
    // Known to the host of the test, as a shipped one is.
    let nuova = NuovaAttivazione {
        digest: regola.digest().to_owned(),
        parametri: serde_json::json!({}),
        ..tariffa_unica(0, giorno(2026, 9, 1))
    };
    banco
        .regole
        .attiva(&banco.ctx, nuova)
        .await
        .expect("in force");
    for _ in 0..LOTTI_GUASTI_DI_FILA {
        let esito = banco.prezzo(giorno(2026, 10, 5)).await;
        assert_eq!(esito, Err("REGOLA_CARBURANTE".to_owned()));
    }
    let sospesa = banco.prezzo(giorno(2026, 10, 5)).await;
    assert_eq!(sospesa, Err("REGOLA_SOSPESA".to_owned()));

    let attesi = [
        ("REGOLA_CARBURANTE", i64::from(LOTTI_GUASTI_DI_FILA)),
        ("REGOLA_SOSPESA", 1),
    ];
    for _ in 0..100 {
        let mut visti = guasti::ultimi(banco.ctx.db()).await.expect("a list");
        visti.sort_by(|a, b| a.codice.cmp(&b.codice));
        let visti: Vec<_> = visti
            .iter()
            .map(|v| (v.codice.as_str(), v.quanti))
            .collect();
        if visti == attesi {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the failures were not counted");
}
