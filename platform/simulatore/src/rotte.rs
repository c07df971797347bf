//! Serving the simulator.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use poem::listener::Acceptor;
use poem::{Endpoint, EndpointExt, Server};

use crate::nodo::Nodo;
use crate::{pagine, rest};

/// How often receipts whose time has come go out.
const OGNI: Duration = Duration::from_secs(1);

/// Pages and services of that node.
pub fn rotte(nodo: Arc<Nodo>) -> impl Endpoint {
    pagine::rotte(rest::rotte()).data(nodo)
}

/// Serves that node, and hands over its late receipts, until `fine`.
///
/// # Errors
/// When the listener fails.
pub async fn servi(
    nodo: Arc<Nodo>,
    acceptor: impl Acceptor + 'static,
    fine: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let late = Arc::clone(&nodo);
    let deliveries = tokio::spawn(async move {
        loop {
            tokio::time::sleep(OGNI).await;
            if let Err(e) = late.consegna().await {
                tracing::debug!("a receipt waits: {e}");
            }
        }
    });
    let served = Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(rotte(nodo), fine, Some(OGNI))
        .await;
    deliveries.abort();
    served
}
