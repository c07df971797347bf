//! Asking for a run.

use std::collections::BTreeSet;

use campanella_kernel::jobs::enqueue;
use campanella_kernel::{AnnoScolastico, Ctx, Giorno, PlessoId, Rifiuto, Servizio, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, PaginatorTrait, QuerySelect};
use serde_json::json;

use super::calcola::in_attesa_di;
use super::lavoro;
use super::periodo::periodo;
use crate::EmissioneId;
use crate::entities::emissione::{self, Filtro, Scadenze, StatoEmissione};
use crate::entities::{addebito, gestione::Modo};
use crate::errore::Errore;
use crate::gestione::gestione_il;
use crate::permessi::SCRIVI_EMISSIONI;

/// Instalments at the most.
const RATE_MASSIME: usize = 12;

/// What a run is to bill.
#[derive(Debug, Clone)]
pub struct RichiestaEmissione {
    /// The service.
    pub servizio: Servizio,
    /// As families will read it.
    pub descrizione: String,
    /// First day of the period.
    pub dal: Giorno,
    /// Last day of the period; the same school year.
    pub al: Giorno,
    /// Whether to bill the quota of the months of the period.
    pub con_quota: bool,
    /// Buildings; none means all.
    pub plessi: BTreeSet<PlessoId>,
    /// Due dates, in order.
    pub scadenze: Vec<Giorno>,
}

impl RichiestaEmissione {
    fn controlla(&self, ctx: &Ctx) -> Result<(), Errore> {
        let descrizione = self.descrizione.trim();
        if descrizione.is_empty() || descrizione.chars().count() > 100 {
            return Err(Rifiuto::dato("descrizione", "da 1 a 100 caratteri").into());
        }
        let stesso_anno = AnnoScolastico::del(self.dal) == AnnoScolastico::del(self.al);
        if self.dal > self.al || !stesso_anno {
            let perche = "il periodo va dal primo all'ultimo giorno, nello stesso anno scolastico";
            return Err(Rifiuto::dato("al", perche).into());
        }
        let ordinate = self.scadenze.is_sorted_by(|a, b| a < b);
        let prima = self.scadenze.first().filter(|s| **s >= ctx.oggi());
        if prima.is_none() || !ordinate || self.scadenze.len() > RATE_MASSIME {
            return Err(Errore::ScadenzeNonValide(ctx.oggi()));
        }
        Ok(())
    }
}

/// Asks for a run: jobs compute the bills, which then wait for a confirmation.
///
/// # Errors
/// [`Errore::NonPostpagato`], [`Errore::SenzaGestione`], [`Errore::ScadenzeNonValide`], a period
/// that is none.
pub async fn prepara_emissione(
    ctx: &Ctx,
    richiesta: RichiestaEmissione,
) -> Result<EmissioneId, Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    richiesta.controlla(ctx)?;
    let gestione = gestione_il(ctx.db(), richiesta.servizio, richiesta.dal).await?;
    if gestione.modo != Modo::Postpagato {
        return Err(Errore::NonPostpagato(richiesta.servizio));
    }
    let tx = ctx.begin().await?;
    let riga = scrivi(ctx, &tx, richiesta).await?;
    let dettaglio = json!({
        "servizio": riga.servizio, "dal": riga.dal, "al": riga.al, "conQuota": riga.con_quota,
    });
    let id = Some(riga.id.key());
    audit::record(ctx, &tx, "preparaEmissione", "emissione", id, dettaglio).await?;
    enqueue(ctx, &tx, lavoro::prossimo(ctx, &riga)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(riga.id)
}

async fn scrivi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    richiesta: RichiestaEmissione,
) -> Result<emissione::Model, Errore> {
    let riga = emissione::ActiveModel {
        servizio: Set(richiesta.servizio),
        anno: Set(AnnoScolastico::del(richiesta.dal)),
        descrizione: Set(richiesta.descrizione.trim().to_owned()),
        dal: Set(richiesta.dal),
        al: Set(richiesta.al),
        con_quota: Set(richiesta.con_quota),
        filtro: Set(Filtro {
            plessi: richiesta.plessi,
        }),
        scadenze: Set(Scadenze(richiesta.scadenze)),
        stato: Set(StatoEmissione::InPreparazione),
        famiglie: Set(0),
        fatte: Set(0),
        ultima: Set(0),
        chiesta_da: Set(ctx.actor().descrizione()),
        chiesta_il: Set(ctx.now()),
        confermata_da: Set(None),
        confermata_il: Set(None),
        finita_il: Set(None),
        ..Default::default()
    };
    let mut riga = riga.insert(tx).await?;
    let quante = quante_famiglie(ctx, tx, &riga).await?;
    let con_totale = emissione::ActiveModel {
        id: Set(riga.id),
        famiglie: Set(quante),
        ..Default::default()
    };
    con_totale.update(tx).await?;
    riga.famiglie = quante;
    Ok(riga)
}

/// Families to go through, for the progress.
async fn quante_famiglie(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
) -> Result<i64, Errore> {
    let con_consumi = in_attesa_di(emissione)
        .select_only()
        .column(addebito::Column::FamigliaId)
        .distinct()
        .count(tx)
        .await?;
    let iscritte = if emissione.con_quota {
        let tutte = periodo(emissione)
            .famiglie(ctx, tx, SCRIVI_EMISSIONI, None, i64::MAX.unsigned_abs())
            .await?;
        tutte.len() as u64
    } else {
        0
    };
    Ok(i64::try_from(con_consumi.max(iscritte)).unwrap_or(i64::MAX))
}
