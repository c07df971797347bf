//! Trying a tariff before it is in force: on one child, on a past period.

use campanella_anagrafe::{ISEE_LEGGI, IscrizioneId, iscrizione_autorizzata};
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, GraphqlInput, GraphqlOutput, Istante, graphql_root};
use campanella_plugins_host::{EsitoProva, GESTISCI, LEGGI};

use crate::entities::simulazione::{self, StatoSimulazione};
use crate::errore::Errore;
use crate::pasti_iscritto::{PastoIscritto, PastoIscrittoConnection, PastoIscrittoEdge};
use crate::simula::conto::{
    CambiamentoBambino, ClasseDiCambiamento, ErroreSimulazione, FasciaSimulazione,
};
use crate::simula::{Richiesta, Riepilogo, SimulazioneId};

/// Adds types and root fields.
pub(super) fn register(api: &mut Api) {
    api.enumeration::<StatoSimulazione>()
        .output::<Simulazione>()
        .output::<Riepilogo>()
        .output::<FasciaSimulazione>()
        .output::<ClasseDiCambiamento>()
        .output::<CambiamentoBambino>()
        .output::<ErroreSimulazione>()
        .output::<PastoIscrittoConnection>()
        .output::<PastoIscrittoEdge>()
        .output::<PastoIscritto>()
        .input::<SimulazioneInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// Una simulazione.
#[derive(Debug, Clone, GraphqlOutput)]
struct Simulazione {
    /// La chiave.
    id: SimulazioneId,
    /// Primo giorno del periodo.
    dal: Giorno,
    /// Ultimo giorno del periodo.
    al: Giorno,
    /// Impronta del componente provato.
    digest: String,
    /// I suoi parametri.
    parametri: serde_json::Value,
    /// A che punto è.
    stato: StatoSimulazione,
    /// Pasti del periodo.
    totale: i32,
    /// Pasti già calcolati.
    fatte: i32,
    /// Chi l'ha chiesta.
    chiesta_da: String,
    /// Quando.
    chiesta_il: Istante,
    /// Quando è finita.
    finita_il: Option<Istante>,
    /// Che cosa cambierebbe, per quanto è già calcolato.
    riepilogo: Option<Riepilogo>,
}

impl From<simulazione::Model> for Simulazione {
    fn from(m: simulazione::Model) -> Self {
        Self {
            id: SimulazioneId::new(m.id),
            dal: m.dal,
            al: m.al,
            digest: m.digest,
            parametri: m.parametri,
            stato: m.stato,
            totale: i32::try_from(m.totale).unwrap_or(i32::MAX),
            fatte: i32::try_from(m.fatte).unwrap_or(i32::MAX),
            chiesta_da: m.chiesta_da,
            chiesta_il: m.chiesta_il,
            finita_il: m.finita_il,
            riepilogo: m.risultato.map(|c| c.0.riepilogo()),
        }
    }
}

/// La tariffa da simulare e il periodo passato.
#[derive(Debug, Clone, GraphqlInput)]
struct SimulazioneInput {
    /// Impronta del componente.
    digest: String,
    /// I suoi parametri.
    parametri: serde_json::Value,
    /// Primo giorno del periodo.
    dal: Giorno,
    /// Ultimo giorno del periodo: fino a ieri.
    al: Giorno,
}

struct Query;

#[graphql_root]
impl Query {
    /// Che cosa pagherebbe un bambino con una tariffa, in vigore o no, e perché.
    #[permission(GESTISCI)]
    async fn prova_tariffa(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        giorno: Giorno,
        digest: String,
        parametri: serde_json::Value,
    ) -> Result<EsitoProva, Errore> {
        let iscritto = iscrizione_autorizzata(ctx, GESTISCI, iscrizione).await?;
        crate::prova_tariffa(ctx, &iscritto, giorno, (digest, &parametri)).await
    }

    /// I pasti di un bambino con il loro prezzo e il perché, dal più recente.
    #[permission(ISEE_LEGGI)]
    async fn pasti_iscritto(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        dal: Option<Giorno>,
        al: Option<Giorno>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<PastoIscrittoConnection, Errore> {
        let iscritto = iscrizione_autorizzata(ctx, ISEE_LEGGI, iscrizione).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::pasti_iscritto(ctx, &iscritto, (dal, al), pagina).await
    }

    /// Una simulazione.
    #[permission(LEGGI)]
    async fn simulazione(ctx: &Ctx, id: SimulazioneId) -> Result<Simulazione, Errore> {
        Ok(crate::simulazione(ctx, id).await?.into())
    }

    /// Le simulazioni, dalla più recente.
    #[permission(LEGGI)]
    async fn simulazioni(ctx: &Ctx) -> Result<Vec<Simulazione>, Errore> {
        let righe = crate::simulazioni(ctx).await?;
        Ok(righe.into_iter().map(Simulazione::from).collect())
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Comincia a ricalcolare i pasti di un periodo passato con un'altra tariffa, senza toccarli.
    #[permission(GESTISCI)]
    async fn avvia_simulazione(ctx: &Ctx, dati: SimulazioneInput) -> Result<SimulazioneId, Errore> {
        let richiesta = Richiesta {
            digest: dati.digest,
            parametri: dati.parametri,
            dal: dati.dal,
            al: dati.al,
        };
        crate::avvia_simulazione(ctx, richiesta).await
    }

    /// Ferma una simulazione in corso.
    #[permission(GESTISCI)]
    async fn annulla_simulazione(ctx: &Ctx, id: SimulazioneId) -> Result<bool, Errore> {
        crate::annulla_simulazione(ctx, id).await?;
        Ok(true)
    }
}
