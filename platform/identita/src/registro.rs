//! The log of what was done, for whoever may read it.

use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{Ctx, GraphqlOutput, Istante, audit};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Result;

/// Una riga del registro delle operazioni.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct VoceRegistro {
    quando: Istante,
    /// Chi ha agito.
    chi: String,
    /// Che cosa ha fatto.
    azione: String,
    /// Su che cosa.
    oggetto: String,
    oggetto_id: Option<String>,
    /// I particolari, in JSON.
    dettaglio: String,
    /// Il codice che lega le righe di una stessa richiesta.
    correlazione: String,
}

/// Una riga del registro nella sua pagina.
#[derive(Clone, GraphqlOutput)]
pub struct VoceRegistroEdge {
    cursor: String,
    node: VoceRegistro,
}

/// Una pagina del registro, dalla riga più recente.
#[derive(Clone, GraphqlOutput)]
pub struct VoceRegistroConnection {
    edges: Vec<VoceRegistroEdge>,
    page_info: PageInfo,
}

/// A page of the log, the latest first, of all things or of one kind (`oggetto`).
///
/// # Errors
/// When the store fails.
pub async fn registro(
    ctx: &Ctx,
    page: PageRequest,
    oggetto: Option<String>,
) -> Result<VoceRegistroConnection> {
    let mut select = audit::Entity::find()
        .order_by_desc(audit::Column::Id)
        .limit(page.limit());
    if let Some(after) = page.after {
        select = select.filter(audit::Column::Id.lt(after));
    }
    if let Some(oggetto) = oggetto {
        select = select.filter(audit::Column::Oggetto.eq(oggetto));
    }
    let mut rows = select.all(ctx.db()).await?;
    let page_info = page.cut(&mut rows, |r| r.id);
    let edges = rows
        .into_iter()
        .map(|r| VoceRegistroEdge {
            cursor: encode_cursor(r.id),
            node: VoceRegistro {
                quando: r.quando,
                chi: r.chi,
                azione: r.azione,
                oggetto: r.oggetto,
                oggetto_id: r.oggetto_id.map(|id| id.to_string()),
                dettaglio: r.dettaglio.to_string(),
                correlazione: r.correlazione,
            },
        })
        .collect();
    Ok(VoceRegistroConnection { edges, page_info })
}
