//! What a node tells of itself over OTLP: the whole way of a booking, how much was done, and
//! nothing of anybody.

use std::collections::BTreeSet;

use campanella_graphql::SchemaKind;
use campanella_tests::comune_di_prova::PASSWORD;
use campanella_tests::documento::Documento;
use campanella_tests::richiesta::{ACCEDI, Chi};
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use serde_json::json;

use super::collettore::{Attributi, Collettore, attributi};
use super::due_nodi::{PRENOTA, giorno_aperto, regola};
use super::impianto::{Impianto, in_ogni_impianto};
use super::programma::Nodo;

/// The trace that the browser of the test begins, and its own span.
const TRACCIA: u128 = 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736;
const SPAN: u64 = 0x00f0_67aa_0ba9_02b7;

/// What strangers write where it might be believed to be a name of ours.
const CODICE_FISCALE: &str = "RSSMRA80A01H501U";
const EMAIL: &str = "anna.prova@posta.example";
const BROWSER: &str = "Navigatore-di-Anna/7";
const INDIRIZZO: &str = "203.0.113.77";

/// All that a span may carry, and all that a measurement may be told apart by.
const DEGLI_SPAN: [&str; 17] = [
    "campo",
    "comune",
    "correlazione",
    "db.operation",
    "db.system",
    "error.type",
    "esito",
    "estensione",
    "graphql.operation.type",
    "http.request.method",
    "http.response.status_code",
    "http.route",
    "lavoro",
    "regola",
    "servizio",
    "tentativo",
    "voci",
];
const DELLE_METRICHE: [&str; 6] = ["campo", "comune", "esito", "regola", "route", "tipo"];

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_is_one_trace_from_http_to_sql_and_rule_and_tells_of_nobody() {
    in_ogni_impianto(regola(), async |impianto| {
        let collettore = Collettore::avvia().await;
        let nodo = Nodo::avvia(&collettore.ambiente(&impianto.ambiente)).await;
        let cookie = usa(impianto, &nodo).await;
        let spans = collettore.traccia(&TRACCIA.to_be_bytes()).await;
        nodo.ferma().await;
        Albero(&spans).controlla(impianto.su_postgres());
        misure(&collettore);
        di_nessuno(impianto, &collettore, &cookie);
    })
    .await;
}

/// Books a meal, among requests in which personal data stand wherever they can. The secret of the
/// session is returned.
async fn usa(impianto: &Impianto, nodo: &Nodo) -> String {
    let comune = &impianto.comune;
    let wrong = json!({ "u": CODICE_FISCALE, "p": "password di Anna" });
    let refused = nodo.portale(comune, &Chi::Nessuno, ACCEDI, wrong).await;
    assert_eq!(refused.codice().as_deref(), Some("CREDENZIALI_ERRATE"));
    let famiglia = &comune.famiglie[0];
    let genitore = nodo.accedi(comune, &famiglia.genitore).await;
    let change = "mutation($e: String!, $p: String!) { cambiaEmail(email: $e, password: $p) }";
    let email = json!({ "e": EMAIL, "p": PASSWORD });
    nodo.portale(comune, &genitore, change, email)
        .await
        .riuscita();
    // What is no document, and a field that there is not: a stranger's words, in both.
    for text in [CODICE_FISCALE.to_owned(), format!("{{ {CODICE_FISCALE} }}")] {
        let refused = nodo.portale(comune, &genitore, &text, json!({})).await;
        assert!(refused.codice().is_some(), "{}", refused.testo);
    }

    let giorno = giorno_aperto(nodo, comune, &genitore).await;
    let named = PRENOTA.replacen("mutation", &format!("mutation {CODICE_FISCALE}"), 1);
    let iscrizione = famiglia.iscrizione.to_string();
    let variables = json!({ "i": iscrizione, "g": giorno, "s": "ASSENZA", "v": 0 });
    let parent = format!("00-{TRACCIA:032x}-{SPAN:016x}-01");
    let headers = [
        ("traceparent", parent.as_str()),
        ("user-agent", BROWSER),
        ("x-forwarded-for", INDIRIZZO),
    ];
    let booking = Documento::new(named, variables);
    let booked = nodo
        .chiedi_con(comune, &genitore, SchemaKind::Portale, &booking, &headers)
        .await;
    assert_eq!(booked.dati()["prenota"]["scelta"], "ASSENZA");
    let Chi::Sessione(cookie) = genitore else {
        panic!("a session");
    };
    let (_, secret) = cookie.split_once('=').expect("a pair");
    secret.to_owned()
}

/// The spans of one trace.
struct Albero<'a>(&'a [Span]);

impl Albero<'_> {
    fn controlla(&self, postgres: bool) {
        let http = self.uno("POST /graphql");
        assert_eq!(http.kind, SpanKind::Server as i32);
        assert_eq!(
            http.parent_span_id,
            SPAN.to_be_bytes(),
            "it joins the browser's"
        );
        self.dice(http, "comune", "montalba");
        self.dice(http, "http.route", "/graphql");
        self.dice(http, "http.response.status_code", "200");

        let operation = self.uno("mutation");
        assert_eq!(operation.parent_span_id, http.span_id);
        self.dice(operation, "comune", "montalba");
        let correlation = attributi(&http.attributes)["correlazione"].clone();
        self.dice(operation, "correlazione", &correlation);
        let field = self.uno("prenota");
        assert_eq!(field.parent_span_id, operation.span_id);
        self.dice(field, "campo", "prenota");

        let rule = self.uno("regola");
        assert!(self.sotto(rule, field));
        self.dice(rule, "comune", "montalba");
        self.dice(rule, "regola", "prenotazione-pasti@1.0.0");

        let database = if postgres { "postgresql" } else { "sqlite" };
        let sql: Vec<&Span> = self
            .0
            .iter()
            .filter(|s| s.name.starts_with("sea_orm."))
            .collect();
        let of_the_field = sql.iter().filter(|s| self.sotto(s, field)).count();
        assert!(
            of_the_field > 3,
            "reads and writes of the booking: {:?}",
            self.nomi()
        );
        for statement in &sql {
            assert!(self.sotto(statement, http));
            self.dice(statement, "db.system", database);
        }
        assert!(
            sql.iter().any(|s| attributi(&s.attributes)
                .get("db.operation")
                .is_some_and(|op| op == "INSERT")),
            "{sql:?}"
        );
    }

    /// The only span of that name.
    fn uno(&self, nome: &str) -> &Span {
        let mut suoi = self.0.iter().filter(|s| s.name == nome);
        let (Some(span), None) = (suoi.next(), suoi.next()) else {
            panic!("not one {nome}: {:?}", self.nomi());
        };
        span
    }

    fn nomi(&self) -> Vec<&str> {
        self.0.iter().map(|s| s.name.as_str()).collect()
    }

    fn dice(&self, span: &Span, attributo: &str, valore: &str) {
        let tutti = attributi(&span.attributes);
        assert_eq!(
            tutti.get(attributo).map(String::as_str),
            Some(valore),
            "{span:?}"
        );
    }

    /// True when `span` happened within `altro`.
    fn sotto(&self, span: &Span, altro: &Span) -> bool {
        let parent = self.0.iter().find(|s| s.span_id == span.parent_span_id);
        span.span_id == altro.span_id || parent.is_some_and(|p| self.sotto(p, altro))
    }
}

/// What was done was counted, by comune, operation and rule.
fn misure(collettore: &Collettore) {
    let conta = |nome: &str, chi: &[(&str, &str)]| {
        let serie = collettore.contatore(nome);
        let sua = |(attributi, _): &&(Attributi, i64)| {
            chi.iter()
                .all(|(n, v)| attributi.get(*n).is_some_and(|x| x == v))
        };
        let somma: i64 = serie.iter().filter(sua).map(|(_, n)| n).sum();
        assert!(somma > 0, "{nome} {chi:?}: {serie:?}");
        somma
    };
    let comune = ("comune", "montalba");
    for (tipo, esito) in [
        ("query", "ok"),
        ("mutation", "ok"),
        ("mutation", "rifiutata"),
        ("query", "non_valida"),
    ] {
        conta(
            "campanella.operazioni",
            &[comune, ("tipo", tipo), ("esito", esito)],
        );
    }
    let campi = collettore.istogramma("campanella.campi.durata_ms");
    let campi: BTreeSet<&str> = campi.iter().map(|a| a["campo"].as_str()).collect();
    assert!(
        campi.is_superset(&BTreeSet::from(["accedi", "calendario", "prenota"])),
        "{campi:?}"
    );

    let regola = [comune, ("regola", "prenotazione-pasti@1.0.0")];
    conta("campanella.regole.chiamate", &regola);
    conta("campanella.regole.tempo_us", &regola);
    let usato = conta("campanella.regole.carburante", &regola);
    let concesso = conta("campanella.regole.carburante_concesso", &regola);
    assert!(usato < concesso, "{usato} of {concesso}");
    for nome in ["durata_us", "carburante_percento"] {
        let serie = collettore.istogramma(&format!("campanella.regole.{nome}"));
        assert!(
            serie
                .iter()
                .any(|a| a["regola"] == "prenotazione-pasti@1.0.0"),
            "{serie:?}"
        );
    }
}

/// Nothing of a person is in anything that was exported.
fn di_nessuno(impianto: &Impianto, collettore: &Collettore, secret: &str) {
    assert!(
        !collettore.con_la_parola("montalba").is_empty(),
        "the search finds what there is"
    );
    let comune = &impianto.comune;
    let codici = comune.famiglie.iter().map(|f| f.genitore.codice.as_str());
    // Names and cards of the comune say «di montalba»; of words of a statement `VALUES` is one.
    let parole = [
        "Anna",
        "Bruno",
        "Genitore",
        "Prova di",
        "di montalba",
        CODICE_FISCALE,
        EMAIL,
        PASSWORD,
        secret,
        BROWSER,
        INDIRIZZO,
        "ASSENZA",
        "VALUES",
        "SELECT ",
    ];
    for parola in codici.chain(parole) {
        let trovata = collettore.con_la_parola(parola);
        assert!(trovata.is_empty(), "«{parola}» is exported: {}", trovata[0]);
    }
    assert!(!collettore.ha_eventi());
    let (delle_metriche, degli_span) = collettore.nomi_degli_attributi();
    let ammessi = |nomi: &[&str]| {
        nomi.iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    let altri = |nomi: &BTreeSet<String>, note: &[&str]| {
        nomi.difference(&ammessi(note)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(altri(&delle_metriche, &DELLE_METRICHE), [""; 0]);
    assert_eq!(altri(&degli_span, &DEGLI_SPAN), [""; 0]);
}
