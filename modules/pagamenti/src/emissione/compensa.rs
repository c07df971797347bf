//! Credit of a prepaid year pays the bills of the one that follows.

use campanella_anagrafe::famiglia_autorizzata_in;
use campanella_kernel::{Ctx, Importo};
use campanella_ledger::Conto;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::credito_disponibile::saldi_fermi;
use crate::entities::incasso::Mezzo;
use crate::entities::{emissione, rata, retta};
use crate::errore::Errore;
use crate::gestione::{conto_di_altri, ultimo_prepagato};
use crate::incassa::{NuovoIncasso, scrivi};
use crate::permessi::SCRIVI_EMISSIONI;

/// Credit that is left from a year in which the service was prepaid pays first.
pub(super) async fn compensa(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    rette: &[retta::Model],
) -> Result<(), Errore> {
    let prima = emissione.anno.inizio().prima(1);
    let gestione = match ultimo_prepagato(tx, emissione.servizio, prima).await {
        Ok(gestione) => gestione,
        Err(Errore::NonPrepagato(_)) => return Ok(()),
        Err(altro) => return Err(altro),
    };
    if gestione.servizio_del_conto().is_none()
        && conto_di_altri(tx, emissione.servizio, emissione.anno).await?
    {
        return Ok(());
    }
    let conti: Vec<_> = rette
        .iter()
        .map(|r| gestione.prepagato(r.famiglia_id))
        .collect();
    let disponibili = saldi_fermi(ctx, tx, &conti).await?;
    let con_credito: Vec<_> = rette
        .iter()
        .filter(|r| r.importo > Importo::ZERO)
        .filter_map(|r| {
            let conto = gestione.prepagato(r.famiglia_id);
            let resta = disponibili.get(&conto).copied()?;
            (resta > Importo::ZERO).then_some((r, conto, resta))
        })
        .collect();
    let rate = rata::Entity::find()
        .filter(rata::Column::RettaId.is_in(con_credito.iter().map(|(r, ..)| r.id)))
        .order_by_asc(rata::Column::Numero)
        .all(tx)
        .await?;
    for (retta, conto, resta) in con_credito {
        let sue = rate.iter().filter(|rata| rata.retta_id == retta.id);
        paga(ctx, tx, retta, sue, (conto, resta)).await?;
    }
    Ok(())
}

/// Pays the instalments of a bill, the first due first, as far as the credit goes.
async fn paga(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    retta: &retta::Model,
    rate: impl Iterator<Item = &rata::Model>,
    (conto, mut resta): (Conto, Importo),
) -> Result<(), Errore> {
    let famiglia = famiglia_autorizzata_in(ctx, tx, SCRIVI_EMISSIONI, retta.famiglia_id).await?;
    for rata in rate {
        let importo = rata.importo.min(resta);
        if importo <= Importo::ZERO {
            continue;
        }
        resta = resta - importo;
        let nuovo = NuovoIncasso {
            chiave: format!("credito:{}", rata.id),
            servizio: retta.servizio,
            importo,
            mezzo: Mezzo::Credito,
            giorno: ctx.oggi(),
            nota: None,
            rata: Some(rata.id),
        };
        scrivi(ctx, tx, &famiglia, nuovo, conto).await?;
    }
    Ok(())
}
