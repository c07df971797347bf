//! pagoPA in the API of the offices.

use campanella_anagrafe::{FamigliaId, famiglia_autorizzata};
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Servizio, graphql_root};

use super::avvisi::AvvisoConnection;
use super::collegamento::{CatalogoInput, CatalogoPagopa, Collegamento, CollegamentoInput};
use super::flussi::{
    Flusso, FlussoConnection, FlussoEdge, RigaFlusso, RigaFlussoConnection, RigaFlussoEdge,
    StatoRigaFlusso,
};
use super::portale::tipi;
use super::ricevute::{Ricevuta, RicevutaConnection, RicevutaEdge};
use crate::entities::ricevuta_pagopa::{Anomalia, StatoRicevuta};
use crate::entities::riga_flusso::EsitoRendicontato;
use crate::errore::Errore;
use crate::permessi::{GESTISCI_CONTABILITA, LEGGI_CONTI, SCRIVI_CONTI};
use crate::{FlussoId, RataId, RicevutaId};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    tipi(api);
    api.enumeration::<StatoRicevuta>()
        .enumeration::<Anomalia>()
        .output::<RicevutaConnection>()
        .output::<RicevutaEdge>()
        .output::<Ricevuta>()
        .output::<Collegamento>()
        .output::<CatalogoPagopa>()
        .enumeration::<StatoRigaFlusso>()
        .enumeration::<EsitoRendicontato>()
        .output::<FlussoConnection>()
        .output::<FlussoEdge>()
        .output::<Flusso>()
        .output::<RigaFlussoConnection>()
        .output::<RigaFlussoEdge>()
        .output::<RigaFlusso>()
        .input::<CollegamentoInput>()
        .input::<CatalogoInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

struct Query;

#[graphql_root]
impl Query {
    /// Come il comune è collegato a pagoPA; assente finché non lo è.
    #[permission(LEGGI_CONTI)]
    async fn collegamento_pagopa(ctx: &Ctx) -> Result<Option<Collegamento>, Errore> {
        super::collegamento(ctx).await
    }

    /// Gli avvisi di pagamento di una famiglia, dal più recente.
    #[permission(LEGGI_CONTI)]
    async fn avvisi_famiglia(
        ctx: &Ctx,
        famiglia: FamigliaId,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<AvvisoConnection, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_CONTI, famiglia).await?;
        let pagina = PageRequest::new(first, after)?;
        super::avvisi(ctx, &famiglia, pagina).await
    }

    /// Le ricevute di pagoPA, dalla più recente.
    #[permission(LEGGI_CONTI)]
    async fn ricevute_pagopa(
        ctx: &Ctx,
        stato: Option<StatoRicevuta>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RicevutaConnection, Errore> {
        let pagina = PageRequest::new(first, after)?;
        super::ricevute(ctx, stato, pagina).await
    }

    /// Le ricevute il cui denaro non compare in nessun flusso di rendicontazione, benché dovrebbe.
    #[permission(LEGGI_CONTI)]
    async fn ricevute_non_rendicontate(
        ctx: &Ctx,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RicevutaConnection, Errore> {
        super::non_rendicontate(ctx, PageRequest::new(first, after)?).await
    }

    /// I flussi di rendicontazione, dal più recente.
    #[permission(LEGGI_CONTI)]
    async fn flussi_pagopa(
        ctx: &Ctx,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<FlussoConnection, Errore> {
        super::flussi(ctx, PageRequest::new(first, after)?).await
    }

    /// Un flusso di rendicontazione.
    #[permission(LEGGI_CONTI)]
    async fn flusso_pagopa(ctx: &Ctx, flusso: FlussoId) -> Result<Flusso, Errore> {
        super::flusso(ctx, flusso).await
    }

    /// I pagamenti di un flusso, nel suo ordine.
    #[permission(LEGGI_CONTI)]
    async fn righe_flusso(
        ctx: &Ctx,
        flusso: FlussoId,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RigaFlussoConnection, Errore> {
        super::righe_del_flusso(ctx, flusso, PageRequest::new(first, after)?).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Stabilisce come il comune è collegato a pagoPA.
    #[permission(GESTISCI_CONTABILITA)]
    async fn imposta_pagopa(ctx: &Ctx, dati: CollegamentoInput) -> Result<Collegamento, Errore> {
        super::imposta_pagopa(ctx, dati).await
    }

    /// Dice che cosa paga una ricevuta che non ha pagato il suo avviso: una rata della famiglia, o
    /// una ricarica.
    #[permission(SCRIVI_CONTI)]
    async fn attribuisci_ricevuta(
        ctx: &Ctx,
        ricevuta: RicevutaId,
        famiglia: FamigliaId,
        servizio: Servizio,
        rata: Option<RataId>,
        motivo: String,
    ) -> Result<Ricevuta, Errore> {
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_CONTI, famiglia).await?;
        super::attribuisci(ctx, ricevuta, &famiglia, (servizio, rata), &motivo).await
    }

    /// Registra che il denaro di una ricevuta è stato reso a chi l'aveva pagato.
    #[permission(SCRIVI_CONTI)]
    async fn rendi_ricevuta(
        ctx: &Ctx,
        ricevuta: RicevutaId,
        motivo: String,
    ) -> Result<Ricevuta, Errore> {
        super::rendi(ctx, ricevuta, &motivo).await
    }

    /// Riprende ciò che l'ufficio aveva deciso di una ricevuta: il pagamento che ne era nato è
    /// stornato, e il denaro è di nuovo da attribuire.
    #[permission(SCRIVI_CONTI)]
    async fn riapri_ricevuta(
        ctx: &Ctx,
        ricevuta: RicevutaId,
        motivo: String,
    ) -> Result<Ricevuta, Errore> {
        super::riapri(ctx, ricevuta, &motivo).await
    }

    /// Legge adesso gli accrediti pubblicati dalle banche, senza aspettare domattina.
    #[permission(SCRIVI_CONTI)]
    async fn leggi_rendicontazione(ctx: &Ctx) -> Result<bool, Errore> {
        super::chiedi_rendicontazione(ctx).await?;
        Ok(true)
    }

    /// Registra in quale provvisorio di entrata del tesoriere si è ritrovato l'accredito di un
    /// flusso; senza provvisorio, che non si è ritrovato.
    #[permission(SCRIVI_CONTI)]
    async fn riscontra_flusso(
        ctx: &Ctx,
        flusso: FlussoId,
        provvisorio: Option<String>,
    ) -> Result<Flusso, Errore> {
        super::riscontra(ctx, flusso, provvisorio.as_deref()).await
    }
}
