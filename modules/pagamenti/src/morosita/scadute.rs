//! Instalments that are overdue, and what the regulation says of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use campanella_anagrafe::{FamigliaId, famiglia};
use campanella_kernel::{Ctx, Giorno, Importo, Servizio};
use campanella_plugins_host::Regole;
use campanella_plugins_host::penale::{self, Conseguenze};
use campanella_plugins_host::presa::Decisioni;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::entities::piano::StatoPiano;
use crate::entities::retta::StatoRetta;
use crate::entities::{affidamento, piano, rata, retta, sollecito};
use crate::errore::Errore;
use crate::incassa::pagati;
use crate::{RataId, RettaId};

/// Instalments of a plan that a family may leave unpaid and still keep to it: with two the benefit
/// is lost (L. 160/2019, art. 1, c. 800).
const RATE_TOLLERATE: usize = 1;

/// What was not paid of an instalment, as the store computes it.
const NON_PAGATA: &str = "rata.importo > COALESCE((SELECT SUM(i.importo) FROM incasso i
     WHERE i.rata_id = rata.id AND i.stornato_il IS NULL), 0)";

/// An instalment whose due date went by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scaduta {
    pub(crate) rata: rata::Model,
    pub(crate) retta: retta::Model,
    pub(crate) pagato: Importo,
    /// Reminders that were not cancelled, oldest first.
    pub(crate) solleciti: Vec<sollecito::Model>,
    /// On the list for coercive collection.
    pub(crate) affidata: Option<affidamento::Model>,
    piano_rispettato: bool,
    servizi_sociali: bool,
}

/// Late fee and expenses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Oneri {
    pub(crate) penale: Importo,
    pub(crate) spese: Importo,
}

impl Oneri {
    pub(crate) fn somma(self) -> Importo {
        self.penale + self.spese
    }
}

impl Scaduta {
    /// Late fee and expenses that were added to the instalment so far.
    pub(crate) fn oneri(&self) -> Oneri {
        let affidata = self.affidata.as_ref().map_or(Importo::ZERO, |a| a.penale);
        Oneri {
            penale: self.solleciti.iter().map(|s| s.penale).sum::<Importo>() + affidata,
            spese: self.solleciti.iter().map(|s| s.spese).sum(),
        }
    }

    /// What is still to be paid in all.
    pub(crate) fn da_pagare(&self) -> Importo {
        self.rata.importo - self.pagato
    }

    /// What is still to be paid without late fee and expenses. What was paid counts for these
    /// first, as interests and expenses come before the debt (art. 1194 c.c.).
    pub(crate) fn residuo(&self) -> Importo {
        let capitale = self.rata.importo - self.oneri().somma();
        capitale.min(self.da_pagare())
    }

    /// What is to be added, if `c` is what follows.
    pub(crate) fn da_aggiungere(&self, c: &Conseguenze) -> Oneri {
        let gia = self.oneri();
        Oneri {
            penale: (c.penale - gia.penale).max(Importo::ZERO),
            spese: (c.spese - gia.spese).max(Importo::ZERO),
        }
    }

    pub(crate) fn ingresso(&self) -> penale::Ingresso {
        let sollecito = |s: &sollecito::Model| penale::Sollecito {
            codice: s.codice.clone(),
            inviato: s.inviato,
            ricevuto: s.ricevuto,
        };
        penale::Ingresso {
            residuo: self.residuo(),
            scadenza: self.rata.scadenza,
            solleciti: self.solleciti.iter().map(sollecito).collect(),
            piano_rispettato: self.piano_rispettato,
            servizi_sociali: self.servizi_sociali,
            altri_dati: BTreeMap::new(),
        }
    }
}

/// Instalments of bills that were issued, overdue on `giorno` and not paid in full.
pub(crate) fn scadute(giorno: Giorno) -> Select<rata::Entity> {
    rata::Entity::find()
        .join(
            JoinType::InnerJoin,
            rata::Entity::belongs_to(retta::Entity)
                .from(rata::Column::RettaId)
                .to(retta::Column::Id)
                .into(),
        )
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa))
        .filter(rata::Column::Scadenza.lt(giorno))
        .filter(Expr::cust(NON_PAGATA))
}

/// `rate` with all that their consequences depend on: seven statements, however many.
pub(crate) async fn complete(
    db: &impl ConnectionTrait,
    giorno: Giorno,
    rate: Vec<rata::Model>,
) -> Result<Vec<Scaduta>, Errore> {
    let ids = || rate.iter().map(|r| r.id);
    let rette: HashMap<_, _> = retta::Entity::find()
        .filter(retta::Column::Id.is_in(rate.iter().map(|r| r.retta_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|r| (r.id, r))
        .collect();
    let pagati = pagati(db, ids()).await?;
    let mut solleciti: HashMap<RataId, Vec<sollecito::Model>> = HashMap::new();
    for s in solleciti_validi(db, ids()).await? {
        solleciti.entry(s.rata_id).or_default().push(s);
    }
    let mut affidate: HashMap<RataId, affidamento::Model> = affidamento::Entity::find()
        .filter(affidamento::Column::RataId.is_in(ids()))
        .filter(affidamento::Column::RitiratoIl.is_null())
        .all(db)
        .await?
        .into_iter()
        .map(|a| (a.rata_id, a))
        .collect();
    let rispettati = piani_rispettati(db, giorno, rette.keys().copied()).await?;
    let seguite = seguite_dai_servizi_sociali(db, rette.values().map(|r| r.famiglia_id)).await?;
    let completa = |rata: rata::Model| {
        let retta = rette.get(&rata.retta_id)?.clone();
        Some(Scaduta {
            pagato: pagati.get(&rata.id).copied().unwrap_or_default(),
            solleciti: solleciti.remove(&rata.id).unwrap_or_default(),
            affidata: affidate.remove(&rata.id),
            piano_rispettato: rispettati.contains(&retta.id),
            servizi_sociali: seguite.contains(&retta.famiglia_id),
            rata,
            retta,
        })
    };
    Ok(rate.clone().into_iter().filter_map(completa).collect())
}

async fn solleciti_validi(
    db: &impl ConnectionTrait,
    rate: impl Iterator<Item = RataId>,
) -> Result<Vec<sollecito::Model>, Errore> {
    let righe = sollecito::Entity::find()
        .filter(sollecito::Column::RataId.is_in(rate))
        .filter(sollecito::Column::AnnullatoIl.is_null())
        .order_by_asc(sollecito::Column::Id)
        .all(db)
        .await?;
    Ok(righe)
}

/// Bills of plans that their families keep to.
async fn piani_rispettati(
    db: &impl ConnectionTrait,
    giorno: Giorno,
    rette: impl Iterator<Item = RettaId>,
) -> Result<HashSet<RettaId>, Errore> {
    let piani: Vec<RettaId> = piano::Entity::find()
        .select_only()
        .column(piano::Column::RettaId)
        .filter(piano::Column::RettaId.is_in(rette))
        .filter(piano::Column::Stato.eq(StatoPiano::Attivo))
        .into_tuple()
        .all(db)
        .await?;
    let mut non_pagate: HashMap<RettaId, usize> = HashMap::new();
    let loro = rata::Column::RettaId.is_in(piani.iter().copied());
    for rata in scadute(giorno).filter(loro).all(db).await? {
        *non_pagate.entry(rata.retta_id).or_default() += 1;
    }
    let rispettato = |r: &RettaId| non_pagate.get(r).copied().unwrap_or(0) <= RATE_TOLLERATE;
    Ok(piani.into_iter().filter(rispettato).collect())
}

async fn seguite_dai_servizi_sociali(
    db: &impl ConnectionTrait,
    famiglie: impl Iterator<Item = FamigliaId>,
) -> Result<HashSet<FamigliaId>, Errore> {
    let righe: Vec<FamigliaId> = famiglia::Entity::find()
        .select_only()
        .column(famiglia::Column::Id)
        .filter(famiglia::Column::Id.is_in(famiglie))
        .filter(famiglia::Column::EsenteServiziSociali.eq(true))
        .into_tuple()
        .all(db)
        .await?;
    Ok(righe.into_iter().collect())
}

/// What the regulation of `servizio` says on `giorno` of each of `scadute`, in order.
pub(crate) async fn conseguenze(
    ctx: &Ctx,
    (servizio, giorno): (Servizio, Giorno),
    scadute: &[Scaduta],
) -> Result<Decisioni<Conseguenze>, Errore> {
    let ingressi: Vec<penale::Ingresso> = scadute.iter().map(Scaduta::ingresso).collect();
    let contesto = penale::Contesto { servizio, giorno };
    Ok(ctx
        .service::<Regole>()?
        .penale(ctx, contesto, &ingressi)
        .await?)
}
