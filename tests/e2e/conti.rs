//! The whole path of money: a day is closed, the meal is on the family's account; the office
//! corrects it, the money comes back; without credit nothing more is booked.

use std::sync::Arc;

use campanella_kernel::jobs::{self, FATTO, IN_ATTESA};
use campanella_kernel::{Actor, Module, PermissionSet, PlessoScope};
use campanella_pagamenti::Pagamenti;
use campanella_tests::comune_di_prova::ComuneDiProva;
use campanella_tests::piattaforma::{Piattaforma, alle, in_ogni_archivio, oggi};
use campanella_tests::richiesta::Chi;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::json;

/// Does the jobs of the accounts, as the runner would; returns how many.
async fn lavora(p: &Piattaforma, comune: &ComuneDiProva) -> usize {
    let scope = p.scope(comune).await;
    let mut permessi = PermissionSet::nessuno();
    for info in Pagamenti.permissions() {
        permessi.concedi(info.permission, PlessoScope::Tutti);
    }
    let actor = Actor::Sistema {
        lavoro: "prova".to_owned(),
    };
    let ctx = scope.authenticated(actor, Arc::new(permessi));
    let attesi = jobs::Entity::find()
        .filter(jobs::Column::Stato.eq(IN_ATTESA))
        .filter(jobs::Column::Tipo.starts_with("pagamenti."))
        .order_by_asc(jobs::Column::Id)
        .all(ctx.db())
        .await
        .expect("jobs");
    let quanti = attesi.len();
    for job in attesi {
        let handlers = Pagamenti.jobs();
        let handler = handlers.iter().find(|h| h.tipo() == job.tipo);
        let handler = handler.expect("somebody does it");
        handler.run(&ctx, &job.contenuto).await.expect("done");
        let mut job = job.into_active_model();
        job.stato = Set(FATTO.to_owned());
        job.update(ctx.db()).await.expect("noted");
    }
    quanti
}

async fn saldo(p: &Piattaforma, comune: &ComuneDiProva, genitore: &Chi) -> i64 {
    let query = "{ statoContabile { servizio saldo } }";
    let stato = p.portale(comune, genitore, query, json!({})).await.dati();
    stato["statoContabile"][0]["saldo"]
        .as_i64()
        .expect("a balance")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meal_is_paid_given_back_and_without_credit_no_more_is_booked() {
    in_ogni_archivio(async |p| {
        let comune = &p.montalba;
        let [prima, _] = &comune.famiglie;
        let genitore = p.accedi(comune, &prima.genitore).await;
        let operatore = p.accedi(comune, &comune.operatore).await;
        let amministratore = p.accedi(comune, &comune.amministratore).await;
        let imposta = "mutation($d: GestioneInput!) { impostaGestione(dati: $d) { versione } }";
        let dati = json!({ "d": {
            "servizio": "REFEZIONE", "anno": "2026/2027", "modo": "PREPAGATO", "conto": "SERVIZIO",
            "aZero": "BLOCCA",
        }});
        p.ufficio(comune, &amministratore, imposta, dati)
            .await
            .riuscita();
        let incassa =
            "mutation($f: ID!, $d: IncassoInput!) { registraIncasso(famiglia: $f, dati: $d) }";
        let dati = json!({ "f": prima.famiglia.to_string(), "d": {
            "chiave": "1", "servizio": "REFEZIONE", "importo": 480, "mezzo": "CARTA",
            "giorno": oggi(),
        }});
        let negato = p.ufficio(comune, &operatore, incassa, dati.clone()).await;
        assert_eq!(negato.codice().as_deref(), Some("NON_PERMESSO"));
        p.ufficio(comune, &amministratore, incassa, dati)
            .await
            .riuscita();
        lavora(p, comune).await;
        assert_eq!(saldo(p, comune, &genitore).await, 480);

        let domani = oggi().dopo(1);
        let prenota = async |scelta: &str| {
            let query = "mutation($i: ID!, $g: Giorno!, $s: Scelta!) {
                prenota(iscrizione: $i, giorno: $g, scelta: $s) { scelta }
            }";
            let variables = json!({ "i": prima.iscrizione.to_string(), "g": domani, "s": scelta });
            p.portale(comune, &genitore, query, variables).await
        };
        prenota("ASSENZA").await.riuscita();
        prenota("PASTO_BASE").await.riuscita();

        p.clock.set(alle(oggi(), 9, 31));
        let chiudi =
            "mutation($g: Giorno!, $p: ID!) { chiudiGiorno(giorno: $g, plesso: $p) { totale } }";
        let variables = json!({ "g": oggi(), "p": comune.plessi[0].to_string() });
        p.ufficio(comune, &operatore, chiudi, variables)
            .await
            .riuscita();
        assert_eq!(saldo(p, comune, &genitore).await, 480, "not yet");
        assert_eq!(lavora(p, comune).await, 1, "the event of the closing");
        assert_eq!(saldo(p, comune, &genitore).await, 0);

        prenota("ASSENZA").await.riuscita();
        let finito = prenota("PASTO_BASE").await;
        assert_eq!(finito.codice().as_deref(), Some("CREDITO_ESAURITO"));

        let correggi = "mutation($i: ID!, $g: Giorno!) {
            correggiPresenza(iscrizione: $i, giorno: $g, stato: ASSENTE, motivo: \"uscito prima\")
            { stato } }";
        let variables = json!({ "i": prima.iscrizione.to_string(), "g": oggi() });
        p.ufficio(comune, &operatore, correggi, variables)
            .await
            .riuscita();
        lavora(p, comune).await;
        assert_eq!(saldo(p, comune, &genitore).await, 480);
        prenota("PASTO_BASE").await.riuscita();
        let scope = p.scope(comune).await;
        assert_eq!(
            campanella_ledger::verifica(scope.db())
                .await
                .expect("checked"),
            []
        );
        assert_eq!(
            campanella_pagamenti::verifica(scope.db())
                .await
                .expect("checked"),
            []
        );
    })
    .await;
}
