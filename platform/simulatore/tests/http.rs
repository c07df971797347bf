//! The simulator over HTTP: pages for a payer, services for a creditor, and a station that it
//! reaches as the node reaches ours.

use std::sync::Arc;
use std::time::Duration;

use campanella_kernel::Importo;
use campanella_kernel::clock::{Clock, FixedClock};
use campanella_pagopa::cliente::{
    Carrello, Collegamento, ElencoFlussi, ErroreServizio, Flusso, Ritorni, VoceCarrello,
};
use campanella_pagopa::testing::{Registrazione, StazioneInMemoria};
use campanella_pagopa::{
    CodiceFault, CodiceFiscaleEnte, CodiceQr, Dovuto, Ricevuta, Testo, rispondi,
};
use campanella_simulatore::{Nodo, rotte};
use poem::http::StatusCode;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::test::{TestClient, TestResponse};
use poem::web::Data;
use poem::{Endpoint, EndpointExt, Request, Response, Route, Server, handler, post};

const TEMPO: Duration = Duration::from_secs(10);

/// A station behind HTTP, as a server of ours would put it.
#[handler]
async fn pa_for_node(
    stazione: Data<&StazioneInMemoria>,
    request: &Request,
    body: Vec<u8>,
) -> Response {
    let azione = request.header("SOAPAction").unwrap_or_default();
    let risposta = rispondi(*stazione, azione, &body).await;
    Response::builder()
        .status(StatusCode::from_u16(risposta.stato).expect("a status"))
        .content_type("text/xml; charset=utf-8")
        .body(risposta.corpo)
}

async fn serve(endpoint: impl Endpoint + 'static) -> String {
    let acceptor = TcpListener::bind("127.0.0.1:0")
        .into_acceptor()
        .await
        .expect("a port");
    let address = *acceptor.local_addr()[0].as_socket_addr().expect("of IP");
    tokio::spawn(Server::new_with_acceptor(acceptor).run(endpoint));
    format!("http://{address}")
}

struct Prova {
    stazione: StazioneInMemoria,
    nodo: Arc<Nodo>,
    simulatore: String,
    clock: Arc<FixedClock>,
}

impl Prova {
    async fn nuova() -> Self {
        let ente = CodiceFiscaleEnte::parse("77777777777").expect("eleven digits");
        let stazione = StazioneInMemoria::new(ente);
        let station = Route::new()
            .at("/pagopa", post(pa_for_node))
            .data(stazione.clone());
        let endpoint = format!("{}/pagopa", serve(station).await);
        let collegamento = Collegamento::new(&endpoint, None, TEMPO).expect("TLS");
        let clock = Arc::new(FixedClock::new(chrono::DateTime::UNIX_EPOCH.into()));
        let nodo = Nodo::new(
            Box::new(collegamento),
            stazione.instradamento().intermediario.as_str(),
            stazione.instradamento().stazione.as_str(),
            Arc::clone(&clock) as Arc<dyn Clock>,
        );
        let nodo = Arc::new(nodo.expect("ids that fit"));
        let simulatore = serve(rotte(Arc::clone(&nodo))).await;
        Self {
            stazione,
            nodo,
            simulatore,
            clock,
        }
    }

    fn servizio(&self, percorso: &str) -> Collegamento {
        let base = format!("{}{percorso}", self.simulatore);
        Collegamento::new(&base, None, TEMPO).expect("TLS")
    }

    /// Opens a cart as a creditor does; the page's path.
    async fn carrello(&self, voci: &[(CodiceQr, i64)]) -> String {
        let voci = voci.iter().map(|(qr, cents)| VoceCarrello {
            qr: *qr,
            importo: Dovuto::new(Importo::from_cents(*cents)).expect("an amount"),
            denominazione: Testo::new("Comune di <Prova>").expect("it fits"),
            causale: Testo::new("Refezione").expect("it fits"),
        });
        let uri = |text: &str| text.parse().expect("an address");
        let ritorni = Ritorni {
            pagato: uri("http://ente.example/ok"),
            annullato: uri("http://ente.example/annullato"),
            errore: uri("http://ente.example/errore"),
            attesa: None,
        };
        let carrello = Carrello::new(voci.collect(), ritorni).expect("a cart");
        let pagina = carrello
            .apri(&self.servizio("/checkout/ec/v1"))
            .await
            .expect("a page");
        assert!(pagina.to_string().starts_with(&self.simulatore));
        pagina.path().to_owned()
    }

    fn browser(&self) -> TestClient<impl Endpoint> {
        TestClient::new(rotte(Arc::clone(&self.nodo)))
    }

    async fn modulo(&self, percorso: &str, campi: &[(&str, &str)]) -> TestResponse {
        let campi: Vec<(String, String)> = campi
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        self.browser().post(percorso).form(&campi).send().await
    }

    fn saldi(&self) -> usize {
        let ricevute = self.stazione.ricevute();
        ricevute
            .iter()
            .filter(|r| r.1 == Registrazione::Saldo)
            .count()
    }
}

fn destinazione(response: &TestResponse) -> &str {
    let location = response.0.headers().get("location").expect("a redirect");
    location.to_str().expect("text")
}

async fn testo(response: TestResponse) -> String {
    response.0.into_body().into_string().await.expect("text")
}

#[tokio::test]
async fn a_cart_is_paid_in_the_browser() {
    let prova = Prova::nuova().await;
    let (a, b) = (prova.stazione.apri(1000), prova.stazione.apri(250));
    let pagina = prova.carrello(&[(a, 1000), (b, 250)]).await;

    let vista = testo(prova.browser().get(&pagina).send().await).await;
    assert!(vista.contains("in tutto 12,50 €"), "{vista}");
    assert!(vista.contains("Comune di &lt;Prova&gt;"), "text is escaped");

    let campi = [("azione", "paga"), ("comportamento", "regolare")];
    let pagato = prova.modulo(&pagina, &campi).await;
    pagato.assert_status(StatusCode::SEE_OTHER);
    assert_eq!(destinazione(&pagato), "http://ente.example/ok");
    assert_eq!(prova.saldi(), 2);

    // The cart is used up.
    let again = prova.modulo(&pagina, &campi).await;
    again.assert_status(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_payer_may_change_their_mind() {
    let prova = Prova::nuova().await;
    for (azione, dove) in [("annulla", "annullato"), ("rifiuta", "errore")] {
        let pagina = prova.carrello(&[(prova.stazione.apri(1000), 1000)]).await;
        let campi = [("azione", azione), ("comportamento", "regolare")];
        let tornato = prova.modulo(&pagina, &campi).await;
        assert_eq!(
            destinazione(&tornato),
            format!("http://ente.example/{dove}")
        );
    }
    assert!(prova.stazione.ricevute().is_empty());
}

#[tokio::test]
async fn a_cart_with_a_notice_that_cannot_be_paid_is_not_paid_in_part() {
    let prova = Prova::nuova().await;
    let (a, b) = (prova.stazione.apri(1000), prova.stazione.apri(250));
    let pagina = prova.carrello(&[(a, 1000), (b, 250)]).await;
    let numero = b.avviso.numero().expect("ours");
    prova.stazione.chiudi(numero, CodiceFault::PagamentoScaduto);
    let campi = [("azione", "paga"), ("comportamento", "regolare")];
    let rifiutato = prova.modulo(&pagina, &campi).await;
    rifiutato.assert_status(StatusCode::CONFLICT);
    assert!(testo(rifiutato).await.contains("PAA_PAGAMENTO_SCADUTO"));
    assert!(prova.stazione.ricevute().is_empty());
}

#[tokio::test]
async fn a_notice_is_paid_at_the_counter() {
    let prova = Prova::nuova().await;
    let qr = prova.stazione.apri(480);
    let gruppi = qr.avviso.a_gruppi();
    let cerca = [("avviso", gruppi.as_str()), ("ente", "77777777777")];
    let vista = testo(prova.modulo("/sportello/verifica", &cerca).await).await;
    assert!(vista.contains("Paga 4,80 €"), "{vista}");
    assert!(vista.contains("Refezione &amp; merende"), "{vista}");

    let avviso = qr.avviso.to_string();
    let campi = [
        ("avviso", avviso.as_str()),
        ("ente", "77777777777"),
        ("importo", "480"),
        ("comportamento", "regolare"),
    ];
    prova
        .modulo("/sportello/paga", &campi)
        .await
        .assert_status_is_ok();
    assert_eq!(prova.saldi(), 1);
    let again = prova.modulo("/sportello/paga", &campi).await;
    again.assert_status(StatusCode::CONFLICT);

    let typo = [("avviso", "3020"), ("ente", "77777777777")];
    let refused = prova.modulo("/sportello/verifica", &typo).await;
    refused.assert_status(StatusCode::BAD_REQUEST);
    assert!(
        testo(refused)
            .await
            .contains("il numero di avviso ha 18 cifre")
    );
}

#[tokio::test]
async fn a_payer_without_a_notice_is_given_one_at_the_counter() {
    let prova = Prova::nuova().await;
    let campi = |codice: &'static str, importo: &'static str| {
        [
            ("codice_fiscale", codice),
            ("importo", importo),
            ("ente", "77777777777"),
        ]
    };
    let chiedi = async |codice, importo| {
        let campi = campi(codice, importo);
        prova.modulo("/sportello/ricarica", &campi).await
    };
    let chiesto = chiedi("RSSMRA85T10A562S", "25,00").await;
    chiesto.assert_status_is_ok();
    let vista = testo(chiesto).await;
    assert!(vista.contains("Paga 25,00 €"), "{vista}");
    for (codice, importo) in [("RSSM", "25,00"), ("RSSMRA85T10A562S", "0,00")] {
        let rifiutato = chiedi(codice, importo).await;
        rifiutato.assert_status(StatusCode::BAD_REQUEST);
        let vista = testo(rifiutato).await;
        // What was typed is still there.
        assert!(
            vista.contains("role=\"alert\"") && vista.contains(codice),
            "{vista}"
        );
    }
}

#[tokio::test]
async fn a_payer_never_pays_another_amount_than_they_saw() {
    let prova = Prova::nuova().await;
    let avviso = prova.stazione.apri(480).avviso.to_string();
    let campi = [
        ("avviso", avviso.as_str()),
        ("ente", "77777777777"),
        ("importo", "400"),
        ("comportamento", "regolare"),
    ];
    let rifiutato = prova.modulo("/sportello/paga", &campi).await;
    rifiutato.assert_status(StatusCode::CONFLICT);
    assert!(testo(rifiutato).await.contains("ora sono dovuti 4,80 €"));
    assert!(prova.stazione.ricevute().is_empty());
}

#[tokio::test]
async fn a_receipt_that_never_comes_can_be_asked_for() {
    let prova = Prova::nuova().await;
    let qr = prova.stazione.apri(32_998);
    let pagina = prova.carrello(&[(qr, 32_998)]).await;
    let campi = [("azione", "paga"), ("comportamento", "mai-consegnata")];
    prova
        .modulo(&pagina, &campi)
        .await
        .assert_status(StatusCode::SEE_OTHER);
    assert!(prova.stazione.ricevute().is_empty());

    let ente = prova.stazione.codice_fiscale();

    // The flow of the bank tells of it, and of its id.
    prova
        .modulo("/rendiconta", &[])
        .await
        .assert_status(StatusCode::SEE_OTHER);
    let fdr = prova.servizio("/fdr");
    let elenco = ElencoFlussi::chiedi(&fdr, ente, prova.clock.now(), 1)
        .await
        .expect("a list");
    assert_eq!(elenco.data.len(), 1);
    let flusso = Flusso::chiedi(&fdr, ente, &elenco.data[0])
        .await
        .expect("a flow");
    assert!(flusso.quadra());
    let iur = flusso.righe[0].iur.as_str();
    let eventi = prova.servizio("/bizevents");
    let avuta = Ricevuta::chiedi_per_iur(&eventi, ente, iur)
        .await
        .expect("paid");
    assert_eq!((avuta.avviso, avuta.importo.cents()), (qr.avviso, 32_998));
    let niente = Ricevuta::chiedi_per_iur(&eventi, ente, "nessuna").await;
    assert!(matches!(niente, Err(ErroreServizio::NonTrovato)));
}

#[tokio::test]
async fn a_late_receipt_comes_when_its_time_has_come() {
    let prova = Prova::nuova().await;
    let pagina = prova.carrello(&[(prova.stazione.apri(1000), 1000)]).await;
    let campi = [("azione", "paga"), ("comportamento", "tardiva")];
    prova
        .modulo(&pagina, &campi)
        .await
        .assert_status(StatusCode::SEE_OTHER);
    prova.nodo.consegna().await.expect("nothing to do");
    assert_eq!(
        prova.saldi(),
        0,
        "the payment is not credited before its receipt"
    );
    prova.clock.set(prova.clock.now().piu_secondi(60));
    prova.nodo.consegna().await.expect("taken");
    assert_eq!(prova.saldi(), 1);
}

#[tokio::test]
async fn a_station_that_is_not_there_is_said_to_be_not_there() {
    let collegamento = Collegamento::new("http://127.0.0.1:1/pagopa", None, TEMPO).expect("TLS");
    let clock = FixedClock::new(chrono::DateTime::UNIX_EPOCH.into());
    let nodo = Nodo::new(Box::new(collegamento), "1", "1", Arc::new(clock)).expect("ids");
    let browser = TestClient::new(rotte(Arc::new(nodo)));
    let campi = [("avviso", "302012387654312386"), ("ente", "77777777777")];
    let vista = browser
        .post("/sportello/verifica")
        .form(&campi)
        .send()
        .await;
    vista.assert_status(StatusCode::BAD_GATEWAY);
    assert!(testo(vista).await.contains("l&#39;ente non risponde"));
}
