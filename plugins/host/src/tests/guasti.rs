//! A rule that fails in production: seen by the office, and not asked for ever.

use std::time::Duration;

use campanella_kernel::Servizio;
use sea_orm::{EntityTrait, Set};

use super::attivazioni::{banco, giorno};
use super::ostili::tariffa_senza_fine;
use crate::limiti::LOTTI_GUASTI_DI_FILA;
use crate::{Estensione, attivazione, guasti};

#[tokio::test]
async fn failures_are_counted_and_a_rule_that_never_answers_is_suspended() {
    let banco = banco().await;
    let regola = banco
        .regole
        .host()
        .carica(&tariffa_senza_fine())
        .expect("accepted");
    // Nothing like it passes an upload: it stands for a rule whose cases did not see the fault.
    let attivazione = attivazione::ActiveModel {
        estensione: Set(Estensione::Tariffa),
        servizio: Set(Servizio::Refezione),
        digest: Set(regola.digest().to_owned()),
        parametri: Set(serde_json::json!({})),
        dal: Set(giorno(2026, 9, 1)),
        al: Set(None),
        atto: Set("G.C. 12/2026".to_owned()),
        approvata_da: Set("prova".to_owned()),
        creata_il: Set(banco.ctx.now()),
        ..Default::default()
    };
    attivazione::Entity::insert(attivazione)
        .exec(banco.ctx.db())
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
