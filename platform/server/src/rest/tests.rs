//! The REST interface as a caller sees it.

mod regolamenti;

use std::sync::Arc;

use campanella_kernel::clock::{FixedClock, SystemClock};
use campanella_kernel::{Actor, Ctx, Giorno, Istante, PermissionSet, PlessoScope, Scope, testing};
use campanella_tenants::testing::for_each_store;
use chrono::NaiveTime;
use poem::http::{StatusCode, header};
use poem::test::{TestClient, TestForm, TestFormField, TestResponse};
use poem::{Endpoint, EndpointExt};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement};
use serde_json::{Value, json};

use super::*;
use crate::config::Config;

/// A platform in a folder of its own, which goes away with it.
struct Platform {
    folder: std::path::PathBuf,
    app: Arc<App>,
}

impl Platform {
    async fn start() -> Self {
        let name = format!("campanella-rest-{:016x}", rand::random::<u64>());
        let folder = std::env::temp_dir().join(name);
        let config = Config {
            dati: folder.clone(),
            token_fornitore: Some("segreto".to_owned()),
            ..Config::default()
        };
        let app = App::start(config, Arc::new(SystemClock))
            .await
            .expect("a platform");
        Self { folder, app }
    }

    fn client(&self) -> TestClient<impl Endpoint + use<>> {
        let routes = Route::new()
            .nest("/health", salute(&self.app))
            .nest("/fornitore/v1", fornitore(&self.app));
        TestClient::new(routes)
    }

    /// What the vendor's log says: what was done, by whom, and the detail.
    async fn vendor_log(&self) -> Vec<(String, String, String)> {
        let catalog = format!("sqlite://{}", self.folder.join("catalogo.db").display());
        let catalog = Database::connect(catalog).await.expect("the catalog");
        let sql = "SELECT azione, chi, dettaglio FROM registro_fornitore ORDER BY id";
        let sql = Statement::from_string(DbBackend::Sqlite, sql);
        let rows = catalog.query_all_raw(sql).await.expect("rows");
        let text = |row: &QueryResult, column| row.try_get::<String>("", column).expect("text");
        let row = |row| {
            (
                text(row, "azione"),
                text(row, "chi"),
                text(row, "dettaglio"),
            )
        };
        rows.iter().map(row).collect()
    }

    async fn end(self) {
        self.app.comuni.stores().close_all().await;
        std::fs::remove_dir_all(&self.folder).expect("removed");
    }
}

async fn body(response: TestResponse, expected: StatusCode) -> Value {
    let status = response.0.status();
    let text = response.0.into_body().into_string().await.expect("text");
    assert_eq!(status, expected, "{text}");
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn new_comune() -> Value {
    json!({
        "id": "aulla", "host": ["aulla.localhost"], "moduli": ["refezione", "prenotazioni"],
        "impostazioni": {
            "nome": "Comune di Prova", "colore_primario": "#0066cc", "codice_istat": "034001",
            "codice_belfiore": "A123", "codice_ipa": "c_a123", "codice_fiscale": "00316820547"
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vendor_makes_suspends_and_enters_a_comune() {
    let platform = Platform::start().await;
    let client = platform.client();
    let post = async |path: &str, data: Value| {
        let request = client.post(format!("/fornitore/v1{path}"));
        let request = request.header(header::AUTHORIZATION, "Bearer segreto");
        request
            .header("X-Operatore", "anna")
            .body_json(&data)
            .send()
            .await
    };

    let made = body(post("/comuni", new_comune()).await, StatusCode::OK).await;
    assert_eq!(made["stato"], "attivo");
    let enabled = made["moduli"].as_array().expect("a list");
    for modulo in crate::moduli::INDISPENSABILI
        .iter()
        .chain(&["refezione", "prenotazioni"])
    {
        assert!(
            enabled.iter().any(|m| m == modulo),
            "{modulo} not in {enabled:?}"
        );
    }
    let twice = body(post("/comuni", new_comune()).await, StatusCode::CONFLICT).await;
    assert_eq!(twice["code"], "COMUNE_ESISTENTE");
    let mut bad = new_comune();
    bad["impostazioni"]["colore_primario"] = "#ffffff".into();
    let refused = body(post("/comuni", bad).await, StatusCode::BAD_REQUEST).await;
    assert_eq!(refused["campo"], "impostazioni");

    let entrance = json!({ "motivo": "verifica di una segnalazione", "minuti": 30 });
    let entered = body(
        post("/comuni/aulla/accessi", entrance).await,
        StatusCode::OK,
    )
    .await;
    assert!(entered["token"].as_str().is_some_and(|t| t.len() > 20));
    let unexplained = json!({ "motivo": "", "minuti": 30 });
    let refused = post("/comuni/aulla/accessi", unexplained).await;
    assert_eq!(
        body(refused, StatusCode::BAD_REQUEST).await["campo"],
        "motivo"
    );

    let admin = json!({
        "codice_fiscale": "RSSMRA80A01H501U", "nome": "Maria", "cognome": "Rossi",
        "email": "maria@example.org"
    });
    let code = body(
        post("/comuni/aulla/amministratori", admin).await,
        StatusCode::OK,
    )
    .await;
    assert!(code["codice"].as_str().is_some_and(|c| !c.is_empty()));
    let noted = platform.vendor_log().await;
    let nobody = noted.iter().all(|(_, _, detail)| !detail.contains("Rossi"));
    assert!(nobody, "whoever is named stays in the comune: {noted:?}");
    for action in ["entra_supporto", "nomina_amministratore"] {
        let rows: Vec<_> = noted.iter().filter(|(a, ..)| a == action).collect();
        assert_eq!(rows.len(), 1, "{action}: {noted:?}");
        assert_eq!(rows[0].1, "anna");
    }
    let (.., entrance) = &noted[noted.len() - 2];
    assert!(
        entrance.contains("verifica di una segnalazione"),
        "{entrance}"
    );

    let migrated = body(post("/migrazioni", json!({})).await, StatusCode::OK).await;
    assert_eq!(
        migrated,
        json!([{"comune": "aulla", "esito": "già aggiornato", "migrazioni": []}])
    );
    let why = json!({ "motivo": "canone non pagato" });
    let suspended = body(post("/comuni/aulla/sospendi", why).await, StatusCode::OK).await;
    assert_eq!(suspended["stato"], "sospeso");
    let entrance = json!({ "motivo": "verifica di una segnalazione", "minuti": 30 });
    let closed = post("/comuni/aulla/accessi", entrance).await;
    assert_eq!(
        body(closed, StatusCode::CONFLICT).await["code"],
        "COMUNE_SOSPESO"
    );
    let resumed = body(
        post("/comuni/aulla/riattiva", json!({})).await,
        StatusCode::OK,
    )
    .await;
    assert_eq!(resumed["stato"], "attivo");
    platform.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_token_the_vendor_is_nobody() {
    let platform = Platform::start().await;
    let client = platform.client();
    for token in [None, Some("Bearer sbagliato"), Some("Basic segreto")] {
        let mut request = client.get("/fornitore/v1/comuni");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, token);
        }
        let refused = body(request.send().await, StatusCode::UNAUTHORIZED).await;
        assert_eq!(refused["code"], "NON_AUTENTICATO", "{token:?}");
    }
    platform.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_probes_tell_of_each_part() {
    let platform = Platform::start().await;
    let client = platform.client();
    client
        .get("/health/live")
        .send()
        .await
        .assert_status(StatusCode::NO_CONTENT);
    let ready = body(client.get("/health/ready").send().await, StatusCode::OK).await;
    assert_eq!(
        ready["parti"],
        json!([{"nome": "catalogo", "pronta": true}])
    );
    platform.end().await;
}

fn scope(db: DatabaseConnection) -> Scope {
    let day = Giorno::new(2026, 11, 23).expect("a day");
    let clock = FixedClock::new(Istante::da_ora_locale(day, NaiveTime::MIN));
    testing::scope(
        testing::comune("aulla", &["refezione"]),
        db,
        Arc::new(clock),
    )
}

/// A program with `permissions`.
fn program(scope: &Scope, permissions: &[&str]) -> Ctx {
    let mut set = PermissionSet::nessuno();
    for permission in permissions {
        set.concedi(permission, PlessoScope::Tutti);
    }
    let actor = Actor::Token {
        id: 1,
        nome: "prova".to_owned(),
    };
    scope.authenticated(actor, Arc::new(set))
}

/// The interface of a comune for a program with `permissions`, or for a stranger.
fn office(scope: &Scope, permissions: Option<&[&str]>) -> TestClient<impl Endpoint + use<>> {
    let ctx = permissions.map(|permissions| program(scope, permissions));
    let scope = scope.clone();
    let api = comune().before(move |mut request| {
        request.extensions_mut().insert(scope.clone());
        if let Some(ctx) = &ctx {
            request.extensions_mut().insert(ctx.clone());
        }
        async move { Ok(request) }
    });
    TestClient::new(Route::new().nest("/api", api))
}

fn file(text: &str) -> TestForm {
    let field = TestFormField::bytes(text.as_bytes().to_vec())
        .name("file")
        .filename("a.csv");
    TestForm::new().field(field)
}

const IMPORT: &str = "/api/anagrafe/importa?prova=true";
const WRITERS: &[&str] = &["famiglie:scrivi", "iscrizioni:scrivi"];

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_for_those_who_may() {
    for_each_store(async |db| {
        let scope = scope(db);
        let send = async |permissions: Option<&[&str]>, csrf: bool| {
            let client = office(&scope, permissions);
            let mut request = client.post(IMPORT).multipart(file("cognome;nome\n"));
            if csrf {
                request = request.header("x-campanella", "1");
            }
            request.send().await
        };
        let stranger = body(send(None, true).await, StatusCode::UNAUTHORIZED).await;
        assert_eq!(stranger["code"], "NON_AUTENTICATO");
        let reader = body(
            send(Some(&["iscrizioni:leggi"]), true).await,
            StatusCode::FORBIDDEN,
        )
        .await;
        assert_eq!(reader["code"], "NON_PERMESSO");
        let forged = body(send(Some(WRITERS), false).await, StatusCode::FORBIDDEN).await;
        assert_eq!(forged["code"], "INTESTAZIONE_MANCANTE");
        let report = body(send(Some(WRITERS), true).await, StatusCode::OK).await;
        assert_eq!(report["prova"], true);
        assert_eq!(report["scritto"], false);
        assert_ne!(
            report["errori_totali"], 0,
            "the columns are missing: {report}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_body_has_an_end() {
    let client = office(&scope(DatabaseConnection::default()), Some(WRITERS));
    let too_much = client
        .post(IMPORT)
        .header(header::CONTENT_LENGTH, (IMPORT_MASSIMO + 1).to_string());
    let refused = body(too_much.send().await, StatusCode::PAYLOAD_TOO_LARGE).await;
    assert_eq!(refused["code"], "TROPPO_GRANDE");
    let endless = client
        .post(IMPORT)
        .header(header::TRANSFER_ENCODING, "chunked");
    body(endless.send().await, StatusCode::LENGTH_REQUIRED).await;
    let unreadable = client.post(IMPORT).header("x-campanella", "1").send().await;
    body(unreadable, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counts_are_files_for_the_kitchen() {
    for_each_store(async |db| {
        let scope = scope(db);
        let get = async |permissions: &[&str], file: &str| {
            let client = office(&scope, Some(permissions));
            client
                .get(format!("/api/refezione/conteggi/{file}"))
                .send()
                .await
        };
        let refused = get(&["diete:leggi"], "2026-11-23.csv").await;
        assert_eq!(
            body(refused, StatusCode::FORBIDDEN).await["code"],
            "NON_PERMESSO"
        );
        for (name, tipo) in [
            ("csv", "text/csv; charset=utf-8"),
            ("pdf", "application/pdf"),
        ] {
            let answer = get(&["conteggi:leggi"], &format!("2026-11-23.{name}")).await;
            answer.assert_status_is_ok();
            answer.assert_content_type(tipo);
            let saved = format!("attachment; filename=\"pasti-2026-11-23.{name}\"");
            answer.assert_header(header::CONTENT_DISPOSITION, saved);
        }
        let nonsense = get(&["conteggi:leggi"], "domani.csv").await;
        assert_eq!(
            body(nonsense, StatusCode::BAD_REQUEST).await["code"],
            "DATO_NON_VALIDO"
        );
    })
    .await;
}

#[test]
fn the_document_has_every_path_where_it_is_served() {
    let document: Value = serde_json::from_str(&openapi_json().expect("JSON")).expect("JSON");
    let paths: Vec<&String> = document["paths"]
        .as_object()
        .expect("paths")
        .keys()
        .collect();
    for path in [
        "/api/anagrafe/importa",
        "/api/refezione/conteggi/{file}",
        "/api/regolamenti/pacchetti",
        "/api/regolamenti/simulazioni/{file}",
        "/fornitore/v1/comuni/{id}/sospendi",
        "/health/ready",
    ] {
        assert!(paths.iter().any(|p| *p == path), "{path} not in {paths:?}");
    }
    assert!(document["components"]["schemas"]["Problema"].is_object());
    assert!(document["components"]["securitySchemes"]["fornitore"].is_object());
    let list = &document["paths"]["/fornitore/v1/comuni"]["get"];
    assert_eq!(list["security"], json!([{"fornitore": []}]));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_method_is_told_those_that_there_are() {
    let platform = Platform::start().await;
    let client = platform.client();
    for (path, allowed) in [
        ("/fornitore/v1/comuni", "GET, POST"),
        ("/fornitore/v1/comuni/aulla/migra", "POST"),
        ("/health/live", "GET"),
    ] {
        let refused = client.delete(path).send().await;
        refused.assert_header(header::ALLOW, allowed);
        let problem = body(refused, StatusCode::METHOD_NOT_ALLOWED).await;
        assert_eq!(problem["code"], "METODO_NON_AMMESSO");
    }
    platform.end().await;
}
