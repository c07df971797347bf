//! The list for coercive collection: the regulation says what belongs on it, the office puts it
//! there and may take it back.

use std::collections::BTreeSet;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, Istante, Rifiuto, Servizio, audit};
use campanella_ledger::{Scopo, storna};
use campanella_plugins_host::decisione;
use campanella_plugins_host::penale::Conseguenze;
use campanella_plugins_host::presa::Presa;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use super::leggi::per_servizio;
use super::scadute::{Oneri, Scaduta, complete, conseguenze, scadute};
use super::varia_rata::{ferma, righe_di, togli, varia_rata};
use crate::debitore::{Debitore, debitori};
use crate::entities::{affidamento, rata, retta};
use crate::errore::Errore;
use crate::gestione::del_comune;
use crate::incassa::pagati;
use crate::permessi::{LEGGI_EMISSIONI, SCRIVI_EMISSIONI};
use crate::{AffidamentoId, RataId, RettaId, conserva_spiegazioni, turno};

/// Instalments that may be put on the list at once.
const INSIEME: usize = 100;
/// What the lines of the bill call it.
const TITOLO: &str = "riscossione coattiva";

/// Una rata affidata alla riscossione coattiva.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Affidamento {
    /// La chiave.
    pub id: AffidamentoId,
    /// La rata.
    pub rata: RataId,
    /// La retta.
    pub retta: RettaId,
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// Chi deve pagare.
    pub debitore: String,
    /// Il codice fiscale di chi deve pagare.
    pub codice_fiscale: String,
    /// Dove abita.
    pub indirizzo: Option<String>,
    /// Il servizio.
    pub servizio: Servizio,
    /// Che cosa pagava.
    pub descrizione: String,
    /// 1 per la prima rata della retta.
    pub numero: i32,
    /// Quando era da pagare.
    pub scadenza: Giorno,
    /// Quanto era da pagare quando è stata affidata, penale e spese comprese.
    pub importo: Importo,
    /// Quanto resta da pagare.
    pub da_pagare: Importo,
    /// Perché è stata affidata.
    pub motivo: String,
    /// Chi l'ha affidata.
    pub affidato_da: String,
    /// Quando.
    pub affidato_il: Istante,
}

/// The list as it is: what was taken back is not on it. Five statements, however long.
///
/// # Errors
/// When the store fails.
pub async fn affidamenti(ctx: &Ctx) -> Result<Vec<Affidamento>, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let righe = affidamento::Entity::find()
        .filter(affidamento::Column::RitiratoIl.is_null())
        .order_by_asc(affidamento::Column::FamigliaId)
        .order_by_asc(affidamento::Column::Id)
        .all(ctx.db())
        .await?;
    let rate = rata::Entity::find()
        .find_also_related(retta::Entity)
        .filter(rata::Column::Id.is_in(righe.iter().map(|a| a.rata_id)))
        .all(ctx.db())
        .await?;
    let pagati = pagati(ctx.db(), righe.iter().map(|a| a.rata_id)).await?;
    let debitori = debitori(ctx, righe.iter().map(|a| a.famiglia_id)).await?;
    let riga = |a: affidamento::Model| {
        let (rata, retta) = rate.iter().find(|(r, _)| r.id == a.rata_id)?;
        let retta = retta.as_ref()?;
        let Debitore {
            nome,
            codice_fiscale,
            indirizzo,
        } = debitori.get(&a.famiglia_id)?.clone();
        Some(Affidamento {
            id: a.id,
            rata: rata.id,
            retta: retta.id,
            famiglia: a.famiglia_id,
            debitore: nome,
            codice_fiscale,
            indirizzo,
            servizio: retta.servizio,
            descrizione: retta.descrizione.clone(),
            numero: rata.numero,
            scadenza: rata.scadenza,
            importo: a.importo,
            da_pagare: rata.importo - pagati.get(&rata.id).copied().unwrap_or_default(),
            motivo: a.motivo,
            affidato_da: a.affidato_da,
            affidato_il: a.affidato_il,
        })
    };
    Ok(righe.into_iter().filter_map(riga).collect())
}

/// Puts `rate` on the list, because of `motivo`, with the late fee of today. All or none.
///
/// # Errors
/// [`Errore::NonCoattiva`] for one that the regulation does not want there, [`Errore::RataAffidata`],
/// [`Rifiuto::NonTrovato`] for one that is not overdue; none or too many of them.
pub async fn affida_riscossione(ctx: &Ctx, rate: &[RataId], motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let rate: BTreeSet<RataId> = rate.iter().copied().collect();
    if rate.is_empty() || rate.len() > INSIEME {
        return Err(Rifiuto::dato("rate", format!("da 1 a {INSIEME}")).into());
    }
    let giorno = ctx.oggi();
    let prima = lette(ctx.db(), giorno, &rate).await?;
    let mut prese = Vec::with_capacity(prima.len());
    for (servizio, alcune) in per_servizio(prima.clone()) {
        let decisioni = conseguenze(ctx, (servizio, giorno), &alcune).await?;
        for (scaduta, decisione) in alcune.into_iter().zip(decisioni) {
            let presa = decisione.map_err(|attesa| Errore::NonCoattiva(attesa.motivo.testo))?;
            prese.push((scaduta, presa));
        }
    }
    let tx = ctx.begin().await?;
    for servizio in prese
        .iter()
        .map(|(s, _)| s.retta.servizio)
        .collect::<BTreeSet<_>>()
    {
        turno::del_servizio(&tx, servizio).await?;
    }
    for id in &rate {
        ferma(ctx, &tx, *id).await?;
    }
    if lette(&tx, giorno, &rate).await? != prima {
        return Err(Errore::RateCambiate);
    }
    for (scaduta, presa) in &prese {
        affida(ctx, &tx, scaduta, presa, &motivo).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The overdue instalments `rate`, all of them.
async fn lette(
    db: &impl sea_orm::ConnectionTrait,
    giorno: Giorno,
    rate: &BTreeSet<RataId>,
) -> Result<Vec<Scaduta>, Errore> {
    let righe = scadute(giorno)
        .filter(rata::Column::Id.is_in(rate.iter().copied()))
        .order_by_asc(rata::Column::Id)
        .all(db)
        .await?;
    if righe.len() < rate.len() {
        return Err(Rifiuto::NonTrovato("Rata").into());
    }
    complete(db, giorno, righe).await
}

async fn affida(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    scaduta: &Scaduta,
    presa: &Presa<Conseguenze>,
    motivo: &str,
) -> Result<(), Errore> {
    if scaduta.affidata.is_some() {
        return Err(Errore::RataAffidata);
    }
    let conseguenze = &presa.risposta;
    if !conseguenze.riscossione_coattiva {
        let passi = conseguenze.motivazione.iter().map(|p| p.testo.as_str());
        return Err(Errore::NonCoattiva(passi.collect::<Vec<_>>().join(" ")));
    }
    decisione::conserva(ctx, tx, [&presa.traccia]).await?;
    // Without a reminder there are no expenses.
    let oneri = Oneri {
        spese: Importo::ZERO,
        ..scaduta.da_aggiungere(conseguenze)
    };
    let (rata, retta) = (&scaduta.rata, &scaduta.retta);
    let scrittura = if oneri.somma() > Importo::ZERO {
        let motivazione = std::slice::from_ref(&conseguenze.motivazione);
        let spiegazione = conserva_spiegazioni(tx, motivazione).await?;
        let spiegazione = spiegazione.first().map(String::as_str);
        let righe = righe_di(oneri, TITOLO, spiegazione, |i| i);
        let scrittura = (
            del_comune(Scopo::Penali, retta.servizio),
            // Put on the list again after it was taken back, it is another entry.
            format!("affidamento:{}:{}", rata.id, ctx.now()),
            format!(
                "Penale per il ritardo: {}, rata {}",
                retta.descrizione, rata.numero
            ),
        );
        Some(varia_rata(ctx, tx, (retta, rata), righe, scrittura).await?)
    } else {
        None
    };
    let riga = affidamento::ActiveModel {
        rata_id: Set(rata.id),
        famiglia_id: Set(retta.famiglia_id),
        importo: Set(scaduta.da_pagare() + oneri.somma()),
        penale: Set(oneri.penale),
        scrittura_id: Set(scrittura),
        motivo: Set(motivo.to_owned()),
        decisione: Set(presa.traccia.impronta().to_owned()),
        affidato_da: Set(ctx.actor().descrizione()),
        affidato_il: Set(ctx.now()),
        ritirato_per: Set(None),
        ritirato_il: Set(None),
        ..Default::default()
    };
    let riga = riga.insert(tx).await?;
    let dettaglio = json!({ "rata": rata.id, "importo": riga.importo, "motivo": motivo });
    let key = Some(riga.id.key());
    audit::record(ctx, tx, "affidaRiscossione", "affidamento", key, dettaglio).await?;
    Ok(())
}

/// Takes an instalment back from the list, because of `motivo`: the late fee that came with it is
/// no longer due.
///
/// # Errors
/// [`Errore::OneriPagati`], [`Rifiuto::NonTrovato`].
pub async fn ritira_affidamento(ctx: &Ctx, id: AffidamentoId, motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let non_trovato = || Rifiuto::NonTrovato("Affidamento");
    let cerca = || affidamento::Entity::find_by_id(id);
    let prima = cerca().one(&tx).await?.ok_or_else(non_trovato)?;
    let (rata, retta) = ferma(ctx, &tx, prima.rata_id).await?;
    let riga = cerca()
        .filter(affidamento::Column::RitiratoIl.is_null())
        .one(&tx)
        .await?
        .ok_or_else(non_trovato)?;
    if let Some(scrittura) = riga.scrittura_id {
        let oneri = Oneri {
            penale: riga.penale,
            spese: Importo::ZERO,
        };
        togli(&tx, (&retta, &rata), oneri, (TITOLO, &motivo)).await?;
        storna(ctx, &tx, scrittura, &motivo).await?;
    }
    let mut ritirato = riga.into_active_model();
    ritirato.ritirato_per = Set(Some(motivo.clone()));
    ritirato.ritirato_il = Set(Some(ctx.now()));
    ritirato.update(&tx).await?;
    let dettaglio = json!({ "rata": rata.id, "motivo": motivo });
    let key = Some(id.key());
    audit::record(ctx, &tx, "ritiraAffidamento", "affidamento", key, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}
