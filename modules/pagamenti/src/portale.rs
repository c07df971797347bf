//! This module's part of the API of the families.

use campanella_anagrafe::famiglia_pagante;
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, Importo, Servizio, graphql_root};

use crate::RettaId;
use crate::attestazione::{Attestazione, SpesaAttestata};
use crate::consumi::{ConsumoConnection, ConsumoEdge, ConsumoFamiglia, StatoConsumo};
use crate::emissione::leggi_rette::{
    AvvisoDellaRata, Rata, Retta, RettaConnection, RettaEdge, RigaRetta,
};
use crate::entities::gestione::{ContoPer, Modo};
use crate::entities::incasso::Mezzo;
use crate::entities::retta::StatoRetta;
use crate::entities::riga_retta::TipoRiga;
use crate::entities::rimborso::StatoRimborso;
use crate::errore::Errore;
use crate::morosita::Sollecito;
use crate::movimenti::{CausaMovimento, Movimento, MovimentoConnection, MovimentoEdge, QualeConto};
use crate::permessi::{CONTO_FAMIGLIA, MUOVI_CREDITO};
use crate::rimborsi::{RichiestaRimborso, Rimborso};
use crate::spiegazioni::PassoSpiegazione;
use crate::stato_contabile::StatoServizio;
use crate::trasferisci::Capo;

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    tipi(api);
    api.output::<StatoServizio>()
        .output::<ConsumoConnection>()
        .output::<ConsumoEdge>()
        .output::<ConsumoFamiglia>()
        .enumeration::<StatoConsumo>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// Types of both schemas.
pub(crate) fn tipi(api: &mut Api) {
    api.enumeration::<Modo>()
        .enumeration::<ContoPer>()
        .enumeration::<Mezzo>()
        .enumeration::<CausaMovimento>()
        .enumeration::<QualeConto>()
        .enumeration::<StatoRetta>()
        .enumeration::<TipoRiga>()
        .enumeration::<StatoRimborso>()
        .output::<MovimentoConnection>()
        .output::<MovimentoEdge>()
        .output::<Movimento>()
        .output::<RettaConnection>()
        .output::<RettaEdge>()
        .output::<Retta>()
        .output::<RigaRetta>()
        .output::<Rata>()
        .output::<AvvisoDellaRata>()
        .output::<Rimborso>()
        .output::<Sollecito>()
        .output::<Attestazione>()
        .output::<SpesaAttestata>()
        .output::<PassoSpiegazione>();
}

struct Query;

#[graphql_root]
impl Query {
    /// Lo stato contabile di ogni servizio, per il genitore che paga.
    #[permission(CONTO_FAMIGLIA)]
    async fn stato_contabile(ctx: &Ctx) -> Result<Vec<StatoServizio>, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        crate::stato_contabile(ctx, &famiglia).await
    }

    /// I movimenti di un conto, dal più recente.
    #[permission(CONTO_FAMIGLIA)]
    async fn movimenti(
        ctx: &Ctx,
        servizio: Servizio,
        conto: QualeConto,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<MovimentoConnection, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::movimenti(ctx, &famiglia, (servizio, conto), pagina).await
    }

    /// I consumi dei propri figli, dal più recente, con prezzo e spiegazione.
    #[permission(CONTO_FAMIGLIA)]
    async fn consumi(
        ctx: &Ctx,
        servizio: Servizio,
        dal: Option<Giorno>,
        al: Option<Giorno>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<ConsumoConnection, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::consumi(ctx, &famiglia, servizio, (dal, al), pagina).await
    }

    /// Le rette emesse, dalla più recente, con righe, rate e quanto è stato pagato.
    #[permission(CONTO_FAMIGLIA)]
    async fn rette(
        ctx: &Ctx,
        servizio: Option<Servizio>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RettaConnection, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::rette_della_famiglia(ctx, &famiglia, servizio, pagina).await
    }

    /// Le rette emesse di cui resta qualcosa da pagare, dalla più recente.
    #[permission(CONTO_FAMIGLIA)]
    async fn rette_da_pagare(
        ctx: &Ctx,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RettaConnection, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        crate::rette_da_pagare(ctx, &famiglia, PageRequest::new(first, after)?).await
    }

    /// Una retta emessa.
    #[permission(CONTO_FAMIGLIA)]
    async fn retta(ctx: &Ctx, id: RettaId) -> Result<Retta, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        crate::retta_della_famiglia(ctx, &famiglia, id).await
    }

    /// I rimborsi chiesti, dal più recente.
    #[permission(CONTO_FAMIGLIA)]
    async fn rimborsi(ctx: &Ctx) -> Result<Vec<Rimborso>, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        crate::rimborsi(ctx, Some(&famiglia), None).await
    }

    /// Quanto la famiglia ha pagato per ogni bambino, anno per anno, per la dichiarazione dei redditi.
    #[permission(CONTO_FAMIGLIA)]
    async fn attestazioni(ctx: &Ctx) -> Result<Vec<Attestazione>, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        crate::attestazioni(ctx, &famiglia).await
    }

    /// I solleciti ricevuti dalla famiglia, dal più recente.
    #[permission(CONTO_FAMIGLIA)]
    async fn solleciti(ctx: &Ctx) -> Result<Vec<Sollecito>, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        crate::solleciti_della_famiglia(ctx, &famiglia).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Trasferisce credito da un servizio a un altro. Ripetere la stessa chiave non lo trasferisce
    /// due volte.
    #[permission(MUOVI_CREDITO)]
    async fn trasferisci_credito(
        ctx: &Ctx,
        da: Servizio,
        a: Servizio,
        importo: Importo,
        chiave: String,
    ) -> Result<Vec<StatoServizio>, Errore> {
        let famiglia = &famiglia_pagante(ctx).await?;
        let capo = |servizio| Capo { famiglia, servizio };
        crate::trasferisci(ctx, capo(da), capo(a), importo, (&chiave, None)).await?;
        crate::stato_contabile(ctx, famiglia).await
    }

    /// Chiede il rimborso di credito. Resta sul conto finché l'ufficio non decide.
    #[permission(MUOVI_CREDITO)]
    async fn chiedi_rimborso(
        ctx: &Ctx,
        servizio: Servizio,
        importo: Importo,
        iban: String,
        chiave: String,
    ) -> Result<Rimborso, Errore> {
        let famiglia = famiglia_pagante(ctx).await?;
        let richiesta = RichiestaRimborso {
            servizio,
            importo,
            iban,
            chiave,
        };
        crate::chiedi_rimborso(ctx, &famiglia, richiesta).await
    }
}
