//! What a service tells of its consumptions becomes what is to be charged.

use std::collections::HashMap;

use campanella_anagrafe::{AlunnoId, FamigliaId, IscrizioneId};
use campanella_kernel::consumi::{Addebito, ConsumiRegistrati, Consumo};
use campanella_kernel::{AnnoScolastico, Ctx, InternalError, Servizio};
use campanella_ledger::storna;
use campanella_plugins_host::Passo;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde::Deserialize;

use crate::addebita::addebita;
use crate::da_addebitare::{DaAddebitare, RIPORTA};
use crate::entities::addebito::{self, StatoAddebito};
use crate::errore::Errore;
use crate::{spiegazioni, turno};

/// Rows of one insert, keys of one query: below the parameters that any of the stores takes.
const RIGHE: usize = 1000;

/// Takes the consumptions of an event in, and charges those of a prepaid service. An event that
/// comes twice, or after a newer one, changes nothing.
///
/// # Errors
/// When the store fails.
pub async fn registra_consumi(ctx: &Ctx, evento: &ConsumiRegistrati) -> Result<(), Errore> {
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, evento.servizio).await?;
    let passi: Result<Vec<Vec<Passo>>, _> = evento
        .spiegazioni
        .iter()
        .map(Vec::<Passo>::deserialize)
        .collect();
    let impronte =
        spiegazioni::conserva_spiegazioni(&tx, &passi.map_err(InternalError::from)?).await?;
    let origini: Vec<i64> = evento.consumi.iter().map(|c| c.origine).collect();
    let noti = ultimi(&tx, evento.servizio, &origini).await?;
    let mut nuovi = Vec::with_capacity(evento.consumi.len());
    for consumo in &evento.consumi {
        let prima = noti.get(&consumo.origine);
        if prima.is_some_and(|p| p.versione >= consumo.versione) {
            continue;
        }
        if let Some(prima) = prima {
            nuovi.extend(annulla(ctx, &tx, prima, consumo.versione).await?);
        }
        nuovi.push(riga(ctx, evento.servizio, consumo, &impronte)?);
    }
    for alcuni in nuovi.chunks(RIGHE) {
        addebito::Entity::insert_many(alcuni.to_vec())
            .exec_without_returning(&tx)
            .await?;
    }
    let adesso = ultimi(&tx, evento.servizio, &origini).await?;
    let ultimo = adesso.values().map(|a| a.id.key()).max();
    let da_addebitare = adesso
        .into_values()
        .filter(|a| a.stato == StatoAddebito::InAttesa)
        .collect();
    addebita(ctx, &tx, evento.servizio, da_addebitare).await?;
    if let Some(ultimo) = ultimo {
        riporta_anni_passati(ctx, &tx, evento, ultimo).await?;
    }
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// What moved on the account of a year that is over goes where this year wants it.
async fn riporta_anni_passati(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    evento: &ConsumiRegistrati,
    ultimo: i64,
) -> Result<(), Errore> {
    let anno = AnnoScolastico::del(ctx.oggi());
    let di_prima = |c: &Consumo| AnnoScolastico::del(c.giorno) < anno;
    if !evento.consumi.iter().any(di_prima) {
        return Ok(());
    }
    let servizio = evento.servizio;
    let chiave = format!("{servizio}:{anno}:{ultimo}");
    let lavoro = DaAddebitare { servizio, anno };
    lavoro.chiedi(ctx, tx, (RIPORTA, chiave), ctx.now()).await?;
    Ok(())
}

/// The newest version of each origin.
async fn ultimi(
    tx: &DatabaseTransaction,
    servizio: Servizio,
    origini: &[i64],
) -> Result<HashMap<i64, addebito::Model>, DbErr> {
    let mut ultimi: HashMap<i64, addebito::Model> = HashMap::with_capacity(origini.len());
    for alcune in origini.chunks(RIGHE) {
        let righe = addebito::Entity::find()
            .filter(addebito::Column::Servizio.eq(servizio))
            .filter(addebito::Column::Origine.is_in(alcune.iter().copied()))
            .filter(addebito::Column::Quantita.eq(1))
            .all(tx)
            .await?;
        for riga in righe {
            let gia = ultimi.get(&riga.origine);
            if gia.is_none_or(|g| g.versione < riga.versione) {
                ultimi.insert(riga.origine, riga);
            }
        }
    }
    Ok(ultimi)
}

/// Undoes `prima`, which was corrected: what was taken is given back, what was billed is taken off
/// the next bill.
async fn annulla(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    prima: &addebito::Model,
    versione: i32,
) -> Result<Option<addebito::ActiveModel>, Errore> {
    match prima.stato {
        StatoAddebito::Annullato => return Ok(None),
        StatoAddebito::Emesso => {
            let mut conguaglio = prima.clone().into_active_model().reset_all();
            conguaglio.id = sea_orm::ActiveValue::NotSet;
            conguaglio.versione = Set(versione);
            conguaglio.quantita = Set(-1);
            conguaglio.stato = Set(StatoAddebito::InAttesa);
            conguaglio.registrato_il = Set(ctx.now());
            conguaglio.riga_id = Set(None);
            return Ok(Some(conguaglio));
        }
        _ => {}
    }
    if let Some(scrittura) = prima.scrittura_id {
        storna(ctx, tx, scrittura, "presenza corretta").await?;
    }
    let mut riga = prima.clone().into_active_model();
    riga.stato = Set(StatoAddebito::Annullato);
    riga.update(tx).await?;
    Ok(None)
}

fn riga(
    ctx: &Ctx,
    servizio: Servizio,
    consumo: &Consumo,
    impronte: &[String],
) -> Result<addebito::ActiveModel, InternalError> {
    let mut riga = addebito::ActiveModel {
        servizio: Set(servizio),
        origine: Set(consumo.origine),
        versione: Set(consumo.versione),
        quantita: Set(1),
        iscrizione_id: Set(IscrizioneId::new(consumo.iscrizione)),
        alunno_id: Set(AlunnoId::new(consumo.alunno)),
        famiglia_id: Set(FamigliaId::new(consumo.famiglia)),
        giorno: Set(consumo.giorno),
        prezzo: Set(None),
        arrotondamento: Set(None),
        fascia: Set(None),
        spiegazione: Set(None),
        stato: Set(StatoAddebito::Annullato),
        scrittura_id: Set(None),
        registrato_il: Set(ctx.now()),
        riga_id: Set(None),
        ..Default::default()
    };
    match &consumo.addebito {
        // Kept all the same: an older event that comes late must find it.
        Addebito::Annullato => {}
        Addebito::DaVerificare => riga.stato = Set(StatoAddebito::DaVerificare),
        Addebito::Calcolato {
            prezzo,
            arrotondamento,
            fascia,
            spiegazione,
        } => {
            let impronta = impronte
                .get(*spiegazione)
                .ok_or_else(|| InternalError::new("an event without its explanation"))?;
            riga.prezzo = Set(*prezzo);
            riga.arrotondamento = Set(Some((*arrotondamento).into()));
            riga.fascia = Set(Some(fascia.clone()));
            riga.spiegazione = Set(Some(impronta.clone()));
            riga.stato = Set(if prezzo.is_some() {
                StatoAddebito::InAttesa
            } else {
                StatoAddebito::Compreso
            });
        }
    }
    Ok(riga)
}
