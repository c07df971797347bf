//! The lines of the bills of some families: consumptions that wait, quotas that are due.

use std::collections::{BTreeMap, HashSet};

use campanella_anagrafe::{FamigliaId, IscrizioneId};
use campanella_kernel::{Ctx, Giorno, Importo, InternalError, PrezzoUnitario, Servizio};
use campanella_plugins_host::Passo;
use campanella_plugins_host::decisione::conserva;
use chrono::Datelike;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::periodo::periodo;
use super::quote::{Quota, ancora_dovute};
use crate::entities::addebito::{self, Arrotonda, StatoAddebito};
use crate::entities::anomalia_emissione::TipoAnomalia;
use crate::entities::emissione;
use crate::entities::riga_retta::TipoRiga;
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::{AddebitoId, spiegazioni};

/// The bill of a family before it is written.
#[derive(Debug, Default)]
pub(crate) struct Calcolo {
    pub(crate) righe: Vec<Riga>,
    pub(crate) anomalie: Vec<Anomalia>,
}

/// A line before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Riga {
    /// None of a debt of the family.
    pub(crate) iscrizione: Option<IscrizioneId>,
    pub(crate) tipo: TipoRiga,
    pub(crate) descrizione: String,
    pub(crate) mese: Option<Giorno>,
    pub(crate) quantita: i32,
    pub(crate) prezzo: Option<PrezzoUnitario>,
    pub(crate) arrotondamento: Option<Arrotonda>,
    pub(crate) importo: Importo,
    pub(crate) fascia: Option<String>,
    pub(crate) spiegazione: Option<String>,
    /// Of a quota, under which it is recorded.
    pub(crate) decisione: Option<String>,
    /// The consumptions that it bills.
    pub(crate) addebiti: Vec<AddebitoId>,
}

/// Something to look at.
#[derive(Debug, Clone)]
pub(crate) struct Anomalia {
    pub(crate) iscrizione: Option<IscrizioneId>,
    pub(crate) tipo: TipoAnomalia,
    pub(crate) dettaglio: String,
}

impl Calcolo {
    /// The sum of the lines.
    pub(crate) fn importo(&self) -> Importo {
        self.righe.iter().map(|r| r.importo).sum()
    }
}

/// The bills of `famiglie` as they are now. A family of which nothing is due has none; one that
/// would be paid something is left for the next run.
pub(crate) async fn calcola(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    famiglie: &[FamigliaId],
    quote: Vec<Quota>,
) -> Result<BTreeMap<FamigliaId, Calcolo>, Errore> {
    let mut calcoli: BTreeMap<FamigliaId, Calcolo> = BTreeMap::new();
    let quote = ancora_dovute(tx, emissione, quote).await?;
    metti_quote(ctx, tx, &mut calcoli, quote).await?;
    let addebiti = in_attesa(ctx, tx, emissione, famiglie).await?;
    metti_consumi(emissione.servizio, &mut calcoli, addebiti)?;
    for calcolo in calcoli.values_mut() {
        let importo = calcolo.importo();
        if importo < Importo::ZERO {
            calcolo.righe.clear();
            calcolo.anomalie.push(Anomalia {
                iscrizione: None,
                tipo: TipoAnomalia::ACredito,
                dettaglio: format!(
                    "Restano a credito {}: entrano nella prossima emissione.",
                    -importo
                ),
            });
        }
    }
    Ok(calcoli)
}

/// What was consumed in the period and is on no bill.
async fn in_attesa(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    famiglie: &[FamigliaId],
) -> Result<Vec<addebito::Model>, Errore> {
    let mut righe = in_attesa_di(emissione)
        .filter(addebito::Column::FamigliaId.is_in(famiglie.iter().copied()))
        .order_by_asc(addebito::Column::Id)
        .all(tx)
        .await?;
    if !emissione.filtro.plessi.is_empty() {
        let iscritti = periodo(emissione)
            .di(ctx, tx, SCRIVI_EMISSIONI, famiglie)
            .await?;
        let nei_plessi: HashSet<_> = iscritti.iter().map(|i| i.iscrizione.id).collect();
        righe.retain(|r| nei_plessi.contains(&r.iscrizione_id));
    }
    Ok(righe)
}

/// Consumptions of the period of `emissione` that are on no bill, and corrections of earlier ones
/// that are on a bill already: no later run would cover their days again.
pub(crate) fn in_attesa_di(emissione: &emissione::Model) -> sea_orm::Select<addebito::Entity> {
    let aspettano = [StatoAddebito::InAttesa, StatoAddebito::DaVerificare];
    // A list, read once: asked row by row, SQLite goes through all that was ever billed each time.
    let di_una_retta = addebito::Entity::find()
        .select_only()
        .column(addebito::Column::Origine)
        .filter(addebito::Column::Servizio.eq(emissione.servizio))
        .filter(addebito::Column::Stato.eq(StatoAddebito::Emesso))
        .into_query();
    let corretti = Condition::all()
        .add(addebito::Column::Giorno.lt(emissione.dal))
        .add(addebito::Column::Origine.in_subquery(di_una_retta));
    addebito::Entity::find()
        .filter(addebito::Column::Servizio.eq(emissione.servizio))
        .filter(addebito::Column::Stato.is_in(aspettano))
        .filter(
            Condition::any()
                .add(addebito::Column::Giorno.between(emissione.dal, emissione.al))
                .add(corretti),
        )
}

async fn metti_quote(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    calcoli: &mut BTreeMap<FamigliaId, Calcolo>,
    quote: Vec<Quota>,
) -> Result<(), Errore> {
    let passi: Vec<Vec<Passo>> = quote
        .iter()
        .map(|q| {
            q.dovuta
                .as_ref()
                .map_or_else(Vec::new, |d| d.motivazione.clone())
        })
        .collect();
    let impronte = spiegazioni::conserva_spiegazioni(tx, &passi).await?;
    let tracce = quote.iter().filter_map(|q| q.dovuta.as_ref());
    conserva(ctx, tx, tracce.map(|d| &d.traccia)).await?;
    for (quota, impronta) in quote.into_iter().zip(impronte) {
        let calcolo = calcoli.entry(quota.famiglia).or_default();
        let descrizione = format!("Quota di {}", in_parole(quota.mese));
        let Some(dovuta) = quota.dovuta else {
            calcolo.anomalie.push(Anomalia {
                iscrizione: Some(quota.iscrizione),
                tipo: TipoAnomalia::SenzaQuota,
                dettaglio: format!("{descrizione}: il regolamento non ha risposto."),
            });
            continue;
        };
        calcolo.righe.push(Riga {
            iscrizione: Some(quota.iscrizione),
            tipo: TipoRiga::Quota,
            descrizione,
            mese: Some(quota.mese),
            quantita: 1,
            prezzo: None,
            arrotondamento: None,
            importo: dovuta.importo,
            fascia: Some(dovuta.fascia),
            spiegazione: Some(impronta),
            decisione: Some(dovuta.traccia.impronta().to_owned()),
            addebiti: Vec::new(),
        });
    }
    Ok(())
}

/// What makes consumptions one line.
pub(crate) type Chiave = (
    IscrizioneId,
    TipoRiga,
    PrezzoUnitario,
    Arrotonda,
    Option<String>,
);

fn metti_consumi(
    servizio: Servizio,
    calcoli: &mut BTreeMap<FamigliaId, Calcolo>,
    addebiti: Vec<addebito::Model>,
) -> Result<(), Errore> {
    let mut gruppi: BTreeMap<(FamigliaId, Chiave), Vec<addebito::Model>> = BTreeMap::new();
    for a in addebiti {
        let calcolo = calcoli.entry(a.famiglia_id).or_default();
        if a.stato == StatoAddebito::DaVerificare {
            calcolo.anomalie.push(Anomalia {
                iscrizione: Some(a.iscrizione_id),
                tipo: TipoAnomalia::DaVerificare,
                dettaglio: format!("Il consumo del {} è senza prezzo.", a.giorno),
            });
            continue;
        }
        let chiave = chiave(&a).ok_or_else(|| InternalError::new("a charge without price"))?;
        gruppi.entry((a.famiglia_id, chiave)).or_default().push(a);
    }
    for ((famiglia, chiave), insieme) in gruppi {
        let riga = riga(servizio, chiave, &insieme);
        calcoli.entry(famiglia).or_default().righe.push(riga);
    }
    Ok(())
}

/// The line on which a consumption goes; none where it has no price.
pub(crate) fn chiave(a: &addebito::Model) -> Option<Chiave> {
    let tipo = if a.quantita < 0 {
        TipoRiga::Conguaglio
    } else {
        TipoRiga::Consumo
    };
    let (prezzo, come) = (a.prezzo?, a.arrotondamento?);
    Some((a.iscrizione_id, tipo, prezzo, come, a.spiegazione.clone()))
}

/// What a line of so many costs: rounded once, as the regulation says.
pub(crate) fn importo_della_riga(chiave: &Chiave, quanti: u32) -> Importo {
    let (_, tipo, prezzo, come, _) = chiave;
    let importo = prezzo.riga(quanti, (*come).into());
    if *tipo == TipoRiga::Conguaglio {
        -importo
    } else {
        importo
    }
}

/// The line of some consumptions.
fn riga(servizio: Servizio, chiave: Chiave, insieme: &[addebito::Model]) -> Riga {
    let quanti = u32::try_from(insieme.len()).unwrap_or(u32::MAX);
    let importo = importo_della_riga(&chiave, quanti);
    let (iscrizione, tipo, prezzo, come, spiegazione) = chiave;
    let segno = if tipo == TipoRiga::Conguaglio { -1 } else { 1 };
    let nome = match (servizio, tipo) {
        (Servizio::Refezione, TipoRiga::Conguaglio) => "Pasti già pagati e corretti",
        (Servizio::Trasporto, TipoRiga::Conguaglio) => "Corse già pagate e corrette",
        (Servizio::Refezione, _) => "Pasti",
        (Servizio::Trasporto, _) => "Corse",
    };
    Riga {
        iscrizione: Some(iscrizione),
        tipo,
        descrizione: format!("{nome}: {quanti} × {prezzo}"),
        mese: None,
        quantita: segno * i32::try_from(quanti).unwrap_or(i32::MAX),
        prezzo: Some(prezzo),
        arrotondamento: Some(come),
        importo,
        fascia: insieme.first().and_then(|a| a.fascia.clone()),
        spiegazione,
        decisione: None,
        addebiti: insieme.iter().map(|a| a.id).collect(),
    }
}

const MESI: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// «novembre 2026».
fn in_parole(mese: Giorno) -> String {
    let date = mese.date();
    let nome = MESI
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{nome} {}", date.year())
}
