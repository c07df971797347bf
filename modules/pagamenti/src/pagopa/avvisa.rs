//! Giving notices: to instalments as bills are issued, to whoever wants to top up.

use std::collections::HashMap;

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, Importo, Rifiuto, Servizio, audit};
use campanella_pagopa::NumeroAvviso;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use super::avvisi::{Avviso, completi};
use super::collegamento::{numera, richiesto, vigente};
use crate::emissione::lotto::RIGHE;
use crate::entities::avviso_pagamento::{self, ActiveModel, Column, Entity};
use crate::entities::{rata, retta};
use crate::errore::Errore;
use crate::gestione::gestione_il;
use crate::incassa::MASSIMO;
use crate::{RataId, RettaId};

/// Days for which a notice of a top-up is good.
const GIORNI: u64 = 60;
/// Top-ups of a service that a family may ask for and not pay: more is a program gone wild.
const APERTI: usize = 20;
/// Days for which a notice is good that was asked for at a counter: it is paid there and then.
const GIORNI_ALLO_SPORTELLO: u64 = 1;
/// Those of a service that may be open at counters. Whoever knows a codice fiscale can ask for
/// one, so they have a limit of their own.
const APERTI_ALLO_SPORTELLO: usize = 5;

/// Who asks for a top-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Richiedente {
    /// The family, on its page.
    Famiglia,
    /// Anybody, at a counter.
    Sportello,
}

/// Gives a notice to every instalment of `rette`, if the comune is connected: three statements
/// and one for each five hundred.
pub(crate) async fn avvisa_rette(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    rette: &[retta::Model],
) -> Result<(), Errore> {
    let Some(collegamento) = vigente(tx).await? else {
        return Ok(());
    };
    let per_chiave: HashMap<RettaId, &retta::Model> = rette.iter().map(|r| (r.id, r)).collect();
    let rate = rata::Entity::find()
        .filter(rata::Column::RettaId.is_in(per_chiave.keys().copied()))
        .filter(rata::Column::Importo.gt(0))
        .order_by_asc(rata::Column::Id)
        .all(tx)
        .await?;
    let numeri = numera(tx, &collegamento, rate.len()).await?;
    let avviso = |(rata, numero): (&rata::Model, NumeroAvviso)| {
        let retta = per_chiave.get(&rata.retta_id)?;
        Some(ActiveModel {
            numero: Set(numero.to_string()),
            ..di_rata(ctx, rata, retta)
        })
    };
    let righe: Vec<ActiveModel> = rate.iter().zip(numeri).filter_map(avviso).collect();
    for alcune in righe.chunks(RIGHE) {
        Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

fn di_rata(ctx: &Ctx, rata: &rata::Model, retta: &retta::Model) -> ActiveModel {
    ActiveModel {
        famiglia_id: Set(retta.famiglia_id),
        servizio: Set(retta.servizio),
        rata_id: Set(Some(rata.id)),
        importo: Set(rata.importo),
        scadenza: Set(rata.scadenza),
        creato_il: Set(ctx.now()),
        pagato_il: Set(None),
        allo_sportello: Set(false),
        ..Default::default()
    }
}

/// The notice of an instalment of `famiglia`: the one that it has, or a new one, if the bill was
/// issued before the comune was connected.
///
/// # Errors
/// [`Errore::SenzaPagopa`], [`Rifiuto::NonTrovato`].
pub async fn avvisa_rata(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    id: RataId,
) -> Result<Avviso, Errore> {
    let non_trovata = || Rifiuto::NonTrovato("Rata");
    let tx = ctx.begin().await?;
    // Who asks for the same one meanwhile waits, and then finds the notice.
    let rata = rata::Entity::find_by_id(id)
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or_else(non_trovata)?;
    let retta = retta::Entity::find_by_id(rata.retta_id)
        .one(&tx)
        .await?
        .filter(|r| r.famiglia_id == famiglia.famiglia.id && r.emessa_il.is_some())
        .ok_or_else(non_trovata)?;
    let gia = Entity::find()
        .filter(Column::RataId.eq(id))
        .one(&tx)
        .await?;
    let avviso = match gia {
        Some(gia) => gia,
        None if rata.importo <= Importo::ZERO => return Err(non_trovata().into()),
        None => {
            let numeri = numera(&tx, &richiesto(&tx).await?, 1).await?;
            let nuovo = di_rata(ctx, &rata, &retta);
            inserisci(&tx, nuovo, &numeri).await?
        }
    };
    let avviso = completi(ctx, &tx, vec![avviso]).await?.remove(0);
    tx.commit().await?;
    Ok(avviso)
}

async fn inserisci(
    tx: &DatabaseTransaction,
    nuovo: ActiveModel,
    numeri: &[NumeroAvviso],
) -> Result<avviso_pagamento::Model, Errore> {
    let numero = numeri.first().map(ToString::to_string).unwrap_or_default();
    let nuovo = ActiveModel {
        numero: Set(numero),
        ..nuovo
    };
    Ok(nuovo.insert(tx).await?)
}

/// A notice for topping `importo` up on the account of `famiglia` for `servizio`, which `chi` asks
/// for. Asked again before it is paid, the same: nobody pays twice for pressing twice.
///
/// # Errors
/// [`Errore::SenzaPagopa`], [`Errore::NonPrepagato`], [`Errore::TroppiAvvisi`]; an amount of
/// nothing or out of measure.
pub async fn chiedi_ricarica(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    (servizio, importo): (Servizio, Importo),
    chi: Richiedente,
) -> Result<Avviso, Errore> {
    if importo <= Importo::ZERO || importo > MASSIMO {
        return Err(Rifiuto::dato("importo", format!("più di zero, fino a {MASSIMO}")).into());
    }
    let tx = ctx.begin().await?;
    let collegamento = richiesto(&tx).await?;
    gestione_il(&tx, servizio, ctx.oggi())
        .await?
        .se_prepagato()?;
    // Taken first: two devices that ask at once get one notice.
    let numeri = numera(&tx, &collegamento, 1).await?;
    let id = famiglia.famiglia.id;
    let aperti = Entity::find()
        .filter(Column::FamigliaId.eq(id))
        .filter(Column::Servizio.eq(servizio))
        .filter(Column::RataId.is_null())
        .filter(Column::PagatoIl.is_null())
        .filter(Column::Scadenza.gte(ctx.oggi()))
        .order_by_desc(Column::Id)
        .all(&tx)
        .await?;
    let allo_sportello = chi == Richiedente::Sportello;
    let (massimo, giorni) = match chi {
        Richiedente::Famiglia => (APERTI, GIORNI),
        Richiedente::Sportello => (APERTI_ALLO_SPORTELLO, GIORNI_ALLO_SPORTELLO),
    };
    // A counter takes either; a family's must be good for as long as it was told.
    let stesso = |a: &&avviso_pagamento::Model| {
        a.importo == importo && (allo_sportello || !a.allo_sportello)
    };
    if let Some(gia) = aperti.iter().find(stesso) {
        // The number goes back with the transaction.
        return Ok(completi(ctx, &tx, vec![gia.clone()]).await?.remove(0));
    }
    let suoi = aperti.iter().filter(|a| a.allo_sportello == allo_sportello);
    if suoi.count() >= massimo {
        return Err(Errore::TroppiAvvisi);
    }
    let nuovo = ActiveModel {
        famiglia_id: Set(id),
        servizio: Set(servizio),
        rata_id: Set(None),
        importo: Set(importo),
        scadenza: Set(ctx.oggi().dopo(giorni)),
        creato_il: Set(ctx.now()),
        pagato_il: Set(None),
        allo_sportello: Set(allo_sportello),
        ..Default::default()
    };
    let avviso = inserisci(&tx, nuovo, &numeri).await?;
    let dettaglio = json!({ "avviso": avviso.id, "servizio": servizio, "importo": importo });
    audit::record(
        ctx,
        &tx,
        "chiediRicarica",
        "famiglia",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    let avviso = completi(ctx, &tx, vec![avviso]).await?.remove(0);
    tx.commit().await?;
    Ok(avviso)
}
