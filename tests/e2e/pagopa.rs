//! A family pays through pagoPA: the node calls one address for all comuni.

use std::sync::Arc;

use async_trait::async_trait;
use campanella_kernel::clock::{Clock, SystemClock};
use campanella_pagopa::cliente::ErroreServizio;
use campanella_pagopa::{
    CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Dovuto, ErroreRisposta, Primitiva, Testo, Versione,
};
use campanella_simulatore::{Comportamento, ErroreNodo, Nodo, Pagante, Trasporto};
use campanella_tests::comune_di_prova::ComuneDiProva;
use campanella_tests::piattaforma::{Piattaforma, SEGRETO_NODO, in_ogni_archivio};
use campanella_tests::richiesta::Chi;
use poem::endpoint::BoxEndpoint;
use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, Request, Response};
use serde_json::json;

/// Carries envelopes to the address of the station, with a secret.
struct AllaStazione {
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    segreto: &'static str,
}

#[async_trait]
impl Trasporto for AllaStazione {
    async fn chiama(
        &self,
        primitiva: Primitiva,
        busta: Vec<u8>,
    ) -> Result<Vec<u8>, ErroreServizio> {
        let request = Request::builder()
            .method(Method::POST)
            .uri_str(format!("/pagopa/{}/paForNode", self.segreto))
            .header(header::HOST, "nodo.example")
            .header("SOAPAction", format!("\"{}\"", primitiva.azione()));
        let response = self.endpoint.get_response(request.body(busta)).await;
        let stato = response.status();
        let corpo = response.into_body().into_vec().await.expect("a body");
        if stato == StatusCode::OK {
            return Ok(corpo);
        }
        Err(ErroreServizio::Rifiuto {
            stato: stato.as_u16(),
            dettaglio: String::from_utf8_lossy(&corpo).into_owned(),
        })
    }
}

fn nodo(p: &Piattaforma, segreto: &'static str, stazione: &str) -> Nodo {
    let trasporto = AllaStazione {
        endpoint: Arc::clone(&p.endpoint),
        segreto,
    };
    let orologio = Arc::new(SystemClock) as Arc<dyn Clock>;
    Nodo::new(Box::new(trasporto), "15376371009", stazione, orologio).expect("ids that fit")
}

/// Meals are prepaid, and the comune is connected to pagoPA.
async fn collega(p: &Piattaforma, comune: &ComuneDiProva) {
    let amministratore = p.accedi(comune, &comune.amministratore).await;
    for (documento, dati) in [
        (
            "mutation($d: GestioneInput!) { impostaGestione(dati: $d) { versione } }",
            json!({ "d": {
                "servizio": "REFEZIONE", "anno": "2026/2027", "modo": "PREPAGATO",
                "conto": "SERVIZIO", "aZero": "PERMETTI",
            }}),
        ),
        (
            "mutation($d: CollegamentoInput!) { impostaPagopa(dati: $d) { versione } }",
            json!({ "d": {
                "segregazione": "02", "intermediario": "15376371009",
                "stazione": "15376371009_01", "iban": "IT60X0542811101000000123456",
            }}),
        ),
    ] {
        let esito = p.ufficio(comune, &amministratore, documento, dati).await;
        esito.riuscita();
    }
}

/// The notice of a top-up of `cents` that a parent asks for: its number, and what the node knows
/// it by.
async fn ricarica(
    p: &Piattaforma,
    comune: &ComuneDiProva,
    genitore: &Chi,
    cents: i64,
) -> (CodiceQr, Dovuto) {
    let chiedi = "mutation($i: Importo!) {
        chiediRicarica(servizio: REFEZIONE, importo: $i) { numero stato } }";
    let dati = p
        .portale(comune, genitore, chiedi, json!({ "i": cents }))
        .await
        .dati();
    let numero = dati["chiediRicarica"]["numero"].as_str().expect("a number");
    let scope = p.scope(comune).await;
    let ente = &scope.comune().impostazioni.codice_fiscale;
    let qr = CodiceQr {
        ente: CodiceFiscaleEnte::parse(ente).expect("eleven digits"),
        avviso: CodiceAvviso::parse(numero).expect("eighteen digits"),
    };
    let importo = campanella_kernel::Importo::from_cents(cents);
    (qr, Dovuto::new(importo).expect("an amount"))
}

async fn saldo(p: &Piattaforma, comune: &ComuneDiProva, genitore: &Chi) -> i64 {
    let query = "{ statoContabile { saldo } }";
    let stato = p.portale(comune, genitore, query, json!({})).await.dati();
    stato["statoContabile"][0]["saldo"]
        .as_i64()
        .expect("a balance")
}

fn codice<T: std::fmt::Debug>(esito: Result<T, ErroreNodo>) -> String {
    match esito.expect_err("refused") {
        ErroreNodo::Stazione(ErroreRisposta::Fault(fault)) => fault.codice,
        altro => panic!("{altro}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_of_each_comune_tops_up_through_one_station() {
    in_ogni_archivio(async |p| {
        let pagante = Pagante {
            versione: Versione::V2,
            comportamento: Comportamento::Doppia,
            pagatore: None,
            metodo: Testo::new("creditCard").expect("it fits"),
        };
        let nodo_vero = nodo(p, SEGRETO_NODO, "15376371009_01");
        for (comune, cents) in [(&p.montalba, 2000), (&p.rovereta, 3500)] {
            collega(p, comune).await;
            let genitore = p.accedi(comune, &comune.famiglie[0].genitore).await;
            let (qr, dovuto) = ricarica(p, comune, &genitore, cents).await;

            let offerta = nodo_vero.verifica(qr).await.expect("known");
            assert_eq!(offerta.importo, dovuto);
            assert!(
                !offerta.causale.as_str().contains(comune.segno),
                "names nobody"
            );
            assert_eq!(saldo(p, comune, &genitore).await, 0);
            nodo_vero.paga(qr, dovuto, &pagante).await.expect("paid");
            assert_eq!(saldo(p, comune, &genitore).await, cents);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_to_the_station_learns_nothing() {
    in_ogni_archivio(async |p| {
        let comune = &p.montalba;
        collega(p, comune).await;
        let genitore = p.accedi(comune, &comune.famiglie[0].genitore).await;
        let (qr, _) = ricarica(p, comune, &genitore, 2000).await;

        let segreto_errato = nodo(p, "altro", "15376371009_01").verifica(qr).await;
        assert!(
            matches!(
                &segreto_errato,
                Err(ErroreNodo::Rete(ErroreServizio::Rifiuto { stato: 404, .. }))
            ),
            "{segreto_errato:?}"
        );
        let altra_stazione = nodo(p, SEGRETO_NODO, "15376371009_02").verifica(qr).await;
        assert_eq!(codice(altra_stazione), "PAA_STAZIONE_INT_ERRATA");
        let nodo_vero = nodo(p, SEGRETO_NODO, "15376371009_01");
        // The notice of one comune, asked of another that is not connected.
        let scope = p.scope(&p.rovereta).await;
        let altrui = &scope.comune().impostazioni.codice_fiscale;
        let altrove = CodiceQr {
            ente: CodiceFiscaleEnte::parse(altrui).expect("eleven digits"),
            ..qr
        };
        assert_eq!(
            codice(nodo_vero.verifica(altrove).await),
            "PAA_ID_DOMINIO_ERRATO"
        );
        // A comune that is hosted and not served now is not unknown: the node tries again.
        let id = p.scope(comune).await.comune().id.clone();
        drop(scope);
        p.app
            .comuni
            .sospendi(&id, "prova", "prova")
            .await
            .expect("suspended");
        assert_eq!(codice(nodo_vero.verifica(qr).await), "PAA_SYSTEM_ERROR");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_printed_for_its_family_and_the_office() {
    in_ogni_archivio(async |p| {
        let comune = &p.montalba;
        collega(p, comune).await;
        let [prima, seconda] = &comune.famiglie;
        let genitore = p.accedi(comune, &prima.genitore).await;
        ricarica(p, comune, &genitore, 2000).await;
        let avvisi = "{ avvisi { edges { node { id } } } }";
        let dati = p.portale(comune, &genitore, avvisi, json!({})).await.dati();
        let id = dati["avvisi"]["edges"][0]["node"]["id"]
            .as_str()
            .expect("a key");

        let stampa = async |chi: &Chi| {
            let mut request = Request::builder()
                .uri_str(format!("/api/pagamenti/avvisi/{id}/pdf"))
                .header(header::HOST, &comune.host);
            for (name, value) in chi.headers() {
                request = request.header(name, value);
            }
            let response = p.endpoint.get_response(request.finish()).await;
            let stato = response.status();
            let corpo = response.into_body().into_vec().await.expect("a body");
            (stato, corpo.starts_with(b"%PDF-"))
        };
        let amministratore = p.accedi(comune, &comune.amministratore).await;
        for chi in [&genitore, &amministratore] {
            assert_eq!(stampa(chi).await, (StatusCode::OK, true));
        }
        let altra = p.accedi(comune, &seconda.genitore).await;
        assert_eq!(stampa(&altra).await, (StatusCode::NOT_FOUND, false));
        let cuoco = p.accedi(comune, &comune.cuoco).await;
        assert_eq!(stampa(&cuoco).await, (StatusCode::FORBIDDEN, false));
        assert_eq!(stampa(&Chi::Nessuno).await.0, StatusCode::UNAUTHORIZED);
    })
    .await;
}
