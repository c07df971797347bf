//! What is told of an operation to those who run the platform: how many there were, how they
//! ended, how long each root field took. Names come from the schema, never from the request: what
//! a stranger writes is no label and no attribute.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextResolve, NextValidation, ResolveInfo,
};
use async_graphql::{Response, ServerError, ServerResult, ValidationResult, Value};
use campanella_kernel::ComuneId;
use tracing::Instrument;

/// The target of measurements, which whoever exports them listens to.
const METRICS: &str = "campanella::metriche";

/// Set once a request has passed validation: what fails later is not the caller's syntax.
#[derive(Clone, Default)]
pub(crate) struct Validated(Arc<AtomicBool>);

impl Validated {
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The extension that sets [`Validated`] and measures root fields.
pub(crate) struct Observe;

impl ExtensionFactory for Observe {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Observe {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(ctx).await;
        if result.is_ok()
            && let Some(validated) = ctx.data_opt::<Validated>()
        {
            validated.0.store(true, Ordering::Relaxed);
        }
        result
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let Some(tipo) = root_of(&info) else {
            return next.run(ctx, info).await;
        };
        let campo = info.name.to_owned();
        let span = tracing::info_span!("campo", otel.name = campo.as_str(), campo = campo.as_str());
        let started = Instant::now();
        let result = next.run(ctx, info).instrument(span).await;
        let took = started.elapsed().as_millis();
        tracing::info!(
            target: METRICS,
            tipo,
            campo = campo.as_str(),
            histogram.campanella.campi.durata_ms = u64::try_from(took).unwrap_or(u64::MAX),
        );
        result
    }
}

/// The kind of operation whose root field this is. An event of a subscription is none: it took
/// as long as nothing happened.
fn root_of(info: &ResolveInfo<'_>) -> Option<&'static str> {
    if info.path_node.parent.is_some() || info.is_for_introspection {
        return None;
    }
    match info.parent_type {
        "Query" => Some("query"),
        "Mutation" => Some("mutation"),
        _ => None,
    }
}

/// Counts an operation of the kind `tipo` (empty when it could not be read) that was answered
/// with `response`.
pub(crate) fn count(comune: &ComuneId, tipo: &'static str, response: &Response) {
    tracing::info!(
        target: METRICS,
        comune = comune.as_str(),
        tipo,
        esito = esito(response),
        monotonic_counter.campanella.operazioni = 1_u64,
    );
}

/// How it ended, from the least to the most serious: `ok`, `rifiutata` (by the domain),
/// `non_valida` (the request was no good), `guasto`.
fn esito(response: &Response) -> &'static str {
    let code = |error: &ServerError| match error.extensions.as_ref()?.get("code")? {
        async_graphql_value::ConstValue::String(code) => Some(code.clone()),
        _ => None,
    };
    let codes: Vec<_> = response.errors.iter().map(code).collect();
    let any = |wanted: &[&str]| {
        let is = |code: &Option<String>| code.as_deref().is_some_and(|c| wanted.contains(&c));
        codes.iter().any(is)
    };
    if any(&["ERRORE_INTERNO", "TEMPO_SCADUTO"]) {
        "guasto"
    } else if codes.contains(&None) || any(&["RICHIESTA_TROPPO_GRANDE", "RICHIESTA_NON_VALIDA"]) {
        "non_valida"
    } else if codes.is_empty() {
        "ok"
    } else {
        "rifiutata"
    }
}
