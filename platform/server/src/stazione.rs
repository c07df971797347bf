//! The station of pagoPA: one endpoint for all comuni, on any host. The node is known by the secret
//! in the address that was registered with pagoPA, besides the certificate that whatever stands
//! in front of us asks for.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use campanella_kernel::{Actor, InternalError, PermissionSet, PlessoScope};
use campanella_pagamenti::pagopa::{EntePagopa, PERMESSI_DEL_NODO};
use campanella_pagopa::{
    BYTE_MASSIMI_RICHIESTA, CodiceFault, CodiceFiscaleEnte, Diniego, Instradamento, Stazione,
    rispondi,
};
use poem::http::{StatusCode, header};
use poem::web::{Data, Path};
use poem::{Body, Endpoint, EndpointExt, Request, Response, handler, post};

use crate::app::App;
use crate::config::Config;
use crate::segreto::uguali;
use crate::telemetry::Observation;

/// How long a request may take: the node waits no longer.
const TEMPO: Duration = Duration::from_secs(15);

/// The endpoint, for `…/:segreto/paForNode`.
pub fn stazione(app: &Arc<App>) -> impl Endpoint + use<> {
    post(pa_for_node).data(Arc::clone(app))
}

#[handler]
async fn pa_for_node(
    app: Data<&Arc<App>>,
    Path(segreto): Path<String>,
    request: &Request,
    corpo: Body,
) -> Response {
    let Some(quali) = Ammesse::con_segreto(&app.config, &segreto) else {
        return StatusCode::NOT_FOUND.into();
    };
    let azione = request.header("SOAPAction").unwrap_or_default();
    let Ok(corpo) = corpo.into_bytes_limit(BYTE_MASSIMI_RICHIESTA).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into();
    };
    let comuni = Comuni {
        app: Arc::clone(&app),
        quali,
        osservazione: request.extensions().get().cloned(),
    };
    let risposta = rispondi(&comuni, azione.trim_matches('"'), &corpo);
    let Ok(risposta) = tokio::time::timeout(TEMPO, risposta).await else {
        return StatusCode::GATEWAY_TIMEOUT.into();
    };
    let stato = StatusCode::from_u16(risposta.stato).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Response::builder()
        .status(stato)
        .header(header::CONTENT_TYPE, "text/xml; charset=utf-8")
        .body(risposta.corpo)
}

/// The comuni that are hosted here, as the station sees them.
struct Comuni {
    app: Arc<App>,
    quali: Ammesse,
    osservazione: Option<Observation>,
}

/// The stations that whoever knows a secret may call.
enum Ammesse {
    /// One that has a secret of its own.
    Sola(String),
    /// All that have none.
    SenzaSegreto(BTreeSet<String>),
}

impl Ammesse {
    /// None for a secret that is nobody's.
    fn con_segreto(config: &Config, segreto: &str) -> Option<Self> {
        let proprie = config
            .stazioni
            .iter()
            .filter_map(|(nome, stazione)| Some((nome, stazione.segreto_nodo.as_deref()?)));
        let noto = |atteso: &str| !atteso.is_empty() && uguali(atteso, segreto);
        if let Some((nome, _)) = proprie.clone().find(|(_, suo)| noto(suo)) {
            return Some(Self::Sola(nome.clone()));
        }
        let di_tutte = config.segreto_nodo.as_deref().is_some_and(noto);
        di_tutte.then(|| Self::SenzaSegreto(proprie.map(|(nome, _)| nome.clone()).collect()))
    }

    fn comprende(&self, stazione: &str) -> bool {
        match self {
            Self::Sola(sola) => sola == stazione,
            Self::SenzaSegreto(altre) => !altre.contains(stazione),
        }
    }
}

#[async_trait]
impl Stazione for Comuni {
    type Ente = EntePagopa;

    /// A comune that is hosted here and cannot be served now is a failure of ours: the node tries
    /// again, and the payer hears no «unknown».
    async fn ente(
        &self,
        ente: CodiceFiscaleEnte,
        instradamento: &Instradamento,
    ) -> Result<EntePagopa, Diniego> {
        if !self.quali.comprende(instradamento.stazione.as_str()) {
            return Err(CodiceFault::StazioneErrata.into());
        }
        let aperto = self.app.comuni.dell_ente(&ente.to_string()).await;
        let (comune, store) = aperto
            .map_err(InternalError::new)?
            .ok_or(CodiceFault::IdDominioErrato)?;
        if !comune.moduli.contains("pagamenti") {
            return Err(CodiceFault::IdDominioErrato.into());
        }
        let correlazione = self.osservazione.as_ref().map(|osservazione| {
            osservazione.comune(&comune.id);
            osservazione.correlation().to_owned()
        });
        let scope = self
            .app
            .scope(comune, store, correlazione.unwrap_or_default());
        let mut permessi = PermissionSet::nessuno();
        for permesso in PERMESSI_DEL_NODO {
            permessi.concedi(permesso, PlessoScope::Tutti);
        }
        let nodo = Actor::Sistema {
            lavoro: "pagopa".to_owned(),
        };
        EntePagopa::nuovo(scope.authenticated(nodo, Arc::new(permessi)), instradamento).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_the_stations_that_it_is_of() {
        let testo = "segreto_nodo = \"di tutte\"\n[stazioni.\"1_01\"]\nsegreto_nodo = \"suo\"
            [stazioni.\"1_02\"]\nchiave_flussi = \"k\"\n[stazioni.\"1_03\"]\nsegreto_nodo = \"\"";
        let config = Config::from_parts(testo, |_| None).expect("valid");
        let apre = |segreto: &str, stazione: &str| {
            Ammesse::con_segreto(&config, segreto).is_some_and(|a| a.comprende(stazione))
        };
        assert!(apre("suo", "1_01") && !apre("suo", "1_02"));
        assert!(apre("di tutte", "1_02") && !apre("di tutte", "1_01"));
        // An empty secret is nobody's, and does not give the station to whoever knows the other.
        assert!(!apre("di tutte", "1_03"));
        for nessuno in ["", "altro"] {
            assert!(Ammesse::con_segreto(&config, nessuno).is_none());
        }
    }
}
