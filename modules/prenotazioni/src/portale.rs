//! This module's part of the API of the families.

use async_graphql::dynamic::{InputValue, ResolverContext, TypeRef};
use campanella_anagrafe::{IscrizioneId, iscrizione_del_figlio};
use campanella_kernel::graphql::{Api, GraphqlScalar, PageRequest, bad_argument};
use campanella_kernel::{Ctx, Giorno, graphql_root};

use crate::calendario::Calendario;
use crate::errore::Errore;
use crate::giornata::{GiornoCalendario, SceltaPossibile};
use crate::imposta_settimana::GiornoSettimanaInput;
use crate::permessi::{LEGGI_FAMIGLIA, SCRIVI_FAMIGLIA};
use crate::prenota_periodo::{EsitoPeriodo, GiornoRifiutato};
use crate::scelta::Scelta;
use crate::storico::{CambioPrenotazione, CambioPrenotazioneConnection, CambioPrenotazioneEdge};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    api.enumeration::<Scelta>()
        .output::<Calendario>()
        .output::<GiornoCalendario>()
        .output::<SceltaPossibile>()
        .output::<EsitoPeriodo>()
        .output::<GiornoRifiutato>()
        .output::<CambioPrenotazioneConnection>()
        .output::<CambioPrenotazioneEdge>()
        .output::<CambioPrenotazione>()
        .input::<GiornoSettimanaInput>()
        .query::<Query>()
        .mutation::<Mutation>()
        .subscription::<IscrizioneId, GiornoCalendario, Errore, _, _>(
            (
                "calendarioCambiato",
                "I giorni del calendario di un figlio, man mano che cambiano.",
            ),
            LEGGI_FAMIGLIA,
            vec![InputValue::new(
                "iscrizione",
                TypeRef::named_nn(TypeRef::ID),
            )],
            leggi_iscrizione,
            crate::calendario_cambiato,
        );
}

fn leggi_iscrizione(ctx: &ResolverContext<'_>) -> Result<IscrizioneId, async_graphql::Error> {
    let argomento = ctx.args.try_get("iscrizione")?;
    IscrizioneId::parse(argomento.as_value()).map_err(|e| bad_argument("iscrizione", e))
}

struct Query;

#[graphql_root]
impl Query {
    /// Il calendario di un figlio: che cosa vale, che cosa si può scegliere, fino a quando.
    #[permission(LEGGI_FAMIGLIA)]
    async fn calendario(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Calendario, Errore> {
        let iscrizione = iscrizione_del_figlio(ctx, iscrizione).await?;
        crate::calendario(ctx, &iscrizione, dal, al).await
    }

    /// Chi ha cambiato che cosa, dal cambio più recente.
    #[permission(LEGGI_FAMIGLIA)]
    async fn storico_prenotazioni(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<CambioPrenotazioneConnection, Errore> {
        let iscrizione = iscrizione_del_figlio(ctx, iscrizione).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::storico_prenotazioni(ctx, &iscrizione, pagina).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Sceglie per un giorno. Con `versione` si dice che cosa si era visto: se nel frattempo il
    /// giorno è cambiato, la scelta è rifiutata con lo stato attuale.
    #[permission(SCRIVI_FAMIGLIA)]
    async fn prenota(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        giorno: Giorno,
        scelta: Scelta,
        versione: Option<i32>,
    ) -> Result<GiornoCalendario, Errore> {
        let iscrizione = iscrizione_del_figlio(ctx, iscrizione).await?;
        crate::prenota(ctx, &iscrizione, giorno, scelta, versione).await
    }

    /// Sceglie per tutti i giorni di servizio di un periodo che si possono ancora cambiare.
    #[permission(SCRIVI_FAMIGLIA)]
    async fn prenota_periodo(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        dal: Giorno,
        al: Giorno,
        scelta: Scelta,
    ) -> Result<EsitoPeriodo, Errore> {
        let iscrizione = iscrizione_del_figlio(ctx, iscrizione).await?;
        crate::prenota_periodo(ctx, &iscrizione, dal, al, scelta).await
    }

    /// Dice che cosa vale di solito nei giorni della settimana indicati.
    #[permission(SCRIVI_FAMIGLIA)]
    async fn imposta_settimana(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        dal: Giorno,
        al: Option<Giorno>,
        giorni: Vec<GiornoSettimanaInput>,
    ) -> Result<EsitoPeriodo, Errore> {
        let iscrizione = iscrizione_del_figlio(ctx, iscrizione).await?;
        crate::imposta_settimana(ctx, &iscrizione, dal, al, &giorni).await
    }
}
