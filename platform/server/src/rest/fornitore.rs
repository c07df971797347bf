//! The vendor's interface: making, suspending, migrating comuni, entering one to help. It is a
//! host's of any name, and knows one caller: whoever has the token of the configuration. Each
//! change names the operator, for the vendor's log.

mod dati;
mod gettone;
mod rifiuto;

use std::sync::Arc;

use campanella_identita::{entra_supporto, primo_amministratore};
use campanella_kernel::{ComuneId, Scope};
use campanella_tenants::Quali;
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use serde_json::{Value, json};

use super::problema::{Problema, Rifiutata};
use crate::app::App;
use crate::telemetry::Observation;
use dati::{
    AccessoConcesso, Amministratore, CodiceConsegnato, ComuneDaCreare, Ingresso, Migrazione,
    SchedaComune, Sospensione,
};
use gettone::Gettone;
use rifiuto::{del_fornitore, dello_store, riferisci};

/// The vendor's interface.
pub(super) struct Fornitore;

type Risposta<T> = Result<Json<T>, Rifiutata>;

#[OpenApi]
impl Fornitore {
    /// Elenca i comuni, in qualunque stato.
    #[oai(path = "/comuni", method = "get", operation_id = "elencaComuni")]
    async fn elenco(&self, app: Data<&Arc<App>>, _gettone: Gettone) -> Risposta<Vec<SchedaComune>> {
        let schede = app.comuni.elenco().await.map_err(del_fornitore)?;
        Ok(Json(schede.into_iter().map(Into::into).collect()))
    }

    /// Mostra un comune.
    #[oai(path = "/comuni/:id", method = "get", operation_id = "mostraComune")]
    async fn scheda(
        &self,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Identificativo del comune.
        id: Path<String>,
    ) -> Risposta<SchedaComune> {
        scheda(&app, &leggi_id(&id)?).await
    }

    /// Crea un comune con il suo archivio. Ripetere la richiesta dopo un'interruzione la completa.
    #[oai(path = "/comuni", method = "post", operation_id = "creaComune")]
    async fn crea(
        &self,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore agisce.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
        dati: Json<ComuneDaCreare>,
    ) -> Risposta<SchedaComune> {
        let nuovo = dati.0.leggi()?;
        let scheda = app
            .comuni
            .crea(nuovo, &operatore)
            .await
            .map_err(del_fornitore)?;
        // Its daily jobs begin now; were the wake-up lost, the runner's census would find it.
        if let Err(error) = app.comuni.sveglie().wake(&scheda.id, app.now()).await {
            tracing::warn!(comune = %scheda.id, %error, "a wake-up could not be noted");
        }
        Ok(Json(scheda.into()))
    }

    /// Rende una persona amministratrice del comune e restituisce il codice con cui si registra.
    #[oai(
        path = "/comuni/:id/amministratori",
        method = "post",
        operation_id = "creaAmministratore"
    )]
    async fn amministratore(
        &self,
        request: &Request,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore agisce.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
        /// Identificativo del comune.
        id: Path<String>,
        dati: Json<Amministratore>,
    ) -> Risposta<CodiceConsegnato> {
        let persona = dati.0.leggi()?;
        let scope = scope(&app, request, &leggi_id(&id)?).await?;
        match primo_amministratore(&scope, persona).await {
            Ok(codice) => {
                let dettaglio = json!({ "scade": codice.scade });
                registra(&app, &scope, "nomina_amministratore", &operatore, dettaglio).await?;
                Ok(Json(codice.into()))
            }
            Err(error) => Err(Rifiutata::del_dominio(&scope, &error)),
        }
    }

    /// Sospende un comune: le sue pagine lo dicono, i suoi lavori aspettano.
    #[oai(
        path = "/comuni/:id/sospendi",
        method = "post",
        operation_id = "sospendiComune"
    )]
    async fn sospendi(
        &self,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore agisce.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
        /// Identificativo del comune.
        id: Path<String>,
        dati: Json<Sospensione>,
    ) -> Risposta<SchedaComune> {
        let id = leggi_id(&id)?;
        let sospeso = app.comuni.sospendi(&id, &dati.motivo, &operatore).await;
        sospeso.map_err(del_fornitore)?;
        scheda(&app, &id).await
    }

    /// Rimette in servizio un comune sospeso.
    #[oai(
        path = "/comuni/:id/riattiva",
        method = "post",
        operation_id = "riattivaComune"
    )]
    async fn riattiva(
        &self,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore agisce.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
        /// Identificativo del comune.
        id: Path<String>,
    ) -> Risposta<SchedaComune> {
        let id = leggi_id(&id)?;
        app.comuni
            .riattiva(&id, &operatore)
            .await
            .map_err(del_fornitore)?;
        scheda(&app, &id).await
    }

    /// Porta l'archivio di un comune alla versione di questo programma.
    #[oai(
        path = "/comuni/:id/migra",
        method = "post",
        operation_id = "migraComune"
    )]
    async fn migra(
        &self,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore agisce.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
        /// Identificativo del comune.
        id: Path<String>,
    ) -> Risposta<Vec<Migrazione>> {
        migra(&app, &Quali::Solo(vec![leggi_id(&id)?]), &operatore).await
    }

    /// Porta gli archivi di tutti i comuni alla versione di questo programma. Quello che non
    /// riesce non ferma gli altri.
    #[oai(path = "/migrazioni", method = "post", operation_id = "migraTutti")]
    async fn migra_tutti(
        &self,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore agisce.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
    ) -> Risposta<Vec<Migrazione>> {
        migra(&app, &Quali::Tutti, &operatore).await
    }

    /// Fa entrare l'assistenza in un comune, per un motivo e un tempo che il comune vede.
    #[oai(
        path = "/comuni/:id/accessi",
        method = "post",
        operation_id = "entraSupporto"
    )]
    async fn accesso(
        &self,
        request: &Request,
        app: Data<&Arc<App>>,
        _gettone: Gettone,
        /// Chi del fornitore entra.
        #[oai(name = "X-Operatore", validator(min_length = 1, max_length = 100))]
        operatore: Header<String>,
        /// Identificativo del comune.
        id: Path<String>,
        dati: Json<Ingresso>,
    ) -> Risposta<AccessoConcesso> {
        let scope = scope(&app, request, &leggi_id(&id)?).await?;
        match entra_supporto(&scope, &operatore, &dati.motivo, dati.minuti).await {
            Ok(ingresso) => {
                let dettaglio = json!({ "motivo": dati.motivo, "al": ingresso.al });
                registra(&app, &scope, "entra_supporto", &operatore, dettaglio).await?;
                Ok(Json(AccessoConcesso {
                    token: ingresso.token,
                    al: ingresso.al.utc(),
                }))
            }
            Err(error) => Err(Rifiutata::del_dominio(&scope, &error)),
        }
    }
}

/// What is no identifier names no comune.
fn leggi_id(id: &str) -> Result<ComuneId, Rifiutata> {
    let refuse = |e: campanella_kernel::comune::ComuneIdError| {
        Rifiutata::NonTrovata(Problema::new("COMUNE_SCONOSCIUTO", e.to_string()))
    };
    ComuneId::parse(id).map_err(refuse)
}

async fn scheda(app: &App, id: &ComuneId) -> Risposta<SchedaComune> {
    let scheda = app.comuni.scheda(id).await.map_err(del_fornitore)?;
    Ok(Json(scheda.into()))
}

async fn migra(app: &App, quali: &Quali, operatore: &str) -> Risposta<Vec<Migrazione>> {
    let rapporto = app.comuni.migra(quali, operatore, |_, _, _| {}).await;
    let rapporto = rapporto.map_err(del_fornitore)?;
    Ok(Json(rapporto.comuni.into_iter().map(riferisci).collect()))
}

/// Notes in the vendor's log what was done in the comune of `scope`, before its secret is handed
/// out: without the row nobody gets it. Who is who stays in the comune's own log, which the
/// correlation id finds.
async fn registra(
    app: &App,
    scope: &Scope,
    azione: &str,
    operatore: &str,
    mut dettaglio: Value,
) -> Result<(), Rifiutata> {
    dettaglio["correlazione"] = scope.correlation().into();
    let id = &scope.comune().id;
    let comuni = &app.comuni;
    let registrato = comuni.registra(id, azione, operatore, dettaglio).await;
    registrato.map_err(del_fornitore)
}

async fn scope(app: &App, request: &Request, id: &ComuneId) -> Result<Scope, Rifiutata> {
    let (comune, store) = app.comuni.stores().open(id).await.map_err(dello_store)?;
    let observation = request.extensions().get::<Observation>();
    let correlation = observation.map_or_else(String::new, |o| o.correlation().to_owned());
    Ok(app.scope(comune, store, correlation))
}
