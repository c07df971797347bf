//! The regulations in the API of the offices: what is in force, what could be, putting it in
//! force.

use std::sync::Arc;

use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{
    Ctx, Giorno, GraphqlInput, GraphqlOutput, InternalError, Istante, Module, Rifiuto, Servizio,
    graphql_root,
};

use crate::attiva::{AttivazioneRifiutata, GESTISCI, NuovaAttivazione, PERMESSI};
use crate::attivazione::{self, AttivazioneId};
use crate::contratto::Estensione;
use crate::regole::Regole;
use crate::spediti;

/// The module.
pub struct Regolamenti;

impl Module for Regolamenti {
    fn name(&self) -> &'static str {
        "regolamenti"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        PERMESSI
    }

    fn portale(&self, _api: &mut Api) {}

    fn ufficio(&self, api: &mut Api) {
        api.output::<Attivazione>()
            .output::<RegolaDisponibile>()
            .input::<AttivaRegolaInput>()
            .enumeration::<Estensione>()
            .query::<RegolamentiQuery>()
            .mutation::<RegolamentiMutation>();
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        vec![]
    }
}

/// Un regolamento in vigore da un giorno a un giorno.
#[derive(Debug, Clone, GraphqlOutput)]
struct Attivazione {
    id: AttivazioneId,
    /// Che cosa decide.
    estensione: Estensione,
    /// Per quale servizio.
    servizio: Servizio,
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Parametri.
    parametri: serde_json::Value,
    /// Primo giorno.
    dal: Giorno,
    /// Ultimo giorno; nessuno finché non comincia il successivo.
    al: Option<Giorno>,
    /// Atto che lo approva.
    atto: String,
    /// Chi lo ha messo in vigore.
    approvata_da: String,
    /// Quando.
    creata_il: Istante,
}

impl From<attivazione::Model> for Attivazione {
    fn from(m: attivazione::Model) -> Self {
        Self {
            id: m.attivazione(),
            estensione: m.estensione,
            servizio: m.servizio,
            digest: m.digest,
            parametri: m.parametri,
            dal: m.dal,
            al: m.al,
            atto: m.atto,
            approvata_da: m.approvata_da,
            creata_il: m.creata_il,
        }
    }
}

/// Un regolamento che si può mettere in vigore.
#[derive(Debug, Clone, GraphqlOutput)]
struct RegolaDisponibile {
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Nome stabile.
    nome: String,
    /// Versione.
    versione: String,
    /// Titolo.
    titolo: String,
    /// Che cosa decide.
    estensione: Estensione,
    /// Schema JSON dei parametri, con titoli in italiano.
    schema_parametri: serde_json::Value,
}

/// Il regolamento da mettere in vigore.
#[derive(Debug, Clone, GraphqlInput)]
struct AttivaRegolaInput {
    /// Che cosa decide.
    estensione: Estensione,
    /// Per quale servizio.
    servizio: Servizio,
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Parametri, secondo lo schema del componente.
    parametri: serde_json::Value,
    /// Primo giorno: da domani in poi, se un altro è in vigore.
    dal: Giorno,
    /// Atto che lo approva.
    atto: String,
}

struct RegolamentiQuery;

#[graphql_root]
impl RegolamentiQuery {
    /// I regolamenti del comune, dal più recente.
    #[permission(GESTISCI)]
    async fn attivazioni(ctx: &Ctx) -> Result<Vec<Attivazione>, Rifiuto> {
        let rows = attivazione::tutte(ctx.db()).await?;
        Ok(rows.into_iter().map(Attivazione::from).collect())
    }

    /// I regolamenti che si possono mettere in vigore, con i loro parametri.
    #[permission(GESTISCI)]
    async fn regole_disponibili(ctx: &Ctx) -> Result<Vec<RegolaDisponibile>, Rifiuto> {
        let host = ctx.service::<Regole>()?.host();
        let described = spediti::TUTTI.iter().map(|wasm| {
            let regola = host.carica(wasm).map_err(InternalError::new)?;
            let manifesto = regola.manifesto();
            Ok(RegolaDisponibile {
                digest: regola.digest().to_owned(),
                nome: manifesto.id.clone(),
                versione: manifesto.versione.clone(),
                titolo: manifesto.titolo.clone(),
                estensione: regola.estensione(),
                schema_parametri: manifesto.schema_parametri.clone(),
            })
        });
        described.collect()
    }
}

struct RegolamentiMutation;

#[graphql_root]
impl RegolamentiMutation {
    /// Mette in vigore un regolamento; quello di prima vale fino al giorno precedente.
    #[permission(GESTISCI)]
    async fn attiva_regola(
        ctx: &Ctx,
        dati: AttivaRegolaInput,
    ) -> Result<AttivazioneId, AttivazioneRifiutata> {
        let nuova = NuovaAttivazione {
            estensione: dati.estensione,
            servizio: dati.servizio,
            digest: dati.digest,
            parametri: dati.parametri,
            dal: dati.dal,
            atto: dati.atto,
        };
        ctx.service::<Regole>()?.attiva(ctx, nuova).await
    }
}
