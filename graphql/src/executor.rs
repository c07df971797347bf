//! Runs one request of a known comune: the same way over HTTP and over a WebSocket.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Data, ErrorExtensionValues, Executor, Request, Response, ServerError};
use campanella_kernel::{Ctx, Scope};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use tracing::Instrument;

use crate::generated::{self, Unfit};
use crate::limits::{self, Limits};
use crate::observe::{self, Validated};
use crate::schemas::Composed;

/// How long a query or mutation may take.
const TIME: Duration = Duration::from_secs(20);

/// What the guard of generated reads says; the only refusal that comes without a code.
const GUARD: &str = "Il proprio ruolo non permette questa operazione.";

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
    /// Checks a request and gives it what its resolvers need; tells its kind too.
    fn prepare(
        &self,
        mut request: Request,
    ) -> Result<(Request, Validated, &'static str), ServerError> {
        generated::prepare(&mut request, |unfit| {
            refusal(unfit.to_string(), "RICHIESTA_NON_VALIDA")
        })?;
        let variables = request.variables.clone();
        let named = request.operation_name.clone();
        let document = request.parsed_query()?;
        limits::check(document, &variables, &self.limits)
            .map_err(|e| refusal(e.to_string(), "RICHIESTA_TROPPO_GRANDE"))?;
        let (_, operation) = document
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
        Ok((request, validated, kind))
    }

    /// A context whose loaders belong to this one request: on a WebSocket many share a person.
    fn fresh_ctx(&self) -> Option<Ctx> {
        let ctx = self.ctx.as_ref()?;
        Some(ctx.renewed())
    }

    /// What was not foreseen is answered with one opaque sentence, and logged.
    fn conceal(&self, mut response: Response, validated: &Validated) -> Response {
        if !validated.is_set() {
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
            if generated::is_of_the_caller(&error.message) {
                error.message = Unfit.to_string();
                set(error, "code", "RICHIESTA_NON_VALIDA");
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

    fn span(&self, kind: &'static str) -> tracing::Span {
        tracing::info_span!(
            "graphql",
            otel.name = kind,
            graphql.operation.type = kind,
            comune = %self.scope.comune().id,
            correlazione = self.scope.correlation(),
        )
    }

    /// Counts what was answered to an operation of the kind `kind`.
    fn counted(&self, kind: &'static str, response: Response) -> Response {
        observe::count(&self.scope.comune().id, kind, &response);
        response
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
        let (request, validated, kind) = match self.prepare(request) {
            Ok(prepared) => prepared,
            Err(e) => return self.counted("", Response::from_errors(vec![e])),
        };
        let running = self
            .composed
            .schema
            .execute(request)
            .instrument(self.span(kind));
        let response = match tokio::time::timeout(TIME, running).await {
            Ok(response) => self.conceal(response, &validated),
            Err(_) => Response::from_errors(vec![refusal(
                "La richiesta ha richiesto troppo tempo. Riprovare chiedendo meno dati.".into(),
                "TEMPO_SCADUTO",
            )]),
        };
        self.counted(kind, response)
    }

    fn execute_stream(
        &self,
        request: Request,
        session_data: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let this = self.clone();
        let started = async move {
            let (request, validated, kind) = match this.prepare(request) {
                Ok(prepared) => prepared,
                Err(e) => {
                    let refused = this.counted("", Response::from_errors(vec![e]));
                    return stream::iter([refused]).boxed();
                }
            };
            let session_data = session_data.unwrap_or_default();
            this.composed
                .schema
                .execute_stream_with_session_data(request, session_data)
                .map(move |response| this.counted(kind, this.conceal(response, &validated)))
                .boxed()
        };
        stream::once(started).flatten().boxed()
    }
}
