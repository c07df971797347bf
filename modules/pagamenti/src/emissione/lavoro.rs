//! The work of a run: some families at a time, each lot in a transaction that also says how far
//! the run is. A kill loses at most a lot, which is then done anew.

use std::collections::{BTreeMap, BTreeSet};

use campanella_anagrafe::FamigliaId;
use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, InternalError};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};

use super::calcola::{Calcolo, calcola, in_attesa_di, periodo};
use super::conferma::conferma_lotto;
use super::quote::quote;
use crate::entities::emissione::StatoEmissione;
use crate::entities::retta::StatoRetta;
use crate::entities::{addebito, anomalia_emissione, emissione, retta, riga_retta};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::{EmissioneId, RettaId, turno};

/// Kind of the job.
pub(crate) const EMETTI: &str = "pagamenti.emissione";

/// Families of a transaction.
pub(super) const LOTTO: u64 = 200;
/// Lots of a job: the closings of the day do not wait behind a long run.
const LOTTI_PER_LAVORO: usize = 10;
/// Rows of one insert: below the parameters that any of the stores takes.
pub(crate) const RIGHE: usize = 500;

#[derive(Serialize, Deserialize)]
struct Contenuto {
    emissione: EmissioneId,
}

/// How the keys of the jobs of a run begin.
pub(super) fn prefisso(id: EmissioneId) -> String {
    format!("{EMETTI}:{id}:")
}

/// The job that goes on with `emissione` from where it is.
pub(super) fn prossimo(
    ctx: &Ctx,
    emissione: &emissione::Model,
) -> Result<NewJob<'static>, InternalError> {
    let (id, stato, ultima) = (emissione.id, emissione.stato, emissione.ultima);
    Ok(NewJob {
        tipo: EMETTI,
        chiave: format!("{}{stato:?}:{ultima}", prefisso(id)),
        contenuto: serde_json::to_value(Contenuto { emissione: id })?,
        da_eseguire: ctx.now(),
    })
}

/// The job.
pub(crate) struct Emetti;

#[async_trait::async_trait]
impl JobHandler for Emetti {
    fn tipo(&self) -> &'static str {
        EMETTI
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let Contenuto { emissione } = Contenuto::deserialize(contenuto)?;
        Ok(prosegui(ctx, emissione).await?)
    }
}

/// Does some lots, then asks for the next job unless the run is at the end of its phase.
async fn prosegui(ctx: &Ctx, id: EmissioneId) -> Result<(), Errore> {
    for _ in 0..LOTTI_PER_LAVORO {
        if !un_lotto_di_emissione(ctx, id).await? {
            return Ok(());
        }
    }
    let Some(riga) = emissione::Entity::find_by_id(id).one(ctx.db()).await? else {
        return Ok(());
    };
    let tx = ctx.begin().await?;
    enqueue(ctx, &tx, prossimo(ctx, &riga)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Does one lot of a run, as its job does; whether there is more to do in this phase.
///
/// # Errors
/// When the store fails.
pub async fn un_lotto_di_emissione(ctx: &Ctx, id: EmissioneId) -> Result<bool, Errore> {
    let Some(riga) = emissione::Entity::find_by_id(id).one(ctx.db()).await? else {
        return Ok(false);
    };
    match riga.stato {
        StatoEmissione::InPreparazione => prepara_lotto(ctx, riga).await,
        StatoEmissione::InConferma => conferma_lotto(ctx, riga).await,
        _ => Ok(false),
    }
}

async fn prepara_lotto(ctx: &Ctx, riga: emissione::Model) -> Result<bool, Errore> {
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

/// Begins a lot: none when the run is no longer where it was, because another node went on.
pub(super) async fn comincia(
    ctx: &Ctx,
    riga: &emissione::Model,
) -> Result<Option<DatabaseTransaction>, Errore> {
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, riga.servizio).await?;
    let adesso = emissione::Entity::find_by_id(riga.id).one(&tx).await?;
    let fermo = adesso.is_some_and(|a| (a.stato, a.ultima) == (riga.stato, riga.ultima));
    Ok(fermo.then_some(tx))
}

/// Ends a lot: how far the run is stands with what was done.
pub(super) async fn avanza(
    tx: DatabaseTransaction,
    riga: emissione::Model,
    fatte: Option<(FamigliaId, usize)>,
    stato: StatoEmissione,
) -> Result<(), Errore> {
    let mut dopo = emissione::ActiveModel {
        id: Set(riga.id),
        stato: Set(stato),
        ..Default::default()
    };
    if let Some((ultima, quante)) = fatte {
        dopo.ultima = Set(ultima.key());
        dopo.fatte = Set(riga.fatte + i64::try_from(quante).unwrap_or(0));
    }
    dopo.update(&tx).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn scrivi_anomalie(
    tx: &DatabaseTransaction,
    id: EmissioneId,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
) -> Result<(), Errore> {
    let righe: Vec<_> = calcoli
        .iter()
        .flat_map(|(famiglia, c)| c.anomalie.iter().map(move |a| (famiglia, a)))
        .map(|(famiglia, a)| anomalia_emissione::ActiveModel {
            emissione_id: Set(id),
            famiglia_id: Set(*famiglia),
            iscrizione_id: Set(a.iscrizione),
            tipo: Set(a.tipo),
            dettaglio: Set(a.dettaglio.clone()),
            ..Default::default()
        })
        .collect();
    for alcune in righe.chunks(RIGHE) {
        anomalia_emissione::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

pub(super) async fn scrivi_bozze(
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
) -> Result<(), Errore> {
    let con_righe = || calcoli.iter().filter(|(_, c)| !c.righe.is_empty());
    let bozze: Vec<_> = con_righe()
        .map(|(famiglia, calcolo)| retta::ActiveModel {
            emissione_id: Set(emissione.id),
            famiglia_id: Set(*famiglia),
            servizio: Set(emissione.servizio),
            descrizione: Set(emissione.descrizione.clone()),
            importo: Set(calcolo.importo()),
            stato: Set(StatoRetta::Bozza),
            motivo: Set(None),
            scrittura_id: Set(None),
            emessa_il: Set(None),
            ..Default::default()
        })
        .collect();
    if bozze.is_empty() {
        return Ok(());
    }
    retta::Entity::insert_many(bozze)
        .exec_without_returning(tx)
        .await?;
    let scritte: Vec<(RettaId, FamigliaId)> = retta::Entity::find()
        .select_only()
        .columns([retta::Column::Id, retta::Column::FamigliaId])
        .filter(retta::Column::EmissioneId.eq(emissione.id))
        .filter(retta::Column::FamigliaId.is_in(con_righe().map(|(f, _)| *f)))
        .into_tuple()
        .all(tx)
        .await?;
    scrivi_righe(tx, calcoli, &scritte).await
}

/// Writes the lines of the bills `rette`.
pub(super) async fn scrivi_righe(
    tx: &DatabaseTransaction,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
    rette: &[(RettaId, FamigliaId)],
) -> Result<(), Errore> {
    let mut righe = Vec::new();
    for (retta, famiglia) in rette {
        for r in calcoli
            .get(famiglia)
            .map_or(&[][..], |c| c.righe.as_slice())
        {
            righe.push(riga_retta::ActiveModel {
                retta_id: Set(*retta),
                iscrizione_id: Set(r.iscrizione),
                tipo: Set(r.tipo),
                descrizione: Set(r.descrizione.clone()),
                mese: Set(r.mese),
                quantita: Set(r.quantita),
                prezzo: Set(r.prezzo),
                arrotondamento: Set(r.arrotondamento),
                importo: Set(r.importo),
                fascia: Set(r.fascia.clone()),
                spiegazione: Set(r.spiegazione.clone()),
                decisione: Set(r.decisione.clone()),
                ..Default::default()
            });
        }
    }
    for alcune in righe.chunks(RIGHE) {
        riga_retta::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
