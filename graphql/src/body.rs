//! What goes over HTTP, held to the letter of «GraphQL over HTTP»: the library takes a request
//! without a query, and shows `data` where nothing was executed.

use async_graphql::{Request, Response, ServerError, Variables};
use serde::{Deserialize, Serialize};
use serde_json::Map;

/// A request: one, never a list of them, which would be a batch.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    query: String,
    operation_name: Option<String>,
    variables: Option<Map<String, serde_json::Value>>,
    /// We know of no extension: it must be well formed and is not looked at.
    #[serde(rename = "extensions")]
    _extensions: Option<Map<String, serde_json::Value>>,
}

/// Reads a request.
///
/// # Errors
/// When it is not one.
pub fn read(body: &[u8]) -> serde_json::Result<Request> {
    let body: Body = serde_json::from_slice(body)?;
    let variables = serde_json::Value::Object(body.variables.unwrap_or_default());
    let mut request = Request::new(body.query).variables(Variables::from_json(variables));
    request.operation_name = body.operation_name;
    Ok(request)
}

/// The answer to a request that was refused before anything ran.
#[derive(Serialize)]
struct Refused<'a> {
    errors: &'a [ServerError],
}

/// Whether nothing ran: refusals of the domain carry a code and are answers like any other; an
/// error without one means that the request itself was wrong.
pub fn is_refused(response: &Response) -> bool {
    let has_code = |error: &ServerError| {
        let extensions = error.extensions.as_ref();
        extensions.is_some_and(|extensions| extensions.get("code").is_some())
    };
    !response.errors.iter().all(has_code)
}

/// Writes an answer.
///
/// # Errors
/// When it cannot be JSON.
pub fn write(response: &Response) -> serde_json::Result<Vec<u8>> {
    if is_refused(response) {
        let errors = &response.errors;
        serde_json::to_vec(&Refused { errors })
    } else {
        serde_json::to_vec(response)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::ErrorExtensionValues;

    use super::*;

    #[test]
    fn a_request_is_an_object_with_a_query() {
        for good in [
            r#"{"query": "{ a }"}"#,
            r#"{"query": "{ a }", "operationName": null, "variables": null, "extensions": null}"#,
            r#"{"query": "{ a }", "operationName": "A", "variables": {"a": 1}, "extensions": {}}"#,
        ] {
            assert!(read(good.as_bytes()).is_ok(), "{good}");
        }
        for bad in [
            "{}",
            r#"{"query": null}"#,
            r#"{"query": 0}"#,
            r#"[{"query": "{ a }"}]"#,
            r#"{"query": "{ a }", "operationName": 0}"#,
            r#"{"query": "{ a }", "variables": "a"}"#,
            r#"{"query": "{ a }", "variables": [1]}"#,
            r#"{"query": "{ a }", "extensions": false}"#,
        ] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_what_ran_has_data() {
        let shows_data = |errors: Vec<ServerError>| {
            let text = write(&Response::from_errors(errors)).expect("JSON");
            String::from_utf8(text).expect("text").contains("\"data\"")
        };
        let syntax = ServerError::new("syntax", None);
        let mut of_the_domain = ServerError::new("refused", None);
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", "NON_TROVATO");
        of_the_domain.extensions = Some(extensions);
        assert!(shows_data(vec![]));
        assert!(shows_data(vec![of_the_domain]));
        assert!(!shows_data(vec![syntax]));
    }
}
