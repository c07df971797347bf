//! What the offices' operations on files have in common: who asks, from where, and the file.

use campanella_kernel::{Ctx, Rifiuto, Scope};
use poem::Request;
use poem::http::header;
use poem_openapi::types::multipart::Upload;

use super::problema::{Problema, Rifiutata};

/// The header that no form of another site can send.
const CSRF_HEADER: &str = "x-campanella";

/// The context of whoever is logged in.
pub(super) fn known<'a>(request: &'a Request, scope: &Scope) -> Result<&'a Ctx, Rifiutata> {
    let known = request.extensions().get::<Ctx>();
    known.ok_or_else(|| Rifiutata::del_dominio(scope, &Rifiuto::NonAutenticato))
}

/// Refuses a write that the page of another site may have caused.
pub(super) fn not_forged(request: &Request) -> Result<(), Rifiutata> {
    // A browser never sends a bearer token on its own: no forgery to fear.
    let headers = request.headers();
    if headers.contains_key(CSRF_HEADER) || headers.contains_key(header::AUTHORIZATION) {
        return Ok(());
    }
    let message = "Manca l'intestazione x-campanella.";
    let problem = Problema::new("INTESTAZIONE_MANCANTE", message);
    Err(Rifiutata::NonPermessa(problem))
}

/// The bytes of an uploaded file.
pub(super) async fn received(file: Upload) -> Result<Vec<u8>, Rifiutata> {
    file.into_vec().await.map_err(|e| {
        tracing::warn!(error = %e, "an upload broke off");
        Rifiutata::NonValida(Problema::new(
            "FILE_NON_RICEVUTO",
            "Il file non è arrivato intero.",
        ))
    })
}
