//! Runs one request of a known comune: the same way over HTTP and over a WebSocket.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::parser::types::OperationType;
use async_graphql::{
    Data, ErrorExtensionValues, Executor, Request, Response, ServerError, ValidationResult,
};
use campanella_kernel::{Ctx, Scope};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use tracing::Instrument;

use crate::limits::{self, Limits};
use crate::schemas::Composed;

/// How long a query or mutation may take.
const TIME: Duration = Duration::from_secs(20);

/// What the guard of generated reads says; the only refusal that comes without a code.
const GUARD: &str = "Il proprio ruolo non permette questa operazione.";

/// Set once a request has passed validation: what fails later is not the caller's syntax.
#[derive(Clone, Default)]
struct Validated(Arc<AtomicBool>);

/// Extension that sets [`Validated`].
pub struct MarkValidated;

impl ExtensionFactory for MarkValidated {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for MarkValidated {
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
}

/// Runs requests of one comune, on behalf of one person or of nobody.
#[derive(Clone)]
pub struct RequestExecutor {
    /// The schema of the comune's modules.
    pub composed: Arc<Composed>,
    /// The comune.
    pub scope: Scope,
    /// Who asks, if known.
    pub ctx: Option<Ctx>,
    /// How much may be asked for.
    pub limits: Limits,
    /// Whether the schema may be read.
    pub introspection: bool,
}

impl RequestExecutor {
    /// Checks a request and gives it what its resolvers need; also its kind and name, for traces.
    fn prepare(
        &self,
        mut request: Request,
    ) -> Result<(Request, Validated, &'static str, String), ServerError> {
        let variables = request.variables.clone();
        let named = request.operation_name.clone();
        let document = request.parsed_query()?;
        limits::check(document, &variables, &self.limits)
            .map_err(|e| refusal(e.to_string(), "RICHIESTA_TROPPO_GRANDE"))?;
        let (name, operation) = document
            .operations
            .iter()
            .find(|(n, _)| {
                named.is_none() || n.map(async_graphql::Name::as_str) == named.as_deref()
            })
            .ok_or_else(|| refusal("Operazione sconosciuta.".into(), "RICHIESTA_NON_VALIDA"))?;
        let kind = match operation.node.ty {
            OperationType::Query => "query",
            OperationType::Mutation => "mutation",
            OperationType::Subscription => "subscription",
        };
        let name = name.map(ToString::to_string).unwrap_or_default();
        if !self.introspection {
            request = request.disable_introspection();
        }
        let validated = Validated::default();
        request = request
            .data(self.scope.clone())
            .data(self.scope.db().clone())
            .data(validated.clone());
        if let Some(ctx) = self.fresh_ctx() {
            request = request.data(ctx);
        }
        for insert in &self.composed.loaders {
            request = insert(self.scope.db(), request);
        }
        Ok((request, validated, kind, name))
    }

    /// A context whose loaders belong to this one request: on a WebSocket many share a person.
    fn fresh_ctx(&self) -> Option<Ctx> {
        let ctx = self.ctx.as_ref()?;
        Some(ctx.renewed())
    }

    /// What was not foreseen is answered with one opaque sentence, and logged.
    fn conceal(&self, mut response: Response, validated: &Validated) -> Response {
        if !validated.0.load(Ordering::Relaxed) {
            return response;
        }
        for error in &mut response.errors {
            let coded = error
                .extensions
                .as_ref()
                .is_some_and(|e| e.get("code").is_some());
            if coded {
                continue;
            }
            if error.message == GUARD {
                set(error, "code", "NON_PERMESSO");
                continue;
            }
            let correlation = self.scope.correlation();
            tracing::error!(correlazione = correlation, causa = %error.message, "a request failed");
            error.message =
                campanella_kernel::InternalError::new(error.message.clone()).to_string();
            set(error, "code", "ERRORE_INTERNO");
            set(error, "correlazione", correlation);
        }
        response
    }

    fn span(&self, kind: &'static str, name: &str) -> tracing::Span {
        tracing::info_span!(
            "graphql",
            otel.name = kind,
            graphql.operation.type = kind,
            graphql.operation.name = name,
            comune = %self.scope.comune().id,
            correlazione = self.scope.correlation(),
        )
    }
}

fn set(error: &mut ServerError, key: &str, value: &str) {
    error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default)
        .set(key, value);
}

fn refusal(message: String, code: &str) -> ServerError {
    let mut error = ServerError::new(message, None);
    set(&mut error, "code", code);
    error
}

impl Executor for RequestExecutor {
    async fn execute(&self, request: Request) -> Response {
        let (request, validated, kind, name) = match self.prepare(request) {
            Ok(prepared) => prepared,
            Err(e) => return Response::from_errors(vec![e]),
        };
        let running = self
            .composed
            .schema
            .execute(request)
            .instrument(self.span(kind, &name));
        match tokio::time::timeout(TIME, running).await {
            Ok(response) => self.conceal(response, &validated),
            Err(_) => Response::from_errors(vec![refusal(
                "La richiesta ha richiesto troppo tempo. Riprovare chiedendo meno dati.".into(),
                "TEMPO_SCADUTO",
            )]),
        }
    }

    fn execute_stream(
        &self,
        request: Request,
        session_data: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let this = self.clone();
        let started = async move {
            let (request, validated, kind, name) = match this.prepare(request) {
                Ok(prepared) => prepared,
                Err(e) => return stream::iter([Response::from_errors(vec![e])]).boxed(),
            };
            tracing::debug!(parent: &this.span(kind, &name), "stream opened");
            let session_data = session_data.unwrap_or_default();
            this.composed
                .schema
                .execute_stream_with_session_data(request, session_data)
                .map(move |response| this.conceal(response, &validated))
                .boxed()
        };
        stream::once(started).flatten().boxed()
    }
}
