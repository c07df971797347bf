//! The bills of a run are computed, for the office to look at.

use std::collections::BTreeSet;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::Ctx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::bozze::{scrivi_anomalie, scrivi_bozze};
use super::calcola::{calcola, in_attesa_di};
use super::lotto::{LOTTO, avanza, comincia};
use super::periodo::periodo;
use super::quote::quote;
use crate::entities::emissione::StatoEmissione;
use crate::entities::{addebito, emissione};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;

/// Computes the bills of the next families; whether there are more.
pub(super) async fn prepara_lotto(ctx: &Ctx, riga: emissione::Model) -> Result<bool, Errore> {
    let famiglie = prossime(ctx, &riga).await?;
    let quote = quote(ctx, &riga, &famiglie).await?;
    let Some(tx) = comincia(ctx, &riga).await? else {
        return Ok(false);
    };
    let Some(ultima) = famiglie.last().copied() else {
        avanza(tx, riga, None, StatoEmissione::InAnteprima).await?;
        return Ok(false);
    };
    let calcoli = calcola(ctx, &tx, &riga, &famiglie, quote).await?;
    scrivi_anomalie(&tx, riga.id, &calcoli).await?;
    scrivi_bozze(&tx, &riga, &calcoli).await?;
    let stato = riga.stato;
    avanza(tx, riga, Some((ultima, famiglie.len())), stato).await?;
    Ok(true)
}

/// The next families of a run, by key.
async fn prossime(ctx: &Ctx, riga: &emissione::Model) -> Result<Vec<FamigliaId>, Errore> {
    let dopo = FamigliaId::new(riga.ultima);
    let con_consumi: Vec<FamigliaId> = in_attesa_di(riga)
        .select_only()
        .column(addebito::Column::FamigliaId)
        .distinct()
        .filter(addebito::Column::FamigliaId.gt(dopo))
        .order_by_asc(addebito::Column::FamigliaId)
        .limit(LOTTO)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let mut prossime: BTreeSet<FamigliaId> = con_consumi.into_iter().collect();
    if riga.con_quota {
        let iscritte = periodo(riga)
            .famiglie(ctx, ctx.db(), SCRIVI_EMISSIONI, Some(dopo), LOTTO)
            .await?;
        prossime.extend(iscritte);
    }
    let lotto = usize::try_from(LOTTO).unwrap_or(usize::MAX);
    Ok(prossime.into_iter().take(lotto).collect())
}
