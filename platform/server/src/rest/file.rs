//! Files to be saved, in one of some formats.

use poem::http::{HeaderValue, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Binary, Payload};
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};

/// The formats of a file, told apart by how its name ends.
pub(super) trait Formato: Copy + Send + 'static {
    /// All of them.
    const TUTTI: &'static [Self];

    /// How the name ends, with its dot.
    fn estensione(self) -> &'static str;

    /// The media type.
    fn tipo(self) -> &'static str;

    /// The name without its end, and the format that the end says.
    fn dal_nome(file: &str) -> Option<(&str, Self)> {
        let letto = |formato: &Self| Some((file.strip_suffix(formato.estensione())?, *formato));
        Self::TUTTI.iter().find_map(letto)
    }
}

/// A file: one answer in several formats, which the derive macro of the framework has no form for.
pub(super) struct File<F> {
    pub(super) formato: F,
    /// The name to save it under: letters, digits, hyphens and an end, nothing to escape.
    pub(super) nome: String,
    pub(super) bytes: Vec<u8>,
}

impl<F: Formato> IntoResponse for File<F> {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .content_type(self.formato.tipo())
            .body(self.bytes);
        let disposition = format!("attachment; filename=\"{}\"", self.nome);
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            response
                .headers_mut()
                .insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

impl<F: Formato> ApiResponse for File<F> {
    fn meta() -> MetaResponses {
        let media = |formato: &F| MetaMediaType {
            content_type: formato.tipo(),
            schema: Binary::<Vec<u8>>::schema_ref(),
        };
        MetaResponses {
            responses: vec![MetaResponse {
                description: "Il file.",
                status: Some(200),
                status_range: None,
                content: F::TUTTI.iter().map(media).collect(),
                headers: Vec::new(),
            }],
        }
    }

    fn register(_registry: &mut Registry) {}
}
