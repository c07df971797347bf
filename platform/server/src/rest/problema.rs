//! Refusals of the REST interface: one shape for all of them.

use campanella_kernel::{DomainError, Scope};
use poem::http::StatusCode;
use poem::{IntoResponse, PathPattern, Response};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object};

/// Perché una richiesta è stata rifiutata.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Problema {
    /// Codice stabile, per i programmi.
    pub code: String,
    /// Spiegazione, per le persone.
    pub message: String,
    /// Il dato rifiutato.
    pub campo: Option<String>,
    /// Identificativo della richiesta, da citare all'assistenza.
    pub correlazione: Option<String>,
}

/// A refusal with its status.
#[derive(Debug, ApiResponse)]
pub enum Rifiutata {
    /// Richiesta non valida.
    #[oai(status = 400)]
    NonValida(Json<Problema>),
    /// Occorre accedere.
    #[oai(status = 401)]
    NonAutenticata(Json<Problema>),
    /// Il proprio ruolo non lo permette.
    #[oai(status = 403)]
    NonPermessa(Json<Problema>),
    /// Non trovato.
    #[oai(status = 404)]
    NonTrovata(Json<Problema>),
    /// In contrasto con lo stato attuale.
    #[oai(status = 409)]
    Conflitto(Json<Problema>),
    /// Errore del sistema.
    #[oai(status = 500)]
    Errore(Json<Problema>),
}

impl Problema {
    /// A problem with its code, in words.
    pub fn new(code: &str, message: impl Into<String>) -> Json<Self> {
        Json(Self {
            code: code.to_owned(),
            message: message.into(),
            campo: None,
            correlazione: None,
        })
    }
}

impl Rifiutata {
    /// A refusal of the domain. The cause of a failure goes to the log, with the correlation id
    /// that the answer shows.
    pub fn del_dominio(scope: &Scope, error: &impl DomainError) -> Self {
        let mut problem = Problema::new(error.code(), error.to_string());
        problem.campo = error.campo().map(str::to_owned);
        if let Some(internal) = error.internal() {
            problem.correlazione = Some(scope.correlation().to_owned());
            tracing::error!(
                comune = %scope.comune().id,
                correlazione = scope.correlation(),
                causa = %internal.cause(),
                "a request failed"
            );
            return Self::Errore(problem);
        }
        match error.code() {
            "NON_AUTENTICATO" => Self::NonAutenticata(problem),
            "NON_PERMESSO" => Self::NonPermessa(problem),
            "NON_TROVATO" => Self::NonTrovata(problem),
            _ => Self::NonValida(problem),
        }
    }
}

/// Gives the errors of the framework (unknown path, unreadable input) the same shape. What is an
/// answer of ours already stays as it is.
pub(super) async fn as_problem(error: poem::Error) -> Response {
    let route = error.data::<PathPattern>().cloned();
    let status = error.status();
    let mut response = if error.is_from_response() {
        error.into_response()
    } else {
        let (code, message) = describe(status);
        (status, Problema::new(code, message)).into_response()
    };
    if let Some(route) = route {
        response.set_data(route);
    }
    response
}

/// Words of ours: those of the framework are English and may show its inside.
fn describe(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::UNAUTHORIZED => ("NON_AUTENTICATO", "Per continuare occorre accedere."),
        StatusCode::NOT_FOUND => ("NON_TROVATO", "L'indirizzo richiesto non esiste."),
        StatusCode::METHOD_NOT_ALLOWED => (
            "METODO_NON_AMMESSO",
            "L'operazione non è prevista per questo indirizzo.",
        ),
        StatusCode::LENGTH_REQUIRED => (
            "LUNGHEZZA_MANCANTE",
            "La richiesta deve dichiarare la propria lunghezza.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => ("TROPPO_GRANDE", "Il file inviato è troppo grande."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            "FORMATO_NON_AMMESSO",
            "Il formato della richiesta non è quello previsto.",
        ),
        s if s.is_client_error() => (
            "DATO_NON_VALIDO",
            "La richiesta non è scritta come previsto: controllare i dati inviati.",
        ),
        _ => (
            "ERRORE_INTERNO",
            "Si è verificato un errore del sistema. Riprovare tra qualche minuto.",
        ),
    }
}
