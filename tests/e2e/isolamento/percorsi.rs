//! What is served outside GraphQL: every path of a comune, taken from the published document.

use campanella_server::rest::openapi_json;
use campanella_tests::piattaforma::{Piattaforma, in_ogni_archivio};
use campanella_tests::richiesta::Chi;
use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, Request};
use serde_json::Value;

use super::attori::Attori;

/// A path with its method, its parameters filled in.
fn percorsi() -> Vec<(Method, String)> {
    let document: Value = serde_json::from_str(&openapi_json().expect("JSON")).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let mut found = Vec::new();
    for (path, item) in paths.iter().filter(|(path, _)| path.starts_with("/api/")) {
        for method in item.as_object().expect("methods").keys() {
            let method: Method = method.to_uppercase().parse().expect("a method");
            found.push((method, riempi(path)));
        }
    }
    assert!(found.len() >= 5, "{found:?}");
    found
}

fn riempi(path: &str) -> String {
    let file = match path {
        "/api/refezione/conteggi/{file}" => "2026-11-23.csv",
        "/api/pagamenti/estratti/{file}" => "refezione-rette-2026-11-01-2026-11-30.pdf?famiglia=1",
        "/api/pagamenti/riepiloghi/{file}" => "2026-11-01-2026-11-30.csv",
        "/api/pagamenti/attestazioni/{file}" => "1-2026.pdf",
        "/api/pagamenti/capitoli/{file}" => "2026-11-01-2026-11-30.csv",
        "/api/pagamenti/documenti/{file}" => "1-1.zip",
        "/api/pagamenti/affidamenti/{file}" => "riscossione-coattiva.csv",
        _ => "1.xlsx",
    };
    let filled = path.replace("{id}", "1").replace("{file}", file);
    assert!(
        !filled.contains('{'),
        "say what stands for the parameters of {path}"
    );
    filled
}

async fn chiedi(
    p: &Piattaforma,
    host: &str,
    chi: &Chi,
    (method, path): &(Method, String),
) -> StatusCode {
    const CONFINE: &str = "confine";
    let mut request = Request::builder()
        .method(method.clone())
        .uri_str(path)
        .header(header::HOST, host)
        .header("x-campanella", "1");
    for (name, value) in chi.headers() {
        request = request.header(name, value);
    }
    let request = if *method == Method::POST {
        let tipo = format!("multipart/form-data; boundary={CONFINE}");
        let corpo = format!(
            "--{CONFINE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
             \r\ncognome;nome\r\n--{CONFINE}--\r\n"
        );
        request.header(header::CONTENT_TYPE, tipo).body(corpo)
    } else {
        request.finish()
    };
    p.endpoint.get_response(request).await.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_path_answers_whoever_may_not_use_it() {
    in_ogni_archivio(async |p| {
        let attori = Attori::new(p, &p.montalba).await;
        let stranieri = Attori::new(p, &p.rovereta).await;
        let host = &p.montalba.host;
        for percorso in percorsi() {
            let esterni = stranieri.persone.iter().map(|persona| &persona.chi);
            let nessuno = [&Chi::Nessuno, &stranieri.programma];
            for chi in esterni.chain(nessuno) {
                let stato = chiedi(p, host, chi, &percorso).await;
                assert_eq!(stato, StatusCode::UNAUTHORIZED, "{percorso:?}");
            }
            let altra_famiglia = &attori.persone[1].chi;
            let stato = chiedi(p, host, altra_famiglia, &percorso).await;
            let negato = matches!(stato, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            assert!(
                negato,
                "{percorso:?} as a parent of another family: {stato}"
            );
            let amministratore = &attori.persone[4].chi;
            let stato = chiedi(p, host, amministratore, &percorso).await;
            let negato = matches!(stato, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
            assert!(!negato, "{percorso:?} as whoever may: {stato}");
        }
    })
    .await;
}
