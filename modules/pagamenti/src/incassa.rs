//! Money comes in: a top-up, or the payment of an instalment.

use std::collections::HashMap;

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, Giorno, Importo, Rifiuto, Servizio, audit};
use campanella_ledger::{
    Causa, Conto, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra, storna,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::credito_disponibile::blocca;
use crate::entities::incasso::{self, Mezzo};
use crate::entities::retta::{self, StatoRetta};
use crate::entities::{gestione, rata};
use crate::errore::Errore;
use crate::gestione::{credito, del_comune, gestione_il, ultimo_prepagato};
use crate::giorno_contabile::giorno_contabile;
use crate::{IncassoId, RataId, soglia};

/// A payment, or a correction of one, at the most: more is a typing error.
pub(crate) const MASSIMO: Importo = Importo::from_cents(1_000_000);

/// A payment to be registered.
#[derive(Debug, Clone)]
pub struct NuovoIncasso {
    /// Makes registering twice harmless: the id of the receipt, or one made by the page.
    pub chiave: String,
    /// For which service.
    pub servizio: Servizio,
    /// How much.
    pub importo: Importo,
    /// By which means.
    pub mezzo: Mezzo,
    /// The day of the payment.
    pub giorno: Giorno,
    /// What the office notes.
    pub nota: Option<String>,
    /// The instalment; none for a top-up.
    pub rata: Option<RataId>,
}

/// Registers a payment of `famiglia`.
///
/// # Errors
/// As [`registra_incasso`].
pub async fn incassa(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    nuovo: NuovoIncasso,
) -> Result<IncassoId, Errore> {
    let tx = ctx.begin().await?;
    let id = registra_incasso(ctx, &tx, famiglia, nuovo).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(id)
}

/// The same within the transaction of whoever received the money.
///
/// # Errors
/// [`Errore::NonPrepagato`] for a top-up of a service with bills, [`Errore::OltreIlDovuto`],
/// [`campanella_ledger::Errore::ChiaveRiusata`]; a day to come.
pub async fn registra_incasso(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    famiglia: &FamigliaAutorizzata,
    nuovo: NuovoIncasso,
) -> Result<IncassoId, Errore> {
    controlla(ctx, &nuovo)?;
    let dare = del_comune(Scopo::Cassa, nuovo.servizio);
    scrivi(ctx, tx, famiglia, nuovo, dare).await
}

fn controlla(ctx: &Ctx, nuovo: &NuovoIncasso) -> Result<(), Errore> {
    crate::leggi_chiave(&nuovo.chiave)?;
    if nuovo.giorno > ctx.oggi() {
        return Err(
            Rifiuto::dato("giorno", "il giorno del pagamento non è ancora arrivato").into(),
        );
    }
    if nuovo.importo <= Importo::ZERO || nuovo.importo > MASSIMO {
        return Err(Rifiuto::dato("importo", format!("più di zero, fino a {MASSIMO}")).into());
    }
    Ok(())
}

/// Writes a payment whose money comes from `dare`: the till, or credit that is left.
pub(crate) async fn scrivi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    famiglia: &FamigliaAutorizzata,
    nuovo: NuovoIncasso,
    dare: Conto,
) -> Result<IncassoId, Errore> {
    let id = famiglia.famiglia.id;
    if let Some(gia) = per_chiave(tx, &nuovo.chiave).await? {
        let stesso = gia.famiglia_id == id
            && gia.importo == nuovo.importo
            && gia.rata_id == nuovo.rata
            && gia.servizio == nuovo.servizio;
        return if stesso {
            Ok(gia.id)
        } else {
            Err(campanella_ledger::Errore::ChiaveRiusata.into())
        };
    }
    let mut gestione = None;
    let (avere, descrizione) = match nuovo.rata {
        Some(rata) => {
            // Two payments of the same instalment wait for each other.
            blocca(ctx, tx, credito(id, nuovo.servizio)).await?;
            let descrizione = rata_da_pagare(tx, famiglia, rata, &nuovo).await?;
            (credito(id, nuovo.servizio), descrizione)
        }
        None => {
            let prepagata = gestione_il(tx, nuovo.servizio, ctx.oggi())
                .await?
                .se_prepagato()?;
            let conto = prepagata.prepagato(id);
            gestione = Some(prepagata);
            (conto, "Ricarica".to_owned())
        }
    };
    let movimento = Trasferimento::nuovo(dare, avere, nuovo.importo)?;
    let chiave = format!("incasso:{}", nuovo.chiave);
    let scrittura = NuovaScrittura::nuova(
        chiave,
        Causa::nuova(TipoCausa::Incasso, &nuovo.chiave),
        descrizione,
        giorno_contabile(ctx, tx, nuovo.giorno).await?,
        movimento,
    );
    let scrittura = registra(ctx, tx, &scrittura).await?;
    let riga = incasso::ActiveModel {
        chiave: Set(nuovo.chiave),
        famiglia_id: Set(id),
        servizio: Set(nuovo.servizio),
        importo: Set(nuovo.importo),
        mezzo: Set(nuovo.mezzo),
        giorno: Set(nuovo.giorno),
        nota: Set(nuovo.nota),
        scrittura_id: Set(scrittura),
        registrato_da: Set(ctx.actor().descrizione()),
        registrato_il: Set(ctx.now()),
        stornato_per: Set(None),
        stornato_il: Set(None),
        rata_id: Set(nuovo.rata),
        ..Default::default()
    };
    let riga = riga.insert(tx).await?;
    let dettaglio = json!({
        "incasso": riga.id, "servizio": riga.servizio, "importo": riga.importo, "rata": riga.rata_id,
    });
    audit::record(ctx, tx, "incassa", "famiglia", Some(id.key()), dettaglio).await?;
    if let Some(gestione) = &gestione {
        risali(ctx, tx, gestione, famiglia).await?;
    }
    Ok(riga.id)
}

/// After a top-up the family may be told again when little is left.
async fn risali(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    gestione: &gestione::Model,
    famiglia: &FamigliaAutorizzata,
) -> Result<(), Errore> {
    soglia::controlla(ctx, tx, gestione, &[famiglia.famiglia.id].into()).await
}

async fn per_chiave(
    db: &impl ConnectionTrait,
    chiave: &str,
) -> Result<Option<incasso::Model>, Errore> {
    let riga = incasso::Entity::find()
        .filter(incasso::Column::Chiave.eq(chiave))
        .one(db)
        .await?;
    Ok(riga)
}

/// Checks that the instalment is of a bill of `famiglia` that was issued, and that so much of it
/// is due; what the movement is called.
async fn rata_da_pagare(
    tx: &DatabaseTransaction,
    famiglia: &FamigliaAutorizzata,
    id: RataId,
    nuovo: &NuovoIncasso,
) -> Result<String, Errore> {
    let non_trovata = || Rifiuto::NonTrovato("Rata");
    let rata = rata::Entity::find_by_id(id)
        .one(tx)
        .await?
        .ok_or_else(non_trovata)?;
    let retta = retta::Entity::find_by_id(rata.retta_id)
        .one(tx)
        .await?
        .filter(|r| r.famiglia_id == famiglia.famiglia.id && r.servizio == nuovo.servizio)
        .ok_or_else(non_trovata)?;
    if retta.stato != StatoRetta::Emessa {
        return Err(Errore::StatoRetta(retta.stato.parole()));
    }
    let resta = rata.importo - pagato(tx, &[id]).await?;
    if nuovo.importo > resta {
        return Err(Errore::OltreIlDovuto(resta));
    }
    Ok(format!(
        "Pagamento: {}, rata {}",
        retta.descrizione, rata.numero
    ))
}

/// What was paid of `rate`.
pub(crate) async fn pagato(db: &impl ConnectionTrait, rate: &[RataId]) -> Result<Importo, Errore> {
    let pagati = pagati(db, rate.iter().copied()).await?;
    Ok(pagati.into_values().sum())
}

/// What was paid of each of `rate`.
pub(crate) async fn pagati(
    db: &impl ConnectionTrait,
    rate: impl Iterator<Item = RataId>,
) -> Result<HashMap<RataId, Importo>, Errore> {
    let incassi = incasso::Entity::find()
        .filter(incasso::Column::RataId.is_in(rate))
        .filter(incasso::Column::StornatoIl.is_null())
        .all(db)
        .await?;
    let mut pagati: HashMap<RataId, Importo> = HashMap::new();
    for i in incassi {
        if let Some(rata) = i.rata_id {
            let somma = pagati.entry(rata).or_default();
            *somma = *somma + i.importo;
        }
    }
    Ok(pagati)
}

/// Undoes a payment that was registered by mistake, because of `motivo`.
///
/// # Errors
/// [`Errore::IncassoStornato`], [`Errore::IncassoPagopa`], [`Rifiuto::NonTrovato`].
pub async fn storna_incasso(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    id: IncassoId,
    motivo: &str,
) -> Result<(), Errore> {
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let riga = incasso::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .filter(|r| r.famiglia_id == famiglia.famiglia.id)
        .ok_or(Rifiuto::NonTrovato("Incasso"))?;
    if riga.stornato_il.is_some() {
        return Err(Errore::IncassoStornato);
    }
    // Its receipt proves that the money came.
    if riga.mezzo == Mezzo::Pagopa {
        return Err(Errore::IncassoPagopa);
    }
    annulla_incasso(ctx, &tx, riga, &motivo).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Gives a payment back to where its money came from, and notes it.
pub(crate) async fn annulla_incasso(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    riga: incasso::Model,
    motivo: &str,
) -> Result<(), Errore> {
    storna(ctx, tx, riga.scrittura_id, motivo).await?;
    let (famiglia, servizio, rata) = (riga.famiglia_id, riga.servizio, riga.rata_id);
    let dettaglio = json!({ "incasso": riga.id, "importo": riga.importo, "motivo": motivo });
    let mut stornata = riga.into_active_model();
    stornata.stornato_per = Set(Some(motivo.to_owned()));
    stornata.stornato_il = Set(Some(ctx.now()));
    stornata.update(tx).await?;
    let chi = Some(famiglia.key());
    audit::record(ctx, tx, "stornaIncasso", "famiglia", chi, dettaglio).await?;
    if rata.is_none() {
        let gestione = ultimo_prepagato(tx, servizio, ctx.oggi()).await?;
        soglia::controlla(ctx, tx, &gestione, &[famiglia].into()).await?;
    }
    Ok(())
}
