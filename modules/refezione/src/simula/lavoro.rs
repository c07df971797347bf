//! The work of a simulation: some days at a time, each a job of its own, so that the closings of
//! the day do not wait behind it and a kill loses little.

use std::collections::HashMap;

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, Giorno, Importo, InternalError, Servizio};
use campanella_plugins_host::decisione::{self, ingresso};
use campanella_plugins_host::tariffa::Ingresso;
use campanella_plugins_host::{AttivazioneRifiutata, Regole};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};

use super::conto::Conto;
use crate::entities::simulazione::{self, ContoSalvato, StatoSimulazione};
use crate::entities::{consumo, presenza};
use crate::errore::Errore;

/// Kind of the job.
pub(crate) const SIMULA: &str = "refezione.simulazione";

/// Meals after which a job hands over to the next.
const PASTI_PER_LAVORO: usize = 10_000;

/// Keys in one query: below the bound parameters that any of the stores takes.
const CHIAVI: usize = 10_000;

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
    let mut conto = riga.risultato.clone().map_or_else(Conto::default, |c| c.0);
    let mut giorno = conto.prossimo.unwrap_or(riga.dal);
    let mut fatti = 0;
    while giorno <= riga.al && fatti < PASTI_PER_LAVORO {
        let pasti = pasti_del_giorno(ctx, giorno).await?;
        fatti += pasti.len();
        del_giorno(ctx, &riga, giorno, pasti, &mut conto).await?;
        giorno = giorno.dopo(1);
    }
    conto.prossimo = Some(giorno);
    salva(ctx, riga, conto, fatti).await
}

/// A meal that was charged.
struct Pasto {
    iscrizione: i64,
    importo: Option<Importo>,
    ingresso: Option<Ingresso>,
}

async fn pasti_del_giorno(ctx: &Ctx, giorno: Giorno) -> Result<Vec<Pasto>, Errore> {
    let presenze: HashMap<i64, IscrizioneId> = presenza::Entity::find()
        .filter(presenza::Column::Giorno.eq(giorno))
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|p| (p.id, p.iscrizione_id))
        .collect();
    let righe = super::pasti(giorno, giorno).all(ctx.db()).await?;
    let decisioni = righe.iter().filter_map(|c| c.decisione.clone());
    let ingressi = ingressi(ctx, decisioni.collect()).await?;
    let pasto = |consumo: consumo::Model| {
        let ingresso = consumo.decisione.and_then(|d| ingressi.get(&d).cloned());
        Some(Pasto {
            iscrizione: presenze.get(&consumo.presenza_id)?.key(),
            importo: consumo.importo,
            ingresso,
        })
    };
    Ok(righe.into_iter().filter_map(pasto).collect())
}

/// The recorded input of each decision.
async fn ingressi(ctx: &Ctx, decisioni: Vec<String>) -> Result<HashMap<String, Ingresso>, Errore> {
    let mut trovati = HashMap::new();
    for alcune in decisioni.chunks(CHIAVI) {
        let righe = decisione::Entity::find()
            .filter(decisione::Column::Impronta.is_in(alcune))
            .all(ctx.db())
            .await?;
        let loro = righe.iter().map(|d| d.ingresso.as_str());
        let dati: HashMap<String, serde_json::Value> = ingresso::Entity::find()
            .filter(ingresso::Column::Impronta.is_in(loro))
            .all(ctx.db())
            .await?
            .into_iter()
            .map(|i| (i.impronta, i.dati))
            .collect();
        for decisione in righe {
            let dato = dati.get(&decisione.ingresso);
            // An input of a form that this program no longer reads counts as not recorded.
            if let Some(ingresso) = dato.and_then(|d| Ingresso::deserialize(d).ok()) {
                trovati.insert(decisione.impronta, ingresso);
            }
        }
    }
    Ok(trovati)
}

async fn del_giorno(
    ctx: &Ctx,
    riga: &simulazione::Model,
    giorno: Giorno,
    pasti: Vec<Pasto>,
    conto: &mut Conto,
) -> Result<(), Errore> {
    let mut chiesti = Vec::with_capacity(pasti.len());
    let mut domande = Vec::with_capacity(pasti.len());
    for pasto in pasti {
        let (Some(ingresso), Some(importo)) = (pasto.ingresso, pasto.importo) else {
            conto.senza_dati();
            continue;
        };
        chiesti.push((
            pasto.iscrizione,
            ingresso.isee.as_ref().map(|i| i.valore),
            importo,
        ));
        domande.push((giorno, ingresso));
    }
    let regola = (riga.digest.as_str(), &riga.parametri);
    let esiti = ctx
        .service::<Regole>()?
        .prova_tariffa(ctx, regola, Servizio::Refezione, domande)
        .await;
    let esiti = match esiti {
        Ok(esiti) => esiti,
        Err(AttivazioneRifiutata::Comune(rifiuto)) => return Err(rifiuto.into()),
        // The component went away since: each meal says so.
        Err(perche) => {
            let testo = perche.to_string();
            for _ in chiesti {
                conto.errore(campanella_kernel::DomainError::code(&perche), &testo);
            }
            return Ok(());
        }
    };
    for ((iscrizione, isee, vecchio), esito) in chiesti.into_iter().zip(esiti) {
        match esito {
            Ok(tariffa) => {
                let nuovo = tariffa
                    .prezzo
                    .map_or(Importo::ZERO, |p| p.riga(1, tariffa.arrotondamento));
                conto.pasto(iscrizione, isee, vecchio, nuovo);
            }
            Err(motivo) => conto.errore(&motivo.codice, &motivo.testo),
        }
    }
    Ok(())
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
