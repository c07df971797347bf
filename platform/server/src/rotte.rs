//! The addresses of the platform, in one list.

use std::sync::Arc;

use campanella_graphql::{GraphqlEndpoint, SchemaKind};
use poem::endpoint::StaticFilesEndpoint;
use poem::middleware::{CatchPanic, Compression};
use poem::{Endpoint, EndpointExt, IntoEndpoint, Route};

use crate::app::App;
use crate::posta::posta_locale;
use crate::rest;
use crate::sicurezza::SecurityHeaders;
use crate::stazione::stazione;
use crate::telemetry::Trace;
use crate::visita::Visita;

/// Everything that the server answers.
pub fn rotte(app: &Arc<App>) -> impl Endpoint + use<> {
    let visita = || Visita(Arc::clone(app));
    let graphql = |kind| {
        GraphqlEndpoint::new(Arc::clone(&app.schemas), kind, app.config.sviluppo).with(visita())
    };
    let casella = app.posta.casella().filter(|_| app.config.sviluppo).cloned();
    Route::new()
        // of the platform, on any host
        .nest("/health", rest::salute(app))
        .nest("/fornitore/v1", rest::fornitore(app))
        .at("/pagopa/:segreto/paForNode", stazione(app))
        // of a comune, for families
        .at("/graphql", graphql(SchemaKind::Portale))
        .at("/graphql/ws", graphql(SchemaKind::Portale))
        // of a comune, for offices
        .at("/graphql/ufficio", graphql(SchemaKind::Ufficio))
        .at("/graphql/ufficio/ws", graphql(SchemaKind::Ufficio))
        .nest("/api", rest::comune().with(visita()))
        // pages
        .at("/posta-locale", posta_locale(casella).with(visita()))
        .nest("/ufficio", pagine(app, "ufficio/index.html"))
        .nest("/", pagine(app, "index.html"))
        .with(Compression::new())
        .with(SecurityHeaders)
        .with(CatchPanic::new())
        .with(Trace)
}

/// The built pages; an address that is no file is one of the application's own.
fn pagine(app: &Arc<App>, index: &str) -> impl IntoEndpoint + use<> {
    StaticFilesEndpoint::new(&app.config.portale)
        .index_file(index)
        .fallback_to_index()
}
