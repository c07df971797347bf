//! The work of sending reminders: some overdue instalments at a time, each lot in a transaction
//! that also says how far it is. A kill loses at most a lot, which is then done anew.

use std::collections::BTreeSet;

use campanella_anagrafe::{FamigliaId, recapiti_dei_tutori};
use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, Importo, InternalError};
use campanella_ledger::Scopo;
use campanella_plugins_host::decisione;
use campanella_plugins_host::penale::{Conseguenze, SollecitoDovuto};
use campanella_plugins_host::presa::Presa;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};

use super::scadute::{Scaduta, complete, conseguenze, scadute};
use super::varia_rata::{righe_di, varia_rata};
use crate::credito_disponibile::saldi_fermi;
use crate::entities::invio_solleciti::{self, StatoInvio};
use crate::entities::{rata, retta, sollecito};
use crate::errore::Errore;
use crate::gestione::{credito, del_comune};
use crate::lettera::Lettera;
use crate::{InvioId, RataId, conserva_spiegazioni, turno};

/// Kind of the job.
pub(super) const SOLLECITA: &str = "pagamenti.sollecita";

/// Instalments of a transaction.
const LOTTO: u64 = 100;
/// Lots of a job: the closings of the day do not wait behind a long sending.
const LOTTI_PER_LAVORO: usize = 10;

#[derive(Serialize, Deserialize)]
struct Contenuto {
    invio: InvioId,
}

/// How the keys of the jobs of a sending begin.
pub(super) fn prefisso(id: InvioId) -> String {
    format!("{SOLLECITA}:{id}:")
}

/// The job that goes on with `invio` from where it is.
pub(super) fn prossimo(
    ctx: &Ctx,
    invio: &invio_solleciti::Model,
) -> Result<NewJob<'static>, InternalError> {
    Ok(NewJob {
        tipo: SOLLECITA,
        chiave: format!("{}{}", prefisso(invio.id), invio.ultima),
        contenuto: serde_json::to_value(Contenuto { invio: invio.id })?,
        da_eseguire: ctx.now(),
    })
}

/// The job.
pub(crate) struct Sollecita;

#[async_trait::async_trait]
impl JobHandler for Sollecita {
    fn tipo(&self) -> &'static str {
        SOLLECITA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let Contenuto { invio } = Contenuto::deserialize(contenuto)?;
        Ok(prosegui(ctx, invio).await?)
    }
}

/// Does some lots, then asks for the next job unless the sending is over.
async fn prosegui(ctx: &Ctx, id: InvioId) -> Result<(), Errore> {
    for _ in 0..LOTTI_PER_LAVORO {
        if !un_lotto_di_solleciti(ctx, id).await? {
            return Ok(());
        }
    }
    let Some(invio) = invio_solleciti::Entity::find_by_id(id)
        .one(ctx.db())
        .await?
    else {
        return Ok(());
    };
    let tx = ctx.begin().await?;
    enqueue(ctx, &tx, prossimo(ctx, &invio)?).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Does one lot of a sending, as its job does; whether there is more to do.
///
/// # Errors
/// When the store fails.
pub async fn un_lotto_di_solleciti(ctx: &Ctx, id: InvioId) -> Result<bool, Errore> {
    let trovato = invio_solleciti::Entity::find_by_id(id)
        .one(ctx.db())
        .await?;
    let Some(invio) = trovato.filter(|i| i.stato == StatoInvio::InCorso) else {
        return Ok(false);
    };
    let rate = scadute(invio.giorno)
        .filter(retta::Column::Servizio.eq(invio.servizio))
        .filter(rata::Column::Id.gt(RataId::new(invio.ultima)))
        .order_by_asc(rata::Column::Id)
        .limit(LOTTO)
        .all(ctx.db())
        .await?;
    let prima = complete(ctx.db(), invio.giorno, rate).await?;
    // The regulation is asked before the transaction, which nobody should wait for.
    let decisioni = conseguenze(ctx, (invio.servizio, invio.giorno), &prima).await?;
    let Some(tx) = comincia(ctx, &invio, &prima).await? else {
        return Ok(false);
    };
    let Some(ultima) = prima.last().map(|s| s.rata.id) else {
        finisci(ctx, tx, invio).await?;
        return Ok(false);
    };
    let adesso = rileggi(&tx, &invio, &prima).await?;
    let da_verificare = decisioni.iter().filter(|d| d.is_err()).count();
    let dovuti: Vec<Dovuto> = prima
        .iter()
        .zip(&decisioni)
        .filter_map(|(scaduta, decisione)| Dovuto::nuovo(scaduta, decisione.as_ref().ok()?))
        // What changed meanwhile waits for another sending.
        .filter(|d| adesso.contains(d.scaduta))
        .collect();
    invia(ctx, &tx, &invio, &dovuti).await?;
    let quanti = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let dopo = invio_solleciti::ActiveModel {
        id: Set(id),
        ultima: Set(ultima.key()),
        fatte: Set(invio.fatte + quanti(prima.len())),
        inviati: Set(invio.inviati + quanti(dovuti.len())),
        da_verificare: Set(invio.da_verificare + quanti(da_verificare)),
        ..Default::default()
    };
    dopo.update(&tx).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(true)
}

/// Begins a lot, while nobody else bills or pays what it is about: none when the sending is no
/// longer where it was, because another node went on.
async fn comincia(
    ctx: &Ctx,
    invio: &invio_solleciti::Model,
    scadute: &[Scaduta],
) -> Result<Option<DatabaseTransaction>, Errore> {
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, invio.servizio).await?;
    let famiglie: BTreeSet<FamigliaId> = scadute.iter().map(|s| s.retta.famiglia_id).collect();
    let conti: Vec<_> = famiglie
        .iter()
        .map(|f| credito(*f, invio.servizio))
        .collect();
    saldi_fermi(ctx, &tx, &conti).await?;
    let adesso = invio_solleciti::Entity::find_by_id(invio.id)
        .one(&tx)
        .await?;
    Ok((adesso.as_ref() == Some(invio)).then_some(tx))
}

async fn rileggi(
    tx: &DatabaseTransaction,
    invio: &invio_solleciti::Model,
    prima: &[Scaduta],
) -> Result<Vec<Scaduta>, Errore> {
    let ids = prima.iter().map(|s| s.rata.id);
    let rate = scadute(invio.giorno)
        .filter(rata::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    complete(tx, invio.giorno, rate).await
}

async fn finisci(
    ctx: &Ctx,
    tx: DatabaseTransaction,
    invio: invio_solleciti::Model,
) -> Result<(), Errore> {
    let fine = invio_solleciti::ActiveModel {
        id: Set(invio.id),
        stato: Set(StatoInvio::Finito),
        finito_il: Set(Some(ctx.now())),
        ..Default::default()
    };
    fine.update(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// A reminder that is to be sent.
struct Dovuto<'a> {
    scaduta: &'a Scaduta,
    presa: &'a Presa<Conseguenze>,
    sollecito: &'a SollecitoDovuto,
}

impl<'a> Dovuto<'a> {
    /// None when nothing is to be sent; also of what was given to whoever collects by force.
    fn nuovo(scaduta: &'a Scaduta, presa: &'a Presa<Conseguenze>) -> Option<Self> {
        let sollecito = presa.risposta.sollecito.as_ref()?;
        scaduta.affidata.is_none().then_some(Self {
            scaduta,
            presa,
            sollecito,
        })
    }
}

async fn invia(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    invio: &invio_solleciti::Model,
    dovuti: &[Dovuto<'_>],
) -> Result<(), Errore> {
    if dovuti.is_empty() {
        return Ok(());
    }
    decisione::conserva(ctx, tx, dovuti.iter().map(|d| &d.presa.traccia)).await?;
    let motivazioni: Vec<_> = dovuti
        .iter()
        .map(|d| d.presa.risposta.motivazione.clone())
        .collect();
    let spiegazioni = conserva_spiegazioni(tx, &motivazioni).await?;
    let mut righe = Vec::with_capacity(dovuti.len());
    for (dovuto, spiegazione) in dovuti.iter().zip(spiegazioni) {
        righe.push(addebita(ctx, tx, invio, dovuto, spiegazione).await?);
    }
    sollecito::Entity::insert_many(righe)
        .exec_without_returning(tx)
        .await?;
    avvisa(ctx, tx, invio, dovuti).await
}

/// Adds late fee and expenses to the instalment; the row of the reminder.
async fn addebita(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    invio: &invio_solleciti::Model,
    dovuto: &Dovuto<'_>,
    spiegazione: String,
) -> Result<sollecito::ActiveModel, Errore> {
    let Dovuto {
        scaduta,
        presa,
        sollecito,
    } = dovuto;
    let oneri = scaduta.da_aggiungere(&presa.risposta);
    let titolo = &sollecito.titolo;
    let scrittura = if oneri.somma() > Importo::ZERO {
        let righe = righe_di(oneri, titolo, Some(&spiegazione), |i| i);
        let dove = (&scaduta.retta, &scaduta.rata);
        let scrittura = (
            del_comune(Scopo::Penali, invio.servizio),
            format!("sollecito:{}:{}", invio.id, scaduta.rata.id),
            format!(
                "{titolo}: {}, rata {}",
                scaduta.retta.descrizione, scaduta.rata.numero
            ),
        );
        Some(varia_rata(ctx, tx, dove, righe, scrittura).await?)
    } else {
        None
    };
    Ok(sollecito::ActiveModel {
        invio_id: Set(invio.id),
        rata_id: Set(scaduta.rata.id),
        famiglia_id: Set(scaduta.retta.famiglia_id),
        codice: Set(sollecito.codice.clone()),
        titolo: Set(titolo.clone()),
        inviato: Set(invio.giorno),
        termine: Set(invio.giorno.dopo(u64::from(sollecito.giorni_per_pagare))),
        residuo: Set(scaduta.residuo()),
        penale: Set(oneri.penale),
        spese: Set(oneri.spese),
        dovuto: Set(scaduta.da_pagare() + oneri.somma()),
        scrittura_id: Set(scrittura),
        ricevuto: Set(None),
        spiegazione: Set(spiegazione),
        decisione: Set(presa.traccia.impronta().to_owned()),
        annullato_per: Set(None),
        annullato_il: Set(None),
        ..Default::default()
    })
}

/// One e-mail for each family, however many instalments.
async fn avvisa(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    invio: &invio_solleciti::Model,
    dovuti: &[Dovuto<'_>],
) -> Result<(), Errore> {
    let famiglie: BTreeSet<FamigliaId> =
        dovuti.iter().map(|d| d.scaduta.retta.famiglia_id).collect();
    let famiglie: Vec<FamigliaId> = famiglie.into_iter().collect();
    let recapiti = recapiti_dei_tutori(tx, &famiglie).await?;
    for (famiglia, email) in recapiti {
        let lettera = Lettera {
            chiave: format!("{SOLLECITA}:{}:famiglia:{famiglia}", invio.id),
            a: &email,
            oggetto: "Sollecito di pagamento",
            testo: "Nel portale dei servizi scolastici c'è un sollecito di pagamento. Acceda alla \
                    pagina «Pagamenti» per leggerlo e per pagare.",
        };
        lettera.spedisci(ctx, tx).await?;
    }
    Ok(())
}
