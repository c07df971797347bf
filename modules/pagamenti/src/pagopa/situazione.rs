//! What is due on notices now.

use std::collections::HashMap;

use campanella_kernel::{Ctx, Importo};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entities::avviso_pagamento;
use crate::entities::retta::{self, StatoRetta};
use crate::entities::{incasso, rata};
use crate::errore::Errore;
use crate::{AvvisoId, RataId, RettaId};

/// Whether a notice can be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Situazione {
    /// So much is due.
    Aperto(Importo),
    /// Nothing is due any more.
    Pagato,
    /// The bill was cancelled.
    Annullato,
    /// A top-up whose last day is past. An instalment can be paid late.
    Scaduto,
}

/// The situation of each of `avvisi`: three statements, however many.
pub(crate) async fn situazioni(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    avvisi: &[avviso_pagamento::Model],
) -> Result<HashMap<AvvisoId, Situazione>, Errore> {
    let ids = || avvisi.iter().filter_map(|a| a.rata_id);
    let rate = rata::Entity::find()
        .filter(rata::Column::Id.is_in(ids()))
        .all(db)
        .await?;
    let emesse: HashMap<RettaId, StatoRetta> = retta::Entity::find()
        .filter(retta::Column::Id.is_in(rate.iter().map(|r| r.retta_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|r| (r.id, r.stato))
        .collect();
    let mut resta: HashMap<RataId, Importo> = rate.iter().map(|r| (r.id, r.importo)).collect();
    let incassi = incasso::Entity::find()
        .filter(incasso::Column::RataId.is_in(ids()))
        .filter(incasso::Column::StornatoIl.is_null())
        .all(db)
        .await?;
    for incasso in incassi {
        if let Some(resta) = incasso.rata_id.and_then(|r| resta.get_mut(&r)) {
            *resta = *resta - incasso.importo;
        }
    }
    let retta_di: HashMap<RataId, RettaId> = rate.iter().map(|r| (r.id, r.retta_id)).collect();
    let situazione = |avviso: &avviso_pagamento::Model| match avviso.rata_id {
        None => ricarica(ctx, avviso),
        Some(rata) => {
            let stato = retta_di.get(&rata).and_then(|r| emesse.get(r));
            match resta.get(&rata) {
                Some(resta) if stato == Some(&StatoRetta::Emessa) => {
                    if *resta > Importo::ZERO {
                        Situazione::Aperto(*resta)
                    } else {
                        Situazione::Pagato
                    }
                }
                _ => Situazione::Annullato,
            }
        }
    };
    Ok(avvisi.iter().map(|a| (a.id, situazione(a))).collect())
}

/// The situation of one.
pub(crate) async fn situazione(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    avviso: &avviso_pagamento::Model,
) -> Result<Situazione, Errore> {
    let tutte = situazioni(ctx, db, std::slice::from_ref(avviso)).await?;
    Ok(tutte
        .get(&avviso.id)
        .copied()
        .unwrap_or(Situazione::Annullato))
}

fn ricarica(ctx: &Ctx, avviso: &avviso_pagamento::Model) -> Situazione {
    if avviso.pagato_il.is_some() {
        Situazione::Pagato
    } else if avviso.scadenza < ctx.oggi() {
        Situazione::Scaduto
    } else {
        Situazione::Aperto(avviso.importo)
    }
}
