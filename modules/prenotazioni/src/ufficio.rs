//! This module's part of the API of the offices.

use campanella_anagrafe::{IscrizioneId, iscrizione_autorizzata};
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, Istante, graphql_root};
use campanella_plugins_host::{EsitoProva, GESTISCI};

use crate::errore::Errore;
use crate::giornata::{GiornoCalendario, SceltaPossibile};
use crate::permessi::{LEGGI, SCRIVI};
use crate::scelta::Scelta;
use crate::storico::{CambioPrenotazione, CambioPrenotazioneConnection, CambioPrenotazioneEdge};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    api.enumeration::<Scelta>()
        .output::<GiornoCalendario>()
        .output::<SceltaPossibile>()
        .output::<CambioPrenotazioneConnection>()
        .output::<CambioPrenotazioneEdge>()
        .output::<CambioPrenotazione>()
        .query::<Query>()
        .mutation::<Mutation>();
}

struct Query;

#[graphql_root]
impl Query {
    /// Chi ha cambiato che cosa nelle prenotazioni di un alunno, dal cambio più recente.
    #[permission(LEGGI)]
    async fn storico_prenotazioni(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<CambioPrenotazioneConnection, Errore> {
        let iscritto = iscrizione_autorizzata(ctx, LEGGI, iscrizione).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::storico_prenotazioni(ctx, &iscritto, pagina).await
    }

    /// Che cosa potrebbe scegliere un bambino per un giorno con un regolamento, in vigore o no, se
    /// la famiglia lo chiedesse in un certo momento, e perché.
    #[permission(GESTISCI)]
    async fn prova_prenotazione(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        giorno: Giorno,
        quando: Istante,
        digest: String,
        parametri: serde_json::Value,
    ) -> Result<EsitoProva, Errore> {
        let iscritto = iscrizione_autorizzata(ctx, GESTISCI, iscrizione).await?;
        crate::prova_prenotazione(ctx, &iscritto, (giorno, quando), (digest, &parametri)).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Sceglie per conto di una famiglia, anche oltre l'orario limite, finché le presenze del
    /// giorno non sono state registrate.
    #[permission(SCRIVI)]
    async fn prenota_per_conto(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        giorno: Giorno,
        scelta: Scelta,
        motivo: String,
    ) -> Result<GiornoCalendario, Errore> {
        let iscritto = iscrizione_autorizzata(ctx, SCRIVI, iscrizione).await?;
        crate::prenota_per_conto(ctx, &iscritto, giorno, scelta, &motivo).await
    }
}
