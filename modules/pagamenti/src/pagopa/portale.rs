//! Notices in the API of the families.

use campanella_anagrafe::famiglia_pagante;
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Importo, Servizio, graphql_root};

use super::avvisa::Richiedente;
use super::avvisi::{Avviso, AvvisoConnection, AvvisoEdge, StatoAvviso};
use crate::errore::Errore;
use crate::permessi::{CONTO_FAMIGLIA, MUOVI_CREDITO};
use crate::{AvvisoId, RataId};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    tipi(api);
    api.query::<Query>().mutation::<Mutation>();
}

/// Types of both schemas.
pub(super) fn tipi(api: &mut Api) {
    api.enumeration::<StatoAvviso>()
        .output::<AvvisoConnection>()
        .output::<AvvisoEdge>()
        .output::<Avviso>();
}

struct Query;

#[graphql_root]
impl Query {
    /// I propri avvisi di pagamento, dal più recente.
    #[permission(CONTO_FAMIGLIA)]
    async fn avvisi(
        ctx: &Ctx,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<AvvisoConnection, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        let pagina = PageRequest::new(first, after)?;
        super::avvisi(ctx, &famiglia, pagina).await
    }

    /// Le ricariche che la famiglia ha chiesto e non ha ancora pagato, dalla più recente.
    #[permission(CONTO_FAMIGLIA)]
    async fn ricariche_da_pagare(ctx: &Ctx) -> Result<Vec<Avviso>, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        super::ricariche_da_pagare(ctx, &famiglia).await
    }

    /// Un avviso di pagamento.
    #[permission(CONTO_FAMIGLIA)]
    async fn avviso(ctx: &Ctx, id: AvvisoId) -> Result<Avviso, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        super::avviso(ctx, &famiglia, id).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Chiede un avviso per ricaricare il conto elettronico. Finché non è pagato, chiedere di nuovo
    /// lo stesso importo dà lo stesso avviso.
    #[permission(MUOVI_CREDITO)]
    async fn chiedi_ricarica(
        ctx: &Ctx,
        servizio: Servizio,
        importo: Importo,
    ) -> Result<Avviso, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        super::chiedi_ricarica(ctx, &famiglia, (servizio, importo), Richiedente::Famiglia).await
    }

    /// L'avviso di pagamento di una rata.
    #[permission(MUOVI_CREDITO)]
    async fn avvisa_rata(ctx: &Ctx, rata: RataId) -> Result<Avviso, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        super::avvisa_rata(ctx, &famiglia, rata).await
    }

    /// L'indirizzo della pagina di pagoPA su cui pagare da uno a cinque avvisi insieme. Il saldo
    /// cambia quando arriva la ricevuta.
    #[permission(MUOVI_CREDITO)]
    async fn paga_online(ctx: &Ctx, avvisi: Vec<AvvisoId>) -> Result<String, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        super::paga_online(ctx, &famiglia, &avvisi).await
    }
}
