//! What of a payment paid late fee and expenses.

use std::collections::HashMap;

use campanella_kernel::{Ctx, Giorno, Importo};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::RataId;
use crate::entities::{affidamento, incasso, sollecito};
use crate::errore::Errore;

/// The payments of `giorni` that paid late fee or expenses, each with how much of it did: what was
/// added to the instalment up to that day and not paid before. Three statements: of instalments
/// there may be more than a statement takes parameters, so none is named.
pub(super) async fn quote(
    ctx: &Ctx,
    (dal, al): (Giorno, Giorno),
) -> Result<Vec<(incasso::Model, Importo)>, Errore> {
    let mut oneri: HashMap<RataId, Vec<(Giorno, Importo)>> = HashMap::new();
    let solleciti = sollecito::Entity::find().filter(sollecito::Column::AnnullatoIl.is_null());
    for s in solleciti.clone().all(ctx.db()).await? {
        let onere = (s.inviato, s.penale + s.spese);
        oneri.entry(s.rata_id).or_default().push(onere);
    }
    let affidamenti = affidamento::Entity::find().filter(affidamento::Column::RitiratoIl.is_null());
    for a in affidamenti.clone().all(ctx.db()).await? {
        let onere = (a.affidato_il.giorno(), a.penale);
        oneri.entry(a.rata_id).or_default().push(onere);
    }
    let sollecitata = solleciti.select_only().column(sollecito::Column::RataId);
    let affidata = affidamenti
        .select_only()
        .column(affidamento::Column::RataId);
    // The earlier payments of the same instalments too, whenever they came.
    let pagamenti = incasso::Entity::find()
        .filter(
            Condition::any()
                .add(incasso::Column::RataId.in_subquery(sollecitata.into_query()))
                .add(incasso::Column::RataId.in_subquery(affidata.into_query())),
        )
        .filter(incasso::Column::StornatoIl.is_null())
        .order_by_asc(incasso::Column::Giorno)
        .order_by_asc(incasso::Column::Id)
        .all(ctx.db())
        .await?;
    let mut pagati: HashMap<RataId, Importo> = HashMap::new();
    let mut quote = Vec::new();
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
        if quota > Importo::ZERO && (dal..=al).contains(&i.giorno) {
            quote.push((i, quota));
        }
    }
    Ok(quote)
}
