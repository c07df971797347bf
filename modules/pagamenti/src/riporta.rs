//! At the beginning of a school year what is left of the year before goes where the new one
//! wants it.
//!
//! An account has no year, so that credit stays by itself where nothing changes. It moves when the
//! families' accounts are kept otherwise; when the service is no longer prepaid, what families owe
//! is billed, and what they are left with pays their next bills ([`crate::emissione`]). The common
//! account of a family goes with the last service that leaves it: from there the family may move
//! it ([`crate::trasferisci`]).

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{AnnoScolastico, Ctx, Importo, Servizio, audit};
use campanella_ledger::{
    Causa, Conto, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra_molte, riga_conto,
    riga_scrittura,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::credito_disponibile::saldi_fermi;
use crate::emissione::debiti::emetti_debiti;
use crate::entities::gestione::{self, Modo};
use crate::errore::Errore;
use crate::gestione::{conto_di_altri, gestione, ultimo_prepagato};
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
    if prima.servizio_del_conto().is_none() && conto_di_altri(&tx, servizio, anno).await? {
        return Ok(());
    }
    let rimasti = rimasti(ctx, &tx, &prima).await?;
    let conti = match nuova.modo {
        Modo::Prepagato => sposta(ctx, &tx, (&prima, &nuova), &rimasti).await?,
        Modo::Postpagato => {
            let debiti: Vec<_> = rimasti
                .into_iter()
                .filter(|(_, saldo)| *saldo < Importo::ZERO)
                .map(|(famiglia, saldo)| (famiglia, -saldo))
                .collect();
            emetti_debiti(ctx, &tx, (&prima, &nuova), &debiti).await?;
            debiti.len()
        }
    };
    if conti == 0 {
        return Ok(());
    }
    let dettaglio = json!({ "servizio": servizio, "anno": anno, "conti": conti });
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
    let del_servizio = match gestione.servizio_del_conto() {
        Some(servizio) => riga_conto::Column::Servizio.eq(servizio),
        None => riga_conto::Column::Servizio.is_null(),
    };
    let conti = riga_conto::Entity::find()
        .filter(riga_conto::Column::Scopo.eq(Scopo::Prepagato))
        .filter(del_servizio)
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

/// Moves what is left to the accounts of the new year; how many there were.
async fn sposta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    (prima, nuova): (&gestione::Model, &gestione::Model),
    rimasti: &BTreeMap<FamigliaId, Importo>,
) -> Result<usize, Errore> {
    let causa = format!("riporto:{}", nuova.id);
    // What is left later on, even if it is as much as before, is carried over once more.
    let volta = riga_scrittura::Entity::find()
        .filter(riga_scrittura::Column::Causa.eq(TipoCausa::Trasferimento))
        .filter(riga_scrittura::Column::Riferimento.eq(&causa))
        .count(tx)
        .await?;
    let mut scritture = Vec::new();
    for (famiglia, saldo) in rimasti {
        let (vecchio, nuovo) = (prima.prepagato(*famiglia), nuova.prepagato(*famiglia));
        if nuovo == vecchio {
            continue;
        }
        let movimento = if *saldo > Importo::ZERO {
            Trasferimento::nuovo(vecchio, nuovo, *saldo)?
        } else {
            Trasferimento::nuovo(nuovo, vecchio, -*saldo)?
        };
        scritture.push(NuovaScrittura::nuova(
            format!("{causa}:{volta}:{famiglia}"),
            Causa::nuova(TipoCausa::Trasferimento, &causa),
            format!("Riporto all'anno scolastico {}", nuova.anno),
            ctx.oggi(),
            movimento,
        ));
    }
    registra_molte(ctx, tx, &scritture).await?;
    Ok(scritture.len())
}
