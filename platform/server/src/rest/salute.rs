//! Probes, as Kubernetes and balancers ask them.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi};

use crate::app::App;

/// The probes.
pub(super) struct Salute;

/// Stato di una parte da cui il nodo dipende.
#[derive(Object)]
struct Parte {
    /// Nome della parte: `catalogo`, `redis`.
    nome: String,
    /// Vero se risponde.
    pronta: bool,
}

/// Stato del nodo.
#[derive(Object)]
struct StatoNodo {
    /// Vero se tutte le parti rispondono.
    pronto: bool,
    /// Le parti.
    parti: Vec<Parte>,
}

#[derive(ApiResponse)]
enum Pronto {
    /// Il nodo può ricevere richieste.
    #[oai(status = 200)]
    Si(Json<StatoNodo>),
    /// Una parte da cui il nodo dipende non risponde.
    #[oai(status = 503)]
    No(Json<StatoNodo>),
}

#[derive(ApiResponse)]
enum Vivo {
    /// Il processo risponde.
    #[oai(status = 204)]
    Si,
}

#[OpenApi]
impl Salute {
    /// Il processo risponde? Nessun'altra parte è interpellata.
    #[oai(path = "/live", method = "get", operation_id = "vivo")]
    async fn live(&self) -> Vivo {
        Vivo::Si
    }

    /// Il nodo può ricevere richieste? Il catalogo e Redis, se configurato, devono rispondere.
    #[oai(path = "/ready", method = "get", operation_id = "pronto")]
    async fn ready(&self, app: Data<&Arc<App>>) -> Pronto {
        let catalogo = app.comuni.ping().await;
        if let Err(error) = &catalogo {
            tracing::warn!(%error, "the catalog does not answer");
        }
        let mut parti = vec![Parte {
            nome: "catalogo".to_owned(),
            pronta: catalogo.is_ok(),
        }];
        if let Some(redis) = &app.redis {
            parti.push(Parte {
                nome: "redis".to_owned(),
                pronta: redis.ready().await,
            });
        }
        let pronto = parti.iter().all(|p| p.pronta);
        let stato = Json(StatoNodo { pronto, parti });
        if pronto {
            Pronto::Si(stato)
        } else {
            Pronto::No(stato)
        }
    }
}
