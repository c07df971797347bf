//! What an office decides on the receipts that paid nothing by themselves, and takes back.

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, InternalError, Rifiuto, Servizio, audit};
use campanella_ledger::{Conto, Scopo, Trasferimento, riga_scrittura, storna};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

use super::ricevute::{Ricevuta, chiave_del_passo, incasso, posta};
use crate::entities::avviso_pagamento;
use crate::entities::incasso as registro;
use crate::entities::ricevuta_pagopa::{Entity, Model, StatoRicevuta};
use crate::errore::Errore;
use crate::incassa::{annulla_incasso, scrivi};
use crate::permessi::SCRIVI_CONTI;
use crate::{IncassoId, RataId, RicevutaId};

/// The step of giving the money back.
const RESA: &str = "resa";

/// Says what the money of a receipt pays: an instalment of `famiglia`, or a top-up of `servizio`.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building: whose the money is, is not
/// known yet. [`Errore::RicevutaRisolta`], and whatever registering a payment refuses.
pub async fn attribuisci(
    ctx: &Ctx,
    id: RicevutaId,
    famiglia: &FamigliaAutorizzata,
    (servizio, rata): (Servizio, Option<RataId>),
    motivo: &str,
) -> Result<Ricevuta, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let riga = da_risolvere(&tx, id).await?;
    let conto = Conto::del_comune(Scopo::DaAttribuire, servizio_di(&tx, &riga).await?);
    let nuovo = incasso(&riga, servizio, rata);
    let incasso = scrivi(ctx, &tx, famiglia, nuovo, conto).await?;
    risolvi(
        ctx,
        tx,
        riga,
        (StatoRicevuta::Attribuita, Some(incasso)),
        motivo,
    )
    .await
}

/// Notes that the money of a receipt was given back to whoever had paid it.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Errore::RicevutaRisolta`].
pub async fn rendi(ctx: &Ctx, id: RicevutaId, motivo: &str) -> Result<Ricevuta, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let riga = da_risolvere(&tx, id).await?;
    let servizio = servizio_di(&tx, &riga).await?;
    let movimento = Trasferimento::nuovo(
        Conto::del_comune(Scopo::DaAttribuire, servizio),
        Conto::del_comune(Scopo::Cassa, servizio),
        riga.importo,
    )?;
    let passo = (RESA, "Pagamento pagoPA reso");
    posta(ctx, &tx, &riga, passo, ctx.oggi(), movimento).await?;
    risolvi(ctx, tx, riga, (StatoRicevuta::Resa, None), motivo).await
}

/// Takes back what the office had decided on a receipt: the payment that it became is undone, or
/// it was not given back after all. Its money waits again.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Errore::RicevutaNonRisolta`] for one on which no office decided:
/// what paid its own notice stays where the payer sent it.
pub async fn riapri(ctx: &Ctx, id: RicevutaId, motivo: &str) -> Result<Ricevuta, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let mut riga = bloccata(&tx, id).await?;
    match riga.stato {
        StatoRicevuta::Attribuita => togli_incasso(ctx, &tx, &riga, &motivo).await?,
        StatoRicevuta::Resa => togli_resa(ctx, &tx, &riga, &motivo).await?,
        StatoRicevuta::Registrata | StatoRicevuta::DaAttribuire | StatoRicevuta::NonPagata => {
            return Err(Errore::RicevutaNonRisolta);
        }
    }
    riga.riaperture += 1;
    risolvi(ctx, tx, riga, (StatoRicevuta::DaAttribuire, None), motivo).await
}

/// Undoes the payment that a receipt had become.
async fn togli_incasso(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    riga: &Model,
    motivo: &str,
) -> Result<(), Errore> {
    let manca = || InternalError::new("an attributed receipt without payment");
    let id = riga.incasso_id.ok_or_else(manca)?;
    let incasso = registro::Entity::find_by_id(id).one(tx).await?;
    annulla_incasso(ctx, tx, incasso.ok_or_else(manca)?, motivo).await
}

/// Undoes the entry that gave the money back.
async fn togli_resa(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    riga: &Model,
    motivo: &str,
) -> Result<(), Errore> {
    let resa = riga_scrittura::Entity::find()
        .filter(riga_scrittura::Column::Chiave.eq(chiave_del_passo(riga, RESA)))
        .one(tx)
        .await?
        .ok_or_else(|| InternalError::new("a receipt was given back without an entry"))?;
    storna(ctx, tx, resa.id, motivo).await?;
    Ok(())
}

/// The service on whose account the money waits: that of the notice, if there is one.
async fn servizio_di(db: &impl ConnectionTrait, riga: &Model) -> Result<Option<Servizio>, Errore> {
    let Some(avviso) = riga.avviso_id else {
        return Ok(None);
    };
    let avviso = avviso_pagamento::Entity::find_by_id(avviso).one(db).await?;
    Ok(avviso.map(|a| a.servizio))
}

/// The receipt, which nobody else decides on until the end of the transaction.
async fn bloccata(tx: &DatabaseTransaction, id: RicevutaId) -> Result<Model, Errore> {
    let riga = Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    Ok(riga.ok_or(Rifiuto::NonTrovato("Ricevuta"))?)
}

/// The same, if it waits for a decision.
async fn da_risolvere(tx: &DatabaseTransaction, id: RicevutaId) -> Result<Model, Errore> {
    let riga = bloccata(tx, id).await?;
    if riga.stato != StatoRicevuta::DaAttribuire {
        return Err(Errore::RicevutaRisolta);
    }
    Ok(riga)
}

/// Writes down what was decided, and by whom.
async fn risolvi(
    ctx: &Ctx,
    tx: DatabaseTransaction,
    riga: Model,
    (stato, incasso): (StatoRicevuta, Option<IncassoId>),
    motivo: String,
) -> Result<Ricevuta, Errore> {
    let (id, riaperture) = (riga.id.key(), riga.riaperture);
    let azione = match stato {
        StatoRicevuta::DaAttribuire => "riapriRicevuta",
        _ => "risolviRicevuta",
    };
    let dettaglio = json!({ "stato": format!("{stato:?}"), "incasso": incasso, "motivo": motivo });
    let mut dopo = riga.into_active_model();
    dopo.riaperture = Set(riaperture);
    dopo.stato = Set(stato);
    dopo.incasso_id = Set(incasso);
    dopo.motivo = Set(Some(motivo));
    dopo.risolta_da = Set(Some(ctx.actor().descrizione()));
    dopo.risolta_il = Set(Some(ctx.now()));
    let dopo = dopo.update(&tx).await?;
    audit::record(ctx, &tx, azione, "ricevuta", Some(id), dettaglio).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(dopo.into())
}
