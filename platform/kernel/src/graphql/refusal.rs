//! Access checks and refusals, as GraphQL errors with `extensions.code`.

use std::fmt::Display;

use async_graphql::{Context, Error, ErrorExtensions, Value};

use super::Access;
use crate::{Ctx, DomainError, Rifiuto, Scope};

/// The comune of the request, whoever asks.
///
/// # Errors
/// When the transport forgot to put it there: a bug of ours, answered as an internal error.
pub fn scope<'a>(ctx: &Context<'a>) -> Result<&'a Scope, Error> {
    ctx.data_opt::<Scope>()
        .ok_or_else(|| Error::new("richiesta senza comune"))
}

/// The context of the request, if whoever asks has `access`.
///
/// # Errors
/// `NON_AUTENTICATO` or `NON_PERMESSO`.
pub fn authorize<'a>(ctx: &Context<'a>, access: &Access) -> Result<&'a Ctx, Error> {
    let known = ctx
        .data_opt::<Ctx>()
        .ok_or_else(|| refuse(ctx, Rifiuto::NonAutenticato))?;
    match access {
        Access::Public | Access::Authenticated => Ok(known),
        Access::Permission(permission) => {
            known.require(*permission).map_err(|e| refuse(ctx, e))?;
            Ok(known)
        }
    }
}

/// A refusal of the domain as a GraphQL error. The cause of an internal failure goes to the log
/// with the correlation id; the answer has only the id.
pub fn refuse<E: DomainError>(ctx: &Context<'_>, error: E) -> Error {
    let correlation = ctx.data_opt::<Scope>().map(|s| s.correlation().to_owned());
    if let Some(internal) = error.internal() {
        tracing::error!(
            correlazione = correlation.as_deref().unwrap_or_default(),
            causa = %internal.cause(),
            "a request failed"
        );
    }
    Error::new(error.to_string()).extend_with(|_, extensions| {
        extensions.set("code", error.code());
        if let Some(campo) = error.campo() {
            extensions.set("campo", campo);
        }
        for (name, value) in error.dettagli() {
            extensions.set(name, Value::from_json(value).unwrap_or_default());
        }
        if error.internal().is_some()
            && let Some(correlation) = correlation
        {
            extensions.set("correlazione", correlation);
        }
    })
}

/// The refusal of an argument that could not be read.
pub fn bad_argument(campo: &str, error: impl Display) -> Error {
    Error::new(error.to_string()).extend_with(|_, extensions| {
        extensions.set("code", "DATO_NON_VALIDO");
        extensions.set("campo", campo);
    })
}
