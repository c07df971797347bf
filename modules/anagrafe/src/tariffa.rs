//! What a tariff may depend on, as far as this module knows it.

use std::collections::{BTreeSet, HashMap};

use campanella_kernel::{Ctx, Giorno, Importo, Servizio};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entities::isee::{self, TipoIsee};
use crate::entities::{alunno, famiglia, iscrizione};
use crate::errore::Errore;
use crate::iscritti::{Iscritto, in_vigore};
use crate::{FamigliaId, IscrizioneId};

/// Keys in one query: below the bound parameters that any of the stores takes.
const KEYS_MAX: usize = 10_000;

/// An ISEE attestation that a family presented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IseePresentato {
    /// The indicator.
    pub valore: Importo,
    /// Kind.
    pub tipo: TipoIsee,
    /// First day on which it counts.
    pub dal: Giorno,
    /// Last day on which it counts; it may be past.
    pub al: Giorno,
    /// When the family presented it, where the office noted it.
    pub presentato_il: Option<Giorno>,
}

/// What a tariff may depend on, for one child on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FattiTariffa {
    /// The ISEE in force; where none is, the last that was, so that the rule can say that it
    /// expired; none when the family presented none.
    pub isee: Option<IseePresentato>,
    /// True when the child is resident in the comune.
    pub residente_bambino: bool,
    /// True when the tutore is resident in the comune.
    pub residente_pagante: bool,
    /// Minors in the family; at least the siblings enrolled.
    pub minori: u32,
    /// 1 for the eldest of the siblings who use this service on that day, 2 for the next, ….
    pub rango_fratelli: u32,
    /// True when a disability of the child is certified.
    pub disabilita: bool,
    /// True when the social services exempt the family.
    pub esente_servizi_sociali: bool,
}

/// The facts for each of `iscritti` on `giorno`, in three queries for each service among them.
///
/// # Errors
/// When the store fails.
pub async fn fatti_per_tariffa<'a>(
    ctx: &Ctx,
    iscritti: impl IntoIterator<Item = &'a Iscritto>,
    giorno: Giorno,
) -> Result<HashMap<IscrizioneId, FattiTariffa>, Errore> {
    let iscritti: Vec<&Iscritto> = iscritti.into_iter().collect();
    let famiglie: BTreeSet<FamigliaId> = iscritti.iter().map(|i| i.alunno.famiglia_id).collect();
    let famiglie: Vec<FamigliaId> = famiglie.into_iter().collect();
    let servizi: BTreeSet<Servizio> = iscritti.iter().map(|i| i.iscrizione.servizio).collect();

    let mut rows = HashMap::new();
    let mut isee = HashMap::new();
    let mut fratelli = HashMap::new();
    for some in famiglie.chunks(KEYS_MAX) {
        rows.extend(lette(ctx, some).await?);
        isee.extend(isee_presentati(ctx, some, giorno).await?);
        for servizio in &servizi {
            for (famiglia, fila) in fratelli_iscritti(ctx, some, *servizio, giorno).await? {
                fratelli.insert((*servizio, famiglia), fila);
            }
        }
    }

    let fatti = iscritti.into_iter().filter_map(|i| {
        let famiglia: &famiglia::Model = rows.get(&i.alunno.famiglia_id)?;
        let key = (i.iscrizione.servizio, famiglia.id);
        let fila: &[alunno::Model] = fratelli.get(&key).map_or(&[], Vec::as_slice);
        Some((
            i.iscrizione.id,
            fatti(i, famiglia, isee.get(&famiglia.id), fila),
        ))
    });
    Ok(fatti.collect())
}

fn fatti(
    iscritto: &Iscritto,
    famiglia: &famiglia::Model,
    isee: Option<&IseePresentato>,
    fratelli: &[alunno::Model],
) -> FattiTariffa {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    // Who is not among them (no longer enrolled on that day) comes after them.
    let before = fratelli
        .iter()
        .position(|f| f.id == iscritto.alunno.id)
        .unwrap_or(fratelli.len());
    FattiTariffa {
        isee: isee.cloned(),
        residente_bambino: iscritto.alunno.residente,
        residente_pagante: famiglia.residente,
        minori: u32::try_from(famiglia.minori)
            .unwrap_or(0)
            .max(count(fratelli.len()))
            .max(1),
        rango_fratelli: count(before) + 1,
        disabilita: iscritto.alunno.disabilita,
        esente_servizi_sociali: famiglia.esente_servizi_sociali,
    }
}

async fn lette(
    ctx: &Ctx,
    famiglie: &[FamigliaId],
) -> Result<HashMap<FamigliaId, famiglia::Model>, Errore> {
    let rows = famiglia::Entity::find()
        .filter(famiglia::Column::Id.is_in(famiglie.iter().copied()))
        .all(ctx.db())
        .await?;
    Ok(rows.into_iter().map(|f| (f.id, f)).collect())
}

async fn isee_presentati(
    ctx: &Ctx,
    famiglie: &[FamigliaId],
    giorno: Giorno,
) -> Result<HashMap<FamigliaId, IseePresentato>, Errore> {
    let mut rows = isee::Entity::find()
        .filter(isee::Column::FamigliaId.is_in(famiglie.iter().copied()))
        .filter(isee::Column::Dal.lte(giorno))
        .all(ctx.db())
        .await?;
    // The best comes last and stays: of those in force the one that began last, such as a current
    // ISEE, else the one that expired last.
    rows.sort_by_key(|i| {
        let in_force = i.al >= giorno;
        (in_force, if in_force { i.dal } else { i.al }, i.id)
    });
    let presentati = rows.into_iter().map(|i| {
        let presentato = IseePresentato {
            valore: i.valore,
            tipo: i.tipo,
            dal: i.dal,
            al: i.al,
            presentato_il: i.presentato_il,
        };
        (i.famiglia_id, presentato)
    });
    Ok(presentati.collect())
}

/// The children of each family who use `servizio` on `giorno`, eldest first; twins in the order
/// in which they were entered.
async fn fratelli_iscritti(
    ctx: &Ctx,
    famiglie: &[FamigliaId],
    servizio: Servizio,
    giorno: Giorno,
) -> Result<HashMap<FamigliaId, Vec<alunno::Model>>, Errore> {
    let mut rows = alunno::Entity::find()
        .inner_join(iscrizione::Entity)
        .filter(alunno::Column::FamigliaId.is_in(famiglie.iter().copied()))
        .filter(in_vigore(servizio, giorno))
        .all(ctx.db())
        .await?;
    rows.sort_by_key(|a| (a.data_nascita, a.id));
    let mut per_family: HashMap<FamigliaId, Vec<alunno::Model>> = HashMap::new();
    for alunno in rows {
        per_family
            .entry(alunno.famiglia_id)
            .or_default()
            .push(alunno);
    }
    Ok(per_family)
}
