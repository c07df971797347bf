//! Who changed what and when.

use campanella_anagrafe::Iscritto;
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::prenotazione_storia::{Column, Entity, Model};
use crate::errore::Errore;
use crate::scelta::Scelta;

/// Un cambio della scelta di un giorno.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct CambioPrenotazione {
    /// Quando è stato fatto.
    pub quando: Istante,
    /// Il giorno che è cambiato.
    pub giorno: Giorno,
    /// Che cosa valeva prima.
    pub da: Scelta,
    /// Che cosa vale da allora.
    pub a: Scelta,
    /// Chi l'ha fatto.
    pub chi: String,
    /// Impronta della decisione del regolamento, con la quale l'ufficio può ripeterla.
    pub decisione: Option<String>,
}

/// Una pagina di cambi, dal più recente.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct CambioPrenotazioneConnection {
    /// I cambi.
    pub edges: Vec<CambioPrenotazioneEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
}

/// Un cambio nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct CambioPrenotazioneEdge {
    /// Da passare come `after` per i cambi che seguono.
    pub cursor: String,
    /// Il cambio.
    pub node: CambioPrenotazione,
}

/// The changes of `iscritto`, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn storico_prenotazioni(
    ctx: &Ctx,
    iscritto: &Iscritto,
    pagina: PageRequest,
) -> Result<CambioPrenotazioneConnection, Errore> {
    let mut select = Entity::find()
        .filter(Column::IscrizioneId.eq(iscritto.iscrizione.id))
        .order_by_desc(Column::Id)
        .limit(pagina.limit());
    if let Some(after) = pagina.after {
        select = select.filter(Column::Id.lt(after));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id);
    Ok(CambioPrenotazioneConnection {
        edges: righe
            .into_iter()
            .map(CambioPrenotazioneEdge::from)
            .collect(),
        page_info,
    })
}

impl From<Model> for CambioPrenotazioneEdge {
    fn from(riga: Model) -> Self {
        Self {
            cursor: encode_cursor(riga.id),
            node: CambioPrenotazione {
                quando: riga.quando,
                giorno: riga.giorno,
                da: riga.da,
                a: riga.a,
                chi: riga.chi,
                decisione: riga.decisione,
            },
        }
    }
}
