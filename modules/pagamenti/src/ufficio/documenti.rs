//! Papers: how they look, and those of many families together.

use campanella_kernel::graphql::Api;
use campanella_kernel::{Ctx, graphql_root};

use crate::documenti::{
    CartaIntestata, CartaIntestataInput, ContoPostaleInput, ContoPostaleStampato, LottoDocumenti,
};
use crate::entities::documento::TipoDocumento;
use crate::entities::lotto_documenti::StatoLotto;
use crate::errore::Errore;
use crate::permessi::{GESTISCI_CONTABILITA, LEGGI_CONTI, SCRIVI_CONTI};
use crate::{EmissioneId, InvioId};

/// Adds types and root fields.
pub(super) fn register(api: &mut Api) {
    api.enumeration::<TipoDocumento>()
        .enumeration::<StatoLotto>()
        .output::<LottoDocumenti>()
        .output::<CartaIntestata>()
        .output::<ContoPostaleStampato>()
        .input::<CartaIntestataInput>()
        .input::<ContoPostaleInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

struct Query;

#[graphql_root]
impl Query {
    /// Come si presentano i documenti del comune.
    #[permission(LEGGI_CONTI)]
    async fn carta_intestata(ctx: &Ctx) -> Result<CartaIntestata, Errore> {
        crate::documenti::carta_intestata(ctx).await
    }

    /// Le rette e gli avvisi di un'emissione in PDF, se sono stati chiesti.
    #[permission(LEGGI_CONTI)]
    async fn documenti_emissione(
        ctx: &Ctx,
        emissione: EmissioneId,
    ) -> Result<Vec<LottoDocumenti>, Errore> {
        crate::documenti::lotti_emissione(ctx, emissione).await
    }

    /// Le lettere di un invio di solleciti in PDF, se sono state chieste.
    #[permission(LEGGI_CONTI)]
    async fn documenti_solleciti(ctx: &Ctx, invio: InvioId) -> Result<Vec<LottoDocumenti>, Errore> {
        crate::documenti::lotti_solleciti(ctx, invio).await
    }

    /// Le attestazioni di un anno in PDF, se sono state chieste.
    #[permission(LEGGI_CONTI)]
    async fn documenti_attestazioni(ctx: &Ctx, anno: i32) -> Result<Vec<LottoDocumenti>, Errore> {
        crate::documenti::lotti_attestazioni(ctx, anno).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Stabilisce come si presentano i documenti del comune. Quelli già consegnati non cambiano.
    #[permission(GESTISCI_CONTABILITA)]
    async fn imposta_carta_intestata(
        ctx: &Ctx,
        dati: CartaIntestataInput,
    ) -> Result<CartaIntestata, Errore> {
        crate::documenti::imposta_carta(ctx, dati).await
    }

    /// Toglie lo stemma dai documenti del comune.
    #[permission(GESTISCI_CONTABILITA)]
    async fn togli_stemma(ctx: &Ctx) -> Result<CartaIntestata, Errore> {
        crate::documenti::imposta_logo(ctx, None).await
    }

    /// Prepara in PDF le rette di un'emissione.
    #[permission(SCRIVI_CONTI)]
    async fn prepara_rette(ctx: &Ctx, emissione: EmissioneId) -> Result<LottoDocumenti, Errore> {
        crate::documenti::prepara_rette(ctx, emissione).await
    }

    /// Prepara in PDF gli avvisi di pagamento di un'emissione.
    #[permission(SCRIVI_CONTI)]
    async fn prepara_avvisi(ctx: &Ctx, emissione: EmissioneId) -> Result<LottoDocumenti, Errore> {
        crate::documenti::prepara_avvisi(ctx, emissione).await
    }

    /// Prepara in PDF le lettere di un invio di solleciti.
    #[permission(SCRIVI_CONTI)]
    async fn prepara_lettere(ctx: &Ctx, invio: InvioId) -> Result<LottoDocumenti, Errore> {
        crate::documenti::prepara_lettere(ctx, invio).await
    }

    /// Prepara in PDF le attestazioni di un anno finito, per tutti i bambini.
    #[permission(SCRIVI_CONTI)]
    async fn prepara_attestazioni(ctx: &Ctx, anno: i32) -> Result<LottoDocumenti, Errore> {
        crate::documenti::prepara_attestazioni(ctx, anno).await
    }
}
