//! What of a payment paid late fee and expenses.

use std::collections::HashMap;

use campanella_kernel::{Ctx, Giorno, Importo};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::{affidamento, incasso, sollecito};
use crate::errore::Errore;
use crate::{IncassoId, RataId};

/// Of each of `incassi` that pays an instalment with late fee or expenses, what paid these: what
/// was added up to that day and not paid before. Three statements.
pub(super) async fn quote(
    ctx: &Ctx,
    incassi: &[incasso::Model],
) -> Result<HashMap<IncassoId, Importo>, Errore> {
    let rate = || incassi.iter().filter_map(|i| i.rata_id);
    let mut oneri: HashMap<RataId, Vec<(Giorno, Importo)>> = HashMap::new();
    for s in sollecito::Entity::find()
        .filter(sollecito::Column::RataId.is_in(rate()))
        .filter(sollecito::Column::AnnullatoIl.is_null())
        .all(ctx.db())
        .await?
    {
        let onere = (s.inviato, s.penale + s.spese);
        oneri.entry(s.rata_id).or_default().push(onere);
    }
    for a in affidamento::Entity::find()
        .filter(affidamento::Column::RataId.is_in(rate()))
        .filter(affidamento::Column::RitiratoIl.is_null())
        .all(ctx.db())
        .await?
    {
        let onere = (a.affidato_il.giorno(), a.penale);
        oneri.entry(a.rata_id).or_default().push(onere);
    }
    // The earlier payments of the same instalments too, whenever they came.
    let pagamenti = incasso::Entity::find()
        .filter(incasso::Column::RataId.is_in(oneri.keys().copied()))
        .filter(incasso::Column::StornatoIl.is_null())
        .order_by_asc(incasso::Column::Giorno)
        .order_by_asc(incasso::Column::Id)
        .all(ctx.db())
        .await?;
    let mut pagati: HashMap<RataId, Importo> = HashMap::new();
    let mut quote = HashMap::new();
    for i in pagamenti {
        let Some((rata, suoi)) = i.rata_id.and_then(|r| Some((r, oneri.get(&r)?))) else {
            continue;
        };
        let aggiunti: Importo = suoi
            .iter()
            .filter(|(giorno, _)| *giorno <= i.giorno)
            .map(|(_, importo)| *importo)
            .sum();
        let gia = pagati.entry(rata).or_default();
        let quota = (aggiunti - *gia).max(Importo::ZERO).min(i.importo);
        *gia = *gia + quota;
        quote.insert(i.id, quota);
    }
    Ok(quote)
}
