//! At the beginning of a school year what is left of the year before goes where the new one
//! wants it.
//!
//! An account has no year, so that credit stays by itself where nothing changes. It moves when the
//! families' accounts are kept otherwise; when the service is no longer prepaid, what families owe
//! becomes a debt, and what they are left with pays their next bills ([`crate::emissione`]).

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{AnnoScolastico, Ctx, Importo, Servizio, audit};
use campanella_ledger::{
    Causa, Conto, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra_molte, riga_conto,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;

use crate::credito_disponibile::saldi_fermi;
use crate::entities::gestione::{self, Modo};
use crate::errore::Errore;
use crate::gestione::{credito, gestione, ultimo_prepagato};
use crate::turno;

/// Carries over to `anno` what is left on the accounts by which `servizio` was prepaid before.
/// Doing it again moves nothing.
///
/// # Errors
/// When the store fails.
pub(crate) async fn riporta(
    ctx: &Ctx,
    servizio: Servizio,
    anno: AnnoScolastico,
) -> Result<(), Errore> {
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, servizio).await?;
    let Some(nuova) = gestione(&tx, servizio, anno).await? else {
        return Ok(());
    };
    let prima = match ultimo_prepagato(&tx, servizio, anno.inizio().prima(1)).await {
        Ok(prima) => prima,
        Err(Errore::NonPrepagato(_)) => return Ok(()),
        Err(altro) => return Err(altro),
    };
    // An account of the whole family is also that of other services: it stays.
    if prima.servizio_del_conto().is_none() {
        return Ok(());
    }
    let rimasti = rimasti(ctx, &tx, &prima).await?;
    let scritture: Vec<NuovaScrittura> = rimasti
        .into_iter()
        .filter_map(|(famiglia, saldo)| da_riportare(ctx, (&prima, &nuova), famiglia, saldo))
        .collect::<Result<_, _>>()?;
    if scritture.is_empty() {
        return Ok(());
    }
    registra_molte(ctx, &tx, &scritture).await?;
    let dettaglio = json!({ "servizio": servizio, "anno": anno, "conti": scritture.len() });
    audit::record(ctx, &tx, "riporta", "gestione", Some(nuova.id), dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

/// What is left on each account, by family, which nobody else may spend meanwhile.
async fn rimasti(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    gestione: &gestione::Model,
) -> Result<BTreeMap<FamigliaId, Importo>, Errore> {
    let conti = riga_conto::Entity::find()
        .filter(riga_conto::Column::Scopo.eq(Scopo::Prepagato))
        .filter(riga_conto::Column::Servizio.eq(gestione.servizio))
        .all(tx)
        .await?;
    let conti: Vec<Conto> = conti.iter().map(riga_conto::Model::conto).collect();
    let saldi = saldi_fermi(ctx, tx, &conti).await?;
    let per_famiglia = saldi.into_iter().filter_map(|(conto, saldo)| {
        let famiglia = FamigliaId::new(conto.famiglia?.key());
        (saldo != Importo::ZERO).then_some((famiglia, saldo))
    });
    Ok(per_famiglia.collect())
}

fn da_riportare(
    ctx: &Ctx,
    (prima, nuova): (&gestione::Model, &gestione::Model),
    famiglia: FamigliaId,
    saldo: Importo,
) -> Option<Result<NuovaScrittura, Errore>> {
    let vecchio = prima.prepagato(famiglia);
    let nuovo = match nuova.modo {
        Modo::Prepagato => nuova.prepagato(famiglia),
        Modo::Postpagato if saldo > Importo::ZERO => return None,
        Modo::Postpagato => credito(famiglia, nuova.servizio),
    };
    if nuovo == vecchio {
        return None;
    }
    let movimento = if saldo > Importo::ZERO {
        Trasferimento::nuovo(vecchio, nuovo, saldo)
    } else {
        Trasferimento::nuovo(nuovo, vecchio, -saldo)
    };
    let scrittura = |movimento| {
        NuovaScrittura::nuova(
            format!(
                "riporto:{}:{}:{famiglia}:{}",
                nuova.id,
                nuova.versione,
                saldo.cents()
            ),
            Causa::nuova(TipoCausa::Trasferimento, format!("riporto:{}", nuova.id)),
            format!("Riporto all'anno scolastico {}", nuova.anno),
            ctx.oggi(),
            movimento,
        )
    };
    Some(movimento.map(scrittura).map_err(Errore::from))
}
