//! What is due on notices now.

use std::collections::{HashMap, HashSet};

use campanella_kernel::{Ctx, Importo};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entities::avviso_pagamento;
use crate::entities::rata;
use crate::entities::retta::{self, StatoRetta};
use crate::errore::Errore;
use crate::incassa::pagati;
use crate::{AvvisoId, RataId, RettaId};

/// Whether a notice can be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Situazione {
    /// So much is due.
    Aperto(Importo),
    /// Nothing is due any more.
    Pagato,
    /// The bill was cancelled, or nothing is left of the instalment: it went into a plan.
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
    let pagati = pagati(db, ids()).await?;
    let resta: HashMap<RataId, Importo> = rate
        .iter()
        .map(|r| {
            (
                r.id,
                r.importo - pagati.get(&r.id).copied().unwrap_or_default(),
            )
        })
        .collect();
    let nulle: HashSet<RataId> = rate
        .iter()
        .filter(|r| r.importo <= Importo::ZERO)
        .map(|r| r.id)
        .collect();
    let retta_di: HashMap<RataId, RettaId> = rate.iter().map(|r| (r.id, r.retta_id)).collect();
    let situazione = |avviso: &avviso_pagamento::Model| match avviso.rata_id {
        None => ricarica(ctx, avviso),
        Some(rata) => {
            let stato = retta_di.get(&rata).and_then(|r| emesse.get(r));
            let vale = stato == Some(&StatoRetta::Emessa) && !nulle.contains(&rata);
            match resta.get(&rata).filter(|_| vale) {
                Some(resta) if *resta > Importo::ZERO => Situazione::Aperto(*resta),
                Some(_) => Situazione::Pagato,
                None => Situazione::Annullato,
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
