//! Requests that probe a GraphQL server for what it should not do: the ways that graphql-cop (no
//! package of a registry) knows, on the server as it is in production.

use campanella_tests::piattaforma::{Piattaforma, in_ogni_archivio};
use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, Request, RequestBuilder};
use serde_json::{Value, json};

const ENDPOINTS: [&str; 2] = ["/graphql", "/graphql/ufficio"];

struct Answer {
    status: StatusCode,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    fn code(&self) -> String {
        let code = &self.json()["errors"][0]["extensions"]["code"];
        code.as_str().unwrap_or_default().to_owned()
    }
}

fn request(piattaforma: &Piattaforma, method: Method, uri: &str) -> RequestBuilder {
    Request::builder()
        .method(method)
        .uri_str(uri)
        .header(header::HOST, &piattaforma.montalba.host)
        .header("x-campanella", "1")
}

async fn answer(piattaforma: &Piattaforma, request: Request) -> Answer {
    let response = piattaforma.endpoint.get_response(request).await;
    Answer {
        status: response.status(),
        text: response.into_body().into_string().await.expect("text"),
    }
}

async fn post(piattaforma: &Piattaforma, endpoint: &str, body: &Value) -> Answer {
    let request = request(piattaforma, Method::POST, endpoint)
        .content_type("application/json")
        .body(body.to_string());
    answer(piattaforma, request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_request_cannot_be_made_many() {
    in_ogni_archivio(async |piattaforma| {
        for endpoint in ENDPOINTS {
            let batch: Vec<_> = (0..10)
                .map(|_| json!({ "query": "{ __typename }" }))
                .collect();
            let batch = post(piattaforma, endpoint, &json!(batch)).await;
            assert_eq!(batch.status, StatusCode::BAD_REQUEST, "{}", batch.text);

            let aliases: String = (0..101).map(|n| format!("a{n}: __typename ")).collect();
            let fields = "__typename ".repeat(20_001);
            for many in [aliases, fields] {
                let body = json!({ "query": format!("{{ {many} }}") });
                let many = post(piattaforma, endpoint, &body).await;
                assert_eq!(many.code(), "RICHIESTA_TROPPO_GRANDE", "{}", many.text);
            }

            let directives = "@skip(if: false) ".repeat(11);
            let body = json!({ "query": format!("{{ __typename {directives} }}") });
            let directives = post(piattaforma, endpoint, &body).await.json();
            assert!(directives.get("data").is_none(), "{directives}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_request_of_our_pages_or_of_a_program_is_heard() {
    in_ogni_archivio(async |piattaforma| {
        for endpoint in ENDPOINTS {
            for query in ["query=%7B__typename%7D", "query=mutation%7Besci%7D", ""] {
                let uri = format!("{endpoint}?{query}");
                let get =
                    request(piattaforma, Method::GET, &uri).header(header::ACCEPT, "text/html");
                let get = answer(piattaforma, get.finish()).await;
                assert_eq!(get.status, StatusCode::METHOD_NOT_ALLOWED, "{uri}");
            }
            let form = request(piattaforma, Method::POST, endpoint)
                .content_type("application/x-www-form-urlencoded")
                .body("query=%7B__typename%7D");
            let form = answer(piattaforma, form).await;
            assert_eq!(form.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_learns_nothing_of_the_schema_or_of_the_inside() {
    in_ogni_archivio(async |piattaforma| {
        for endpoint in ENDPOINTS {
            let ask = async |query: &str| {
                let body = json!({ "query": query, "extensions": { "tracing": true } });
                post(piattaforma, endpoint, &body).await
            };
            for query in [
                "{ __schema { types { fields { type { fields { type { name } } } } } } }",
                "{ __type(name: \"Query\") { fields { name } } }",
            ] {
                let schema = ask(query).await;
                assert!(!schema.text.contains("\"name\""), "{}", schema.text);
                assert!(!schema.text.contains("\"types\""), "{}", schema.text);
            }
            let close_to_a_name = ask("{ comun }").await;
            assert!(
                !close_to_a_name.text.contains("Did you mean"),
                "{}",
                close_to_a_name.text
            );
            for broken in [
                "query { __typename",
                "{ comune @nessuna { nome } }",
                "\u{0}",
            ] {
                let broken = ask(broken).await.json();
                let errors = broken["errors"].as_array();
                let errors = errors.unwrap_or_else(|| panic!("errors: {broken}"));
                assert!(
                    !errors.is_empty() && broken.get("data").is_none(),
                    "{broken}"
                );
            }
            let traced = ask("{ __typename }").await.json();
            assert!(traced.get("extensions").is_none(), "{traced}");
        }
    })
    .await;
}
