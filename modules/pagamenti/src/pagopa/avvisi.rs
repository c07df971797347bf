//! Notices as families and offices see them.

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{Ctx, Giorno, GraphqlEnum, GraphqlOutput, Importo, Rifiuto, Servizio};
use campanella_pagopa::Causale;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::situazione::{Situazione, situazioni};
use crate::entities::avviso_pagamento::{Column, Entity, Model};
use crate::errore::Errore;
use crate::{AvvisoId, RataId};

/// A che punto è un avviso.
#[derive(Debug, Clone, Copy, PartialEq, Eq, GraphqlEnum)]
pub enum StatoAvviso {
    /// Si può pagare.
    DaPagare,
    /// È pagato.
    Pagato,
    /// La retta è stata annullata.
    Annullato,
    /// È passato l'ultimo giorno per pagarlo.
    Scaduto,
}

/// Un avviso di pagamento di pagoPA.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Avviso {
    /// La chiave.
    pub id: AvvisoId,
    /// Il numero di avviso, 18 cifre.
    pub numero: String,
    /// Il servizio.
    pub servizio: Servizio,
    /// Che cosa paga, senza nomi.
    pub causale: String,
    /// Quanto si deve ora; di un avviso che non si può più pagare, quanto si doveva.
    pub importo: Importo,
    /// Ultimo giorno per pagare.
    pub scadenza: Giorno,
    /// A che punto è.
    pub stato: StatoAvviso,
    /// La rata che paga; assente per una ricarica.
    pub rata: Option<RataId>,
}

/// Una pagina di avvisi.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct AvvisoConnection {
    /// Gli avvisi.
    pub edges: Vec<AvvisoEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
}

/// Un avviso nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct AvvisoEdge {
    /// Da passare come `after` per gli avvisi che seguono.
    pub cursor: String,
    /// L'avviso.
    pub node: Avviso,
}

impl Model {
    /// What is paid, in codes: whoever handles the payment reads it.
    pub(crate) fn causale(&self) -> Result<Causale, Errore> {
        let testo = match self.rata_id {
            Some(rata) => format!("{}, rata {rata}", self.servizio),
            None => format!("{}, ricarica del conto {}", self.servizio, self.famiglia_id),
        };
        Causale::new(&testo, &[]).map_err(|e| campanella_kernel::InternalError::new(e).into())
    }

    fn completo(self, situazione: Option<Situazione>) -> Result<Avviso, Errore> {
        let (stato, importo) = match situazione.unwrap_or(Situazione::Annullato) {
            Situazione::Aperto(importo) => (StatoAvviso::DaPagare, importo),
            Situazione::Pagato => (StatoAvviso::Pagato, self.importo),
            Situazione::Annullato => (StatoAvviso::Annullato, self.importo),
            Situazione::Scaduto => (StatoAvviso::Scaduto, self.importo),
        };
        Ok(Avviso {
            id: self.id,
            causale: self.causale()?.to_string(),
            numero: self.numero,
            servizio: self.servizio,
            importo,
            scadenza: self.scadenza,
            stato,
            rata: self.rata_id,
        })
    }
}

/// Notices with what is due on them now: three statements, however many.
pub(crate) async fn completi(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    righe: Vec<Model>,
) -> Result<Vec<Avviso>, Errore> {
    let situazioni = situazioni(ctx, db, &righe).await?;
    righe
        .into_iter()
        .map(|r| {
            let situazione = situazioni.get(&r.id).copied();
            r.completo(situazione)
        })
        .collect()
}

/// The notices of `famiglia`, the latest first: four statements, however many.
///
/// # Errors
/// When the store fails.
pub async fn avvisi(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    pagina: PageRequest,
) -> Result<AvvisoConnection, Errore> {
    let mut select = Entity::find()
        .filter(Column::FamigliaId.eq(famiglia.famiglia.id))
        .order_by_desc(Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(Column::Id.lt(AvvisoId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id.key());
    let edge = |node: Avviso| AvvisoEdge {
        cursor: encode_cursor(node.id.key()),
        node,
    };
    let avvisi = completi(ctx, ctx.db(), righe).await?;
    Ok(AvvisoConnection {
        edges: avvisi.into_iter().map(edge).collect(),
        page_info,
    })
}

/// The top-ups that `famiglia` asked for and can still pay, the latest first; not those that
/// somebody asked for at a counter, of which it knows nothing.
///
/// # Errors
/// When the store fails.
pub async fn ricariche_da_pagare(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<Avviso>, Errore> {
    let righe = Entity::find()
        .filter(Column::FamigliaId.eq(famiglia.famiglia.id))
        .filter(Column::RataId.is_null())
        .filter(Column::PagatoIl.is_null())
        .filter(Column::AlloSportello.eq(false))
        .filter(Column::Scadenza.gte(ctx.oggi()))
        .order_by_desc(Column::Id)
        .all(ctx.db())
        .await?;
    completi(ctx, ctx.db(), righe).await
}

/// One of them.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn avviso(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    id: AvvisoId,
) -> Result<Avviso, Errore> {
    let riga = Entity::find_by_id(id)
        .filter(Column::FamigliaId.eq(famiglia.famiglia.id))
        .all(ctx.db())
        .await?;
    let trovati = completi(ctx, ctx.db(), riga).await?;
    trovati
        .into_iter()
        .next()
        .ok_or_else(|| Rifiuto::NonTrovato("Avviso").into())
}
