//! This module's part of the API of the families.

use campanella_anagrafe::{AlunnoId, IscrizioneId, figlio, iscrizione_del_figlio};
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, graphql_root};
use campanella_plugins_host::spiegazione::{Dato, Passo};

use crate::errore::Errore;
use crate::menu::{MenuDelGiorno, Portata};
use crate::permessi::{MENU_FAMIGLIA, PRESENZE_FAMIGLIA};
use crate::presenza_registrata;
use crate::presenze::{Presenza, PresenzaConnection, PresenzaEdge};
use crate::stato::StatoPresenza;

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    api.enumeration::<StatoPresenza>()
        .output::<PresenzaConnection>()
        .output::<PresenzaEdge>()
        .output::<Presenza>()
        .output::<Passo>()
        .output::<Dato>()
        .output::<MenuDelGiorno>()
        .output::<Portata>()
        .query::<Query>();
    presenza_registrata::estendi(api);
}

struct Query;

#[graphql_root]
impl Query {
    /// I pasti di un figlio, dal più recente, con prezzo e motivazione.
    #[permission(PRESENZE_FAMIGLIA)]
    async fn presenze(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        dal: Option<Giorno>,
        al: Option<Giorno>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<PresenzaConnection, Errore> {
        let iscrizione = iscrizione_del_figlio(ctx, iscrizione).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::presenze(ctx, &iscrizione, (dal, al), pagina).await
    }

    /// Il menù di un figlio, nei giorni in cui è pubblicato.
    #[permission(MENU_FAMIGLIA)]
    async fn menu(
        ctx: &Ctx,
        alunno: AlunnoId,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Vec<MenuDelGiorno>, Errore> {
        let figlio = figlio(ctx, alunno).await?;
        crate::menu(ctx, &figlio, dal, al).await
    }
}
