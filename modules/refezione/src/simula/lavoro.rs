//! The work of a simulation: some days at a time, each a job of its own, so that the closings of
//! the day do not wait behind it and a kill loses little.

use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, Giorno, InternalError};
use campanella_plugins_host::DaProvare;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};

use super::conto::Conto;
use super::giorno::{TariffaNuova, aggiungi_giorno};
use crate::entities::simulazione::{self, ContoSalvato, StatoSimulazione};
use crate::errore::Errore;

/// Kind of the job.
pub(crate) const SIMULA: &str = "refezione.simulazione";

/// Meals after which a job hands over to the next.
const PASTI_PER_LAVORO: usize = 10_000;

/// The job.
pub(crate) struct Simula;

#[derive(Serialize, Deserialize)]
struct Contenuto {
    simulazione: i64,
}

pub(super) fn contenuto(simulazione: i64) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(Contenuto { simulazione })
}

/// One job for each day from which it goes on.
pub(super) fn chiave(simulazione: i64, dal: Giorno) -> String {
    format!("{SIMULA}:{simulazione}:{}", dal.date())
}

#[async_trait::async_trait]
impl JobHandler for Simula {
    fn tipo(&self) -> &'static str {
        SIMULA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let Contenuto { simulazione } = Contenuto::deserialize(contenuto)?;
        Ok(prosegui(ctx, simulazione).await?)
    }
}

/// Computes some days and asks for the next job, unless the simulation ended or was cancelled.
async fn prosegui(ctx: &Ctx, id: i64) -> Result<(), Errore> {
    let riga = simulazione::Entity::find_by_id(id).one(ctx.db()).await?;
    let Some(riga) = riga.filter(|r| r.stato == StatoSimulazione::InCorso) else {
        return Ok(());
    };
    let tariffa = TariffaNuova {
        componente: DaProvare::DelComune(riga.digest.clone()),
        parametri: riga.parametri.clone(),
    };
    let mut conto = riga.risultato.clone().map_or_else(Conto::default, |c| c.0);
    let mut giorno = conto.prossimo.unwrap_or(riga.dal);
    let mut fatti = 0;
    while giorno <= riga.al && fatti < PASTI_PER_LAVORO {
        fatti += aggiungi_giorno(ctx, &tariffa, giorno, &mut conto).await?;
        giorno = giorno.dopo(1);
    }
    conto.prossimo = Some(giorno);
    salva(ctx, riga, conto, fatti).await
}

/// Saves the account with the next job, in one transaction. A cancellation in the meantime stays.
async fn salva(
    ctx: &Ctx,
    riga: simulazione::Model,
    conto: Conto,
    fatti: usize,
) -> Result<(), Errore> {
    let tx = ctx.begin().await?;
    let ora = simulazione::Entity::find_by_id(riga.id).one(&tx).await?;
    if ora.is_none_or(|r| r.stato != StatoSimulazione::InCorso) {
        return Ok(());
    }
    let prossimo = conto.prossimo.unwrap_or(riga.al.dopo(1));
    let finita = prossimo > riga.al;
    let (id, fatte) = (riga.id, riga.fatte);
    let mut salvata = riga.into_active_model();
    salvata.fatte = Set(fatte + i64::try_from(fatti).unwrap_or(0));
    salvata.risultato = Set(Some(ContoSalvato(conto)));
    if finita {
        salvata.stato = Set(StatoSimulazione::Finita);
        salvata.finita_il = Set(Some(ctx.now()));
    }
    salvata.update(&tx).await?;
    if !finita {
        let seguito = NewJob {
            tipo: SIMULA,
            chiave: chiave(id, prossimo),
            contenuto: contenuto(id).map_err(InternalError::from)?,
            da_eseguire: ctx.now(),
        };
        enqueue(ctx, &tx, seguito).await?;
    }
    tx.commit().await?;
    if !finita {
        ctx.wake_jobs(ctx.now());
    }
    Ok(())
}
