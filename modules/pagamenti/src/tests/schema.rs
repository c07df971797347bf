//! The two schemas, as a request meets them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_graphql::dynamic::Object;
use async_graphql::{Request, Response};
use campanella_anagrafe::Anagrafe;
use campanella_kernel::ctx::Services;
use campanella_kernel::graphql::{Api, EntityPolicy, register_scalars};
use campanella_kernel::{Ctx, Module, Servizio, audit, testing};
use sea_orm::{EntityTrait, QueryOrder};
use seaography::{Builder, BuilderContext};
use serde_json::{Value, json};

use super::citta::{Citta, in_citta, novembre, pasto, regole};
use crate::{Modo, Pagamenti};

/// Asks one of the schemas; also how many statements that took.
async fn conta(citta: &Citta, chi: Ctx, ufficio: bool, query: &str) -> (Response, usize) {
    let statements = Arc::new(AtomicUsize::new(0));
    let mut store = citta.scope.db().clone();
    let counter = Arc::clone(&statements);
    store.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let context: &'static BuilderContext = Box::leak(Box::default());
    let mut builder = Builder::new(context, store.clone());
    builder.mutation = Object::new("Mutation");
    register_scalars(&mut builder);
    let mut api = Api::new(builder, EntityPolicy::default());
    let moduli: [&dyn Module; 2] = [&Anagrafe, &Pagamenti];
    for modulo in moduli {
        if ufficio {
            modulo.ufficio(&mut api);
        } else {
            modulo.portale(&mut api);
        }
    }
    let schema = api.builder.schema_builder().finish().expect("a schema");
    let comune = citta.scope.comune().clone();
    // The same comune over the store that counts.
    let servizi = Services::default().with(regole());
    let scope = testing::scope_with(comune, store, Arc::clone(&citta.orologio), servizi);
    let ctx = scope.authenticated(chi.actor().clone(), Arc::new(chi.permissions().clone()));
    let request = Request::new(query).data(scope).data(ctx);
    let response = schema.execute(request).await;
    (response, statements.load(Ordering::Relaxed))
}

async fn chiedi(citta: &Citta, chi: Ctx, ufficio: bool, query: &str) -> Value {
    let (response, _) = conta(citta, chi, ufficio, query).await;
    assert!(response.errors.is_empty(), "{query}: {:?}", response.errors);
    response.data.into_json().expect("json")
}

const STATO: &str = "{ statoContabile { servizio modo saldo daPagare scaduto sottoSoglia } }";
const MOVIMENTI: &str = "{ movimenti(servizio: REFEZIONE, conto: ELETTRONICO) { edges { node {
    giorno descrizione importo causa alunno prezzo fascia spiegazione { testo } mezzo } } } }";
const RETTE: &str = "{ rette { edges { node { id descrizione importo pagato stato
    righe { descrizione quantita importo spiegazione { testo } }
    rate { numero importo pagato scadenza scaduta } } } } }";

#[tokio::test]
async fn a_parent_sees_credit_movements_and_bills() {
    in_citta(async |citta| {
        citta
            .gestione(Servizio::Refezione, 2026, Modo::Prepagato)
            .await;
        citta
            .gestione(Servizio::Trasporto, 2026, Modo::Postpagato)
            .await;
        citta.ricarica(citta.ada, 1000).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(20))]).await;
        let genitore = || citta.genitore(citta.ada);
        let stato = chiedi(citta, genitore(), false, STATO).await;
        assert_eq!(
            stato["statoContabile"],
            json!([
                { "servizio": "REFEZIONE", "modo": "PREPAGATO", "saldo": 894, "daPagare": 0,
                  "scaduto": 0, "sottoSoglia": false },
                { "servizio": "TRASPORTO", "modo": "POSTPAGATO", "saldo": null, "daPagare": 0,
                  "scaduto": 0, "sottoSoglia": false },
            ])
        );
        let movimenti = chiedi(citta, genitore(), false, MOVIMENTI).await;
        let primo = &movimenti["movimenti"]["edges"][0]["node"];
        assert_eq!(primo["importo"], -106);
        assert_eq!(primo["prezzo"], 10_550);
        assert_eq!(primo["causa"], "CONSUMO");
        let rimborso = "mutation { chiediRimborso(servizio: REFEZIONE, importo: 100,
            iban: \"IT60X0542811101000000123456\", chiave: \"a\") { stato importo } }";
        let chiesto = chiedi(citta, genitore(), false, rimborso).await;
        assert_eq!(
            chiesto["chiediRimborso"],
            json!({ "stato": "CHIESTO", "importo": 100 })
        );
        // Ugo's parent has an account of his own.
        let stato = chiedi(citta, citta.genitore(citta.ugo), false, STATO).await;
        assert_eq!(stato["statoContabile"][0]["saldo"], 0);
    })
    .await;
}

#[tokio::test]
async fn an_office_runs_bills_and_leaves_its_name() {
    in_citta(async |citta| {
        let imposta = "mutation { impostaGestione(dati: { servizio: REFEZIONE,
            anno: \"2026/2027\", modo: POSTPAGATO, conto: SERVIZIO, aZero: PERMETTI })
            { versione } }";
        chiedi(citta, citta.ufficio(), true, imposta).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(20))]).await;
        let prepara = "mutation { preparaEmissione(dati: { servizio: REFEZIONE,
            descrizione: \"Novembre\", dal: \"2026-11-01\", al: \"2026-11-30\", conQuota: false,
            plessi: [], scadenze: [\"2026-12-15\"] }) }";
        let id = chiedi(citta, citta.ufficio(), true, prepara).await;
        let id = id["preparaEmissione"].as_str().expect("a key").to_owned();
        citta.lavora().await;
        let vista = format!("{{ emissione(id: \"{id}\") {{ stato famiglie fatte rette importo }} }}");
        let vista = chiedi(citta, citta.ufficio(), true, &vista).await;
        assert_eq!(
            vista["emissione"],
            json!({ "stato": "IN_ANTEPRIMA", "famiglie": 1, "fatte": 1, "rette": 1, "importo": 106 })
        );
        let conferma = format!("mutation {{ confermaEmissione(id: \"{id}\") }}");
        chiedi(citta, citta.ufficio(), true, &conferma).await;
        citta.lavora().await;
        let rette = chiedi(citta, citta.genitore(citta.ada), false, RETTE).await;
        let retta = &rette["rette"]["edges"][0]["node"];
        assert_eq!(retta["righe"][0]["descrizione"], "Pasti: 1 × 1,055 €");
        let dell_ufficio = format!(
            "{{ retteFamiglia(famiglia: {}) {{ edges {{ node {{ id importo }} }} }} }}",
            citta.famiglia(citta.ada).await.famiglia.id
        );
        let dell_ufficio = chiedi(citta, citta.ufficio(), true, &dell_ufficio).await;
        let vista = &dell_ufficio["retteFamiglia"]["edges"][0]["node"];
        assert_eq!(*vista, json!({ "id": retta["id"], "importo": 106 }));
        let retta = retta["id"].as_str().expect("a key");
        let annulla = format!("mutation {{ annullaRetta(id: {retta:?}, motivo: \"prova\") }}");
        chiedi(citta, citta.ufficio(), true, &annulla).await;
        let azioni: Vec<String> = audit::Entity::find()
            .order_by_asc(audit::Column::Id)
            .all(citta.scope.db())
            .await
            .expect("read")
            .into_iter()
            .map(|r| r.azione)
            .collect();
        for azione in ["impostaGestione", "preparaEmissione", "confermaEmissione", "annullaRetta"] {
            assert!(azioni.iter().any(|a| a == azione), "{azione}: {azioni:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_rows() {
    in_citta(async |citta| {
        citta
            .gestione(Servizio::Refezione, 2026, Modo::Prepagato)
            .await;
        let pasti = |dal: i64, al: i64| {
            (dal..=al)
                .map(|n| pasto(citta.ada, n, novembre(20)))
                .collect()
        };
        citta.ricarica(citta.ada, 1000).await;
        citta.consuma(pasti(1, 1)).await;
        let mut prima = Vec::new();
        let domande = [
            STATO,
            MOVIMENTI,
            RETTE,
            "{ consumi(servizio: REFEZIONE) { totaleImporto edges { node { importo } } } }",
        ];
        for query in domande {
            let (_, quante) = conta(citta, citta.genitore(citta.ada), false, query).await;
            assert!((1..15).contains(&quante), "{query}: {quante}");
            prima.push(quante);
        }
        citta.consuma(pasti(2, 40)).await;
        citta.ricarica(citta.ada, 2000).await;
        for (query, prima) in domande.iter().zip(prima) {
            let (_, dopo) = conta(citta, citta.genitore(citta.ada), false, query).await;
            assert_eq!(dopo, prima, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn overdue_instalments_and_certificates_take_as_many_statements_however_many() {
    in_citta(async |citta| {
        citta
            .gestione(Servizio::Refezione, 2026, Modo::Postpagato)
            .await;
        let scadute = "{ rateScadute(servizio: REFEZIONE) { edges { node { debitore daPagare
            daVerificare solleciti { id } } } } }";
        let attestazioni = "{ attestazioni { anno nome servizi { importo } } }";
        let quante = async || {
            let ctx = citta.ufficio();
            let (risposta, scadute) = conta(citta, ctx, true, scadute).await;
            let dati = risposta.data.into_json().expect("JSON");
            let rate = dati["rateScadute"]["edges"].as_array();
            let rate = rate.expect("a list").len();
            let ctx = citta.genitore(citta.ada);
            let (_, attestazioni) = conta(citta, ctx, false, attestazioni).await;
            (rate, (scadute, attestazioni))
        };
        let emetti = async |giorno: u32| {
            let pasti = vec![
                pasto(citta.ada, i64::from(giorno), novembre(giorno)),
                pasto(citta.ugo, i64::from(giorno) + 100, novembre(giorno)),
            ];
            citta.consuma(pasti).await;
            let id = super::emissioni::prepara(
                citta,
                super::emissioni::novembre_intero(Servizio::Refezione),
            )
            .await;
            super::emissioni::emetti(citta, id).await;
        };
        emetti(3).await;
        let prima_della_scadenza = citta.scope.now();
        let gennaio = campanella_kernel::Giorno::new(2027, 1, 20).expect("a day");
        citta.orologio.set(super::citta::alle_otto(gennaio));
        let (rate, prima) = quante().await;
        assert_eq!(rate, 4);
        assert!(prima.0 < 20 && prima.1 < 20, "{prima:?}");
        citta.orologio.set(prima_della_scadenza);
        emetti(4).await;
        emetti(5).await;
        citta.orologio.set(super::citta::alle_otto(gennaio));
        assert_eq!(quante().await, (12, prima));
    })
    .await;
}
