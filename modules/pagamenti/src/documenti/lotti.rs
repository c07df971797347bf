//! Offices ask for the papers of many families together, and see how far they are.

use campanella_kernel::jobs::enqueue;
use campanella_kernel::{Ctx, GraphqlOutput, Istante, Rifiuto, audit};
use chrono::Datelike;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::insieme::Insieme;
use super::lavoro::{PREPARA, prefisso, prossimo};
use super::zip::PARTE;
use crate::entities::documento::TipoDocumento;
use crate::entities::lotto_documenti::{ActiveModel, Column, Entity, Model, StatoLotto};
use crate::entities::{emissione, invio_solleciti};
use crate::errore::Errore;
use crate::permessi::{LEGGI_CONTI, SCRIVI_CONTI};
use crate::ripresa::{InAttesa, riprendi};
use crate::{EmissioneId, InvioId, LottoId};

/// I documenti di un'emissione, di un invio di solleciti o di un anno, preparati insieme.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct LottoDocumenti {
    /// La chiave.
    pub id: LottoId,
    /// Quali documenti.
    pub tipo: TipoDocumento,
    /// A che punto è.
    pub stato: StatoLotto,
    /// Vero se il programma si è fermato prima della fine: preparandoli di nuovo riprende.
    pub fermo: bool,
    /// Quanti ne sono da percorrere.
    pub totale: i32,
    /// Documenti pronti.
    pub fatti: i32,
    /// Quanti non hanno un documento: un avviso già pagato, un bambino per cui non si è pagato.
    pub senza: i32,
    /// In quanti file ZIP si scaricano.
    pub parti: i32,
    /// Chi li ha chiesti.
    pub chiesto_da: String,
    /// Quando.
    pub chiesto_il: Istante,
}

impl LottoDocumenti {
    fn nuovo(m: Model, fermo: bool) -> Self {
        let numero = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
        let parte = i64::try_from(PARTE).unwrap_or(i64::MAX);
        Self {
            id: m.id,
            tipo: m.tipo,
            stato: m.stato,
            fermo,
            totale: numero(m.totale),
            fatti: numero(m.fatti),
            senza: numero(m.senza),
            parti: numero((m.fatti + parte - 1) / parte),
            chiesto_da: m.chiesto_da,
            chiesto_il: m.chiesto_il,
        }
    }
}

/// The bills of a run and the notices of their instalments, as far as they were asked for.
///
/// # Errors
/// When the store fails.
pub async fn lotti_emissione(ctx: &Ctx, id: EmissioneId) -> Result<Vec<LottoDocumenti>, Errore> {
    ultimi(ctx, &[Insieme::Rette(id), Insieme::Avvisi(id)]).await
}

/// The letters of a sending of reminders, if they were asked for.
///
/// # Errors
/// When the store fails.
pub async fn lotti_solleciti(ctx: &Ctx, id: InvioId) -> Result<Vec<LottoDocumenti>, Errore> {
    ultimi(ctx, &[Insieme::Lettere(id)]).await
}

/// The certificates of a year, if they were asked for.
///
/// # Errors
/// When the store fails.
pub async fn lotti_attestazioni(ctx: &Ctx, anno: i32) -> Result<Vec<LottoDocumenti>, Errore> {
    ultimi(ctx, &[Insieme::Attestazioni(anno)]).await
}

/// Asks for the bills of a run.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn prepara_rette(ctx: &Ctx, id: EmissioneId) -> Result<LottoDocumenti, Errore> {
    esiste_emissione(ctx, id).await?;
    prepara(ctx, Insieme::Rette(id)).await
}

/// Asks for the notices of the instalments of a run.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn prepara_avvisi(ctx: &Ctx, id: EmissioneId) -> Result<LottoDocumenti, Errore> {
    esiste_emissione(ctx, id).await?;
    prepara(ctx, Insieme::Avvisi(id)).await
}

/// Asks for the letters of a sending of reminders.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn prepara_lettere(ctx: &Ctx, id: InvioId) -> Result<LottoDocumenti, Errore> {
    let invio = invio_solleciti::Entity::find_by_id(id)
        .one(ctx.db())
        .await?;
    invio.ok_or(Rifiuto::NonTrovato("Invio"))?;
    prepara(ctx, Insieme::Lettere(id)).await
}

/// Asks for the certificates of a calendar year.
///
/// # Errors
/// [`Errore::AnnoNonFinito`].
pub async fn prepara_attestazioni(ctx: &Ctx, anno: i32) -> Result<LottoDocumenti, Errore> {
    if anno >= ctx.oggi().date().year() {
        return Err(Errore::AnnoNonFinito(anno));
    }
    prepara(ctx, Insieme::Attestazioni(anno)).await
}

async fn esiste_emissione(ctx: &Ctx, id: EmissioneId) -> Result<(), Errore> {
    let emissione = emissione::Entity::find_by_id(id).one(ctx.db()).await?;
    emissione.ok_or(Rifiuto::NonTrovato("Emissione"))?;
    Ok(())
}

/// The latest lot of each of `insiemi` that has one.
async fn ultimi(ctx: &Ctx, insiemi: &[Insieme]) -> Result<Vec<LottoDocumenti>, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let lavori = InAttesa::di(ctx.db(), PREPARA).await?;
    let mut lotti = Vec::new();
    for insieme in insiemi {
        if let Some(lotto) = ultimo(ctx.db(), *insieme).await? {
            let fermo = lotto.stato == StatoLotto::InCorso && lavori.manca(&prefisso(lotto.id));
            lotti.push(LottoDocumenti::nuovo(lotto, fermo));
        }
    }
    Ok(lotti)
}

async fn ultimo(db: &impl ConnectionTrait, insieme: Insieme) -> Result<Option<Model>, Errore> {
    let riga = Entity::find()
        .filter(Column::Tipo.eq(insieme.tipo()))
        .filter(Column::Di.eq(insieme.di()))
        .order_by_desc(Column::Id)
        .one(db)
        .await?;
    Ok(riga)
}

/// Asks for the papers of `insieme`; those that are being drawn are not asked for twice, and go on
/// where the program stopped.
async fn prepara(ctx: &Ctx, insieme: Insieme) -> Result<LottoDocumenti, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let totale = insieme.quanti(ctx).await?;
    let tx = ctx.begin().await?;
    if let Some(lotto) = ultimo(&tx, insieme)
        .await?
        .filter(|l| l.stato == StatoLotto::InCorso)
    {
        let prossimo = prossimo(ctx, &lotto)?;
        if riprendi(ctx, &tx, &prefisso(lotto.id), prossimo).await? {
            tx.commit().await?;
            ctx.wake_jobs(ctx.now());
        }
        return Ok(LottoDocumenti::nuovo(lotto, false));
    }
    let riga = ActiveModel {
        tipo: Set(insieme.tipo()),
        di: Set(insieme.di()),
        stato: Set(StatoLotto::InCorso),
        totale: Set(totale),
        fatti: Set(0),
        senza: Set(0),
        ultimo: Set(0),
        chiesto_da: Set(ctx.actor().descrizione()),
        chiesto_il: Set(ctx.now()),
        finito_il: Set(None),
        ..Default::default()
    };
    let lotto = riga.insert(&tx).await?;
    enqueue(ctx, &tx, prossimo(ctx, &lotto)?).await?;
    let dettaglio = json!({ "di": lotto.di, "totale": totale });
    let id = Some(lotto.id.key());
    audit::record(
        ctx,
        &tx,
        "preparaDocumenti",
        "lotto_documenti",
        id,
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(LottoDocumenti::nuovo(lotto, false))
}
