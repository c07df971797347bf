//! What another tariff would have done to the meals of a past period: asked for here, computed by
//! [`lavoro`], or at once by [`simula_subito`], a [`giorno`] at a time, and added up by [`conto`].

pub(crate) mod conto;
mod giorno;
pub(crate) mod lavoro;
mod xlsx;

use campanella_kernel::jobs::{NewJob, enqueue};
use campanella_kernel::{Ctx, Giorno, InternalError, Rifiuto, Servizio, audit, typed_id};
use campanella_plugins_host::{DaProvare, GESTISCI, LEGGI, Regole};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};

use crate::entities::simulazione::{self, StatoSimulazione};
use crate::entities::{consumo, presenza};
use crate::errore::Errore;
use crate::stato::StatoConsumo;

pub use conto::{
    CambiamentoBambino, ClasseDiCambiamento, ErroreSimulazione, FasciaSimulazione, Riepilogo,
};
pub use giorno::TariffaNuova;
pub use xlsx::{Intestazione, in_xlsx};

typed_id!(
    /// A row of `refezione.simulazione`.
    SimulazioneId
);

/// Days of a period at most: two school years.
const GIORNI_MASSIMI: i64 = 731;

/// Simulations that a page lists.
const MOSTRATE: u64 = 50;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Richiesta {
    /// SHA-256 of the component.
    pub digest: String,
    /// Its parameters.
    pub parametri: Value,
    /// First day of the period.
    pub dal: Giorno,
    /// Last day of the period.
    pub al: Giorno,
}

/// Begins a simulation; the work is done by jobs.
///
/// # Errors
/// A period that is none or lies ahead, a rule or parameters that could not be put in force.
pub async fn avvia_simulazione(ctx: &Ctx, richiesta: Richiesta) -> Result<SimulazioneId, Errore> {
    ctx.require(GESTISCI)?;
    let Richiesta { dal, al, .. } = richiesta;
    verifica_periodo(ctx, dal, al)?;
    // Refused now, not by the first job.
    let componente = DaProvare::DelComune(richiesta.digest.clone());
    ctx.service::<Regole>()?
        .prova_tariffa(
            ctx,
            (&componente, &richiesta.parametri),
            Servizio::Refezione,
            Vec::new(),
        )
        .await?;
    let totale = pasti(dal, al).count(ctx.db()).await?;
    let tx = ctx.begin().await?;
    let riga = simulazione::ActiveModel {
        dal: Set(dal),
        al: Set(al),
        digest: Set(richiesta.digest),
        parametri: Set(richiesta.parametri),
        stato: Set(StatoSimulazione::InCorso),
        totale: Set(i64::try_from(totale).unwrap_or(i64::MAX)),
        fatte: Set(0),
        risultato: Set(None),
        chiesta_da: Set(ctx.actor().descrizione()),
        chiesta_il: Set(ctx.now()),
        finita_il: Set(None),
        ..Default::default()
    };
    let riga = riga.insert(&tx).await?;
    let dettaglio = json!({ "digest": riga.digest, "dal": dal, "al": al });
    audit::record(ctx, &tx, "simula", "simulazione", Some(riga.id), dettaglio).await?;
    let lavoro = NewJob {
        tipo: lavoro::SIMULA,
        chiave: lavoro::chiave(riga.id, dal),
        contenuto: lavoro::contenuto(riga.id).map_err(InternalError::from)?,
        da_eseguire: ctx.now(),
    };
    enqueue(ctx, &tx, lavoro).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(SimulazioneId::new(riga.id))
}

/// Refuses a period that is none, is too long or lies ahead.
fn verifica_periodo(ctx: &Ctx, dal: Giorno, al: Giorno) -> Result<(), Rifiuto> {
    let giorni = (al.date() - dal.date()).num_days();
    if !(0..=GIORNI_MASSIMI).contains(&giorni) {
        return Err(Rifiuto::dato("al", "il periodo va da un giorno a due anni"));
    }
    if al >= ctx.oggi() {
        let futuro = "si simula su pasti già consumati: fino a ieri";
        return Err(Rifiuto::dato("al", futuro));
    }
    Ok(())
}

/// Does a whole simulation at once, for whoever waits at a terminal, and writes nothing. `avanti`
/// hears how many meals are done, and of how many.
///
/// # Errors
/// A period that is none or lies ahead, a rule or parameters that could not be put in force.
pub async fn simula_subito(
    ctx: &Ctx,
    tariffa: &TariffaNuova,
    dal: Giorno,
    al: Giorno,
    mut avanti: impl FnMut(u64, u64),
) -> Result<Riepilogo, Errore> {
    ctx.require(GESTISCI)?;
    verifica_periodo(ctx, dal, al)?;
    let prova = (&tariffa.componente, &tariffa.parametri);
    ctx.service::<Regole>()?
        .prova_tariffa(ctx, prova, Servizio::Refezione, Vec::new())
        .await?;
    let totale = pasti(dal, al).count(ctx.db()).await?;
    let mut conto = conto::Conto::default();
    let mut fatti = 0;
    for quando in dal.fino_a(al) {
        let del_giorno = giorno::aggiungi_giorno(ctx, tariffa, quando, &mut conto).await?;
        if del_giorno > 0 {
            fatti += del_giorno as u64;
            avanti(fatti, totale);
        }
    }
    Ok(conto.riepilogo())
}

/// The charged meals of a period.
fn pasti(dal: Giorno, al: Giorno) -> sea_orm::Select<consumo::Entity> {
    let presenza = consumo::Entity::belongs_to(presenza::Entity)
        .from(consumo::Column::PresenzaId)
        .to(presenza::Column::Id);
    consumo::Entity::find()
        .join(JoinType::InnerJoin, presenza.into())
        .filter(consumo::Column::Stato.ne(StatoConsumo::Annullato))
        .filter(presenza::Column::Giorno.between(dal, al))
}

/// Stops a simulation; one that ended stays as it is.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn annulla_simulazione(ctx: &Ctx, id: SimulazioneId) -> Result<(), Errore> {
    ctx.require(GESTISCI)?;
    let riga = con_id(ctx, id).await?;
    if riga.stato == StatoSimulazione::InCorso {
        let mut riga = riga.into_active_model();
        riga.stato = Set(StatoSimulazione::Annullata);
        riga.finita_il = Set(Some(ctx.now()));
        riga.update(ctx.db()).await?;
    }
    Ok(())
}

/// A simulation.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn simulazione(ctx: &Ctx, id: SimulazioneId) -> Result<simulazione::Model, Errore> {
    ctx.require(LEGGI)?;
    con_id(ctx, id).await
}

async fn con_id(ctx: &Ctx, id: SimulazioneId) -> Result<simulazione::Model, Errore> {
    simulazione::Entity::find_by_id(id.key())
        .one(ctx.db())
        .await?
        .ok_or_else(|| Rifiuto::NonTrovato("Simulazione").into())
}

/// The simulations, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn simulazioni(ctx: &Ctx) -> Result<Vec<simulazione::Model>, Errore> {
    ctx.require(LEGGI)?;
    let righe = simulazione::Entity::find()
        .order_by_desc(simulazione::Column::Id)
        .limit(MOSTRATE)
        .all(ctx.db())
        .await?;
    Ok(righe)
}

/// A simulation that ended, as a workbook.
///
/// # Errors
/// [`Rifiuto::NonTrovato`], also while it runs.
pub async fn simulazione_xlsx(ctx: &Ctx, id: SimulazioneId) -> Result<Vec<u8>, Errore> {
    let riga = simulazione(ctx, id).await?;
    let conto = riga
        .risultato
        .as_ref()
        .filter(|_| riga.stato == StatoSimulazione::Finita)
        .ok_or(Rifiuto::NonTrovato("Risultato della simulazione"))?;
    let intestazione = Intestazione {
        dal: riga.dal,
        al: riga.al,
        chiesta_da: riga.chiesta_da.clone(),
    };
    Ok(in_xlsx(&intestazione, &conto.0.riepilogo())?)
}
