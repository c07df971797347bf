//! Bills after they were issued: cancelled, corrected.

use std::collections::HashSet;

use campanella_kernel::{Ctx, Importo, Rifiuto, audit};
use campanella_ledger::{
    Causa, NuovaScrittura, Scopo, ScritturaId, TipoCausa, Trasferimento, gia_registrata, registra,
    storna,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::credito_disponibile::blocca;
use crate::entities::addebito::StatoAddebito;
use crate::entities::retta::StatoRetta;
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{addebito, rata, retta, riga_retta};
use crate::errore::Errore;
use crate::gestione::{credito, del_comune};
use crate::incassa::pagato;
use crate::morosita::{annulla_con_la_retta, in_un_piano};
use crate::permessi::SCRIVI_EMISSIONI;
use crate::rettifica::controlla_rettifica;
use crate::{RataId, RettaId, turno};

/// The bill `id`, issued, while nobody else bills or pays it; with its instalments.
async fn emessa(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    id: RettaId,
) -> Result<(retta::Model, Vec<rata::Model>), Errore> {
    let cerca = || retta::Entity::find_by_id(id);
    let non_trovata = || Rifiuto::NonTrovato("Retta");
    let prima = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    turno::del_servizio(tx, prima.servizio).await?;
    blocca(ctx, tx, credito(prima.famiglia_id, prima.servizio)).await?;
    let retta = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    if retta.stato != StatoRetta::Emessa {
        return Err(Errore::StatoRetta(retta.stato.parole()));
    }
    let rate = rata::Entity::find()
        .filter(rata::Column::RettaId.eq(id))
        .order_by_asc(rata::Column::Numero)
        .all(tx)
        .await?;
    Ok((retta, rate))
}

fn chiavi(rate: &[rata::Model]) -> Vec<RataId> {
    rate.iter().map(|r| r.id).collect()
}

/// Cancels a bill of which nothing was paid, because of `motivo`: what it billed waits for another
/// run.
///
/// # Errors
/// [`Errore::RettaPagata`], [`Errore::StatoRetta`], [`Errore::RettaInPiano`],
/// [`Rifiuto::NonTrovato`].
pub async fn annulla_retta(ctx: &Ctx, id: RettaId, motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let (retta, rate) = emessa(ctx, &tx, id).await?;
    if in_un_piano(&tx, id).await? {
        return Err(Errore::RettaInPiano);
    }
    let pagato = pagato(&tx, &chiavi(&rate)).await?;
    if pagato > Importo::ZERO {
        return Err(Errore::RettaPagata(pagato));
    }
    for scrittura in scritture(&tx, &retta).await? {
        storna(ctx, &tx, scrittura, &motivo).await?;
    }
    annulla_con_la_retta(ctx, &tx, &rate, &motivo).await?;
    let righe: Vec<i64> = riga_retta::Entity::find()
        .filter(riga_retta::Column::RettaId.eq(id))
        .all(&tx)
        .await?
        .iter()
        .map(|r| r.id.key())
        .collect();
    addebito::Entity::update_many()
        .col_expr(
            addebito::Column::Stato,
            Expr::value(StatoAddebito::InAttesa),
        )
        .col_expr(addebito::Column::RigaId, Expr::value(None::<i64>))
        .filter(addebito::Column::RigaId.is_in(righe))
        .exec(&tx)
        .await?;
    let (famiglia, importo) = (retta.famiglia_id, retta.importo);
    let mut annullata = retta.into_active_model();
    annullata.stato = Set(StatoRetta::Annullata);
    annullata.motivo = Set(Some(motivo.clone()));
    annullata.update(&tx).await?;
    let dettaglio = json!({ "famiglia": famiglia, "importo": importo, "motivo": motivo });
    audit::record(ctx, &tx, "annullaRetta", "retta", Some(id.key()), dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

/// The entries of the bill and of its corrections that were not undone.
pub(crate) async fn scritture(
    tx: &DatabaseTransaction,
    retta: &retta::Model,
) -> Result<Vec<ScritturaId>, Errore> {
    use campanella_ledger::riga_scrittura::{Column, Entity};
    let righe = Entity::find()
        .filter(Column::Causa.eq(TipoCausa::Retta))
        .filter(Column::Riferimento.eq(retta.id.to_string()))
        .order_by_asc(Column::Id)
        .all(tx)
        .await?;
    let stornate: HashSet<ScritturaId> = Entity::find()
        .filter(Column::Storna.is_in(righe.iter().map(|s| s.id)))
        .all(tx)
        .await?
        .into_iter()
        .filter_map(|s| s.storna)
        .collect();
    let valide = righe.into_iter().map(|s| s.id);
    Ok(valide.filter(|id| !stornate.contains(id)).collect())
}

/// Adds `importo` to a bill that was issued, or takes it off when it is negative, because of
/// `motivo`. The last instalments change, down to what was paid of them. `chiave` makes asking
/// twice harmless.
///
/// # Errors
/// [`Errore::RettaPagata`] when more was paid than would be due, [`Errore::StatoRetta`],
/// [`Rifiuto::NonTrovato`]; an amount of nothing or out of measure.
pub async fn correggi_retta(
    ctx: &Ctx,
    id: RettaId,
    importo: Importo,
    (chiave, motivo): (&str, &str),
) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    controlla_rettifica(importo)?;
    let motivo = crate::leggi_motivo(motivo)?;
    crate::leggi_chiave(chiave)?;
    let tx = ctx.begin().await?;
    let (retta, rate) = emessa(ctx, &tx, id).await?;
    let (deve, ricavo) = (
        credito(retta.famiglia_id, retta.servizio),
        del_comune(Scopo::Ricavo, retta.servizio),
    );
    let movimento = if importo < Importo::ZERO {
        Trasferimento::nuovo(ricavo, deve, -importo)?
    } else {
        Trasferimento::nuovo(deve, ricavo, importo)?
    };
    let scrittura = NuovaScrittura::nuova(
        format!("retta:{id}:correzione:{chiave}"),
        Causa::nuova(TipoCausa::Retta, id),
        format!("Rettifica della retta: {motivo}"),
        ctx.oggi(),
        movimento,
    );
    if gia_registrata(&tx, &scrittura).await? {
        return Ok(());
    }
    let pagato = pagato(&tx, &chiavi(&rate)).await?;
    let dovuto = retta.importo + importo;
    if dovuto < pagato {
        return Err(Errore::RettaPagata(pagato));
    }
    let riga = riga_retta::ActiveModel {
        retta_id: Set(id),
        iscrizione_id: Set(None),
        tipo: Set(TipoRiga::Rettifica),
        descrizione: Set(motivo.clone()),
        mese: Set(None),
        quantita: Set(1),
        prezzo: Set(None),
        arrotondamento: Set(None),
        importo: Set(importo),
        fascia: Set(None),
        spiegazione: Set(None),
        decisione: Set(None),
        ..Default::default()
    };
    riga.insert(&tx).await?;
    registra(ctx, &tx, &scrittura).await?;
    ripartisci(ctx, &tx, id, &rate, importo).await?;
    let dettaglio = json!({ "importo": importo, "motivo": motivo });
    let mut corretta = retta.into_active_model();
    corretta.importo = Set(dovuto);
    corretta.update(&tx).await?;
    audit::record(
        ctx,
        &tx,
        "correggiRetta",
        "retta",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Puts the difference on the instalments, from the last backwards.
async fn ripartisci(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    retta: RettaId,
    rate: &[rata::Model],
    importo: Importo,
) -> Result<(), Errore> {
    let mut resta = importo;
    for rata in rate.iter().rev() {
        if resta == Importo::ZERO {
            break;
        }
        let minimo = pagato(tx, &[rata.id]).await?;
        let nuovo = (rata.importo + resta).max(minimo);
        resta = resta - (nuovo - rata.importo);
        let mut riga = rata.clone().into_active_model();
        riga.importo = Set(nuovo);
        riga.update(tx).await?;
    }
    if resta > Importo::ZERO {
        // A bill of nothing had no instalment: what is due now is due in thirty days.
        let riga = rata::ActiveModel {
            retta_id: Set(retta),
            numero: Set(1),
            importo: Set(resta),
            scadenza: Set(ctx.oggi().dopo(30)),
            ..Default::default()
        };
        riga.insert(tx).await?;
    }
    Ok(())
}
