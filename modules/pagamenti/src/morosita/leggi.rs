//! Overdue instalments as offices see them: each with what the regulation says of it today.

use std::collections::{BTreeMap, HashMap};

use campanella_anagrafe::{FamigliaAutorizzata, FamigliaId};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, Servizio};
use campanella_plugins_host::penale::Conseguenze;
use campanella_plugins_host::presa::{DaVerificare, Presa};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::scadute::{Scaduta, complete, conseguenze, scadute};
use super::solleciti::Sollecito;
use crate::debitore::{Debitore, debitori};
use crate::entities::{rata, retta};
use crate::errore::Errore;
use crate::permessi::LEGGI_EMISSIONI;
use crate::spiegazioni::PassoSpiegazione;
use crate::{RataId, RettaId};

/// Una rata scaduta e non pagata, con ciò che il regolamento ne dice oggi.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct RataScaduta {
    /// La chiave della rata.
    pub id: RataId,
    /// La retta.
    pub retta: RettaId,
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// Chi deve pagare.
    pub debitore: String,
    /// Il servizio.
    pub servizio: Servizio,
    /// Che cosa paga.
    pub descrizione: String,
    /// 1 per la prima rata della retta.
    pub numero: i32,
    /// Ultimo giorno in cui si poteva pagare senza conseguenze.
    pub scadenza: Giorno,
    /// Quanto resta da pagare, senza penale e spese.
    pub residuo: Importo,
    /// Quanto resta da pagare in tutto.
    pub da_pagare: Importo,
    /// La penale che si aggiungerebbe oggi.
    pub penale: Importo,
    /// Le spese che si aggiungerebbero oggi.
    pub spese: Importo,
    /// Il sollecito da inviare oggi.
    pub sollecito_dovuto: Option<String>,
    /// Vero se le nuove iscrizioni della famiglia aspettano.
    pub blocca_iscrizioni: bool,
    /// Vero se il regolamento la vuole in riscossione coattiva.
    pub riscossione_coattiva: bool,
    /// Vero se è già affidata alla riscossione coattiva.
    pub affidata: bool,
    /// Perché il regolamento non risponde, se non risponde.
    pub da_verificare: Option<String>,
    /// Perché.
    pub spiegazione: Vec<PassoSpiegazione>,
    /// I solleciti inviati, dal primo.
    pub solleciti: Vec<Sollecito>,
}

/// Una pagina di rate scadute.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RataScadutaConnection {
    /// Le rate.
    pub edges: Vec<RataScadutaEdge>,
    /// Se ce ne sono altre.
    pub page_info: PageInfo,
}

/// Una rata scaduta nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RataScadutaEdge {
    /// Da passare come `after` per le rate che seguono.
    pub cursor: String,
    /// La rata.
    pub node: RataScaduta,
}

/// The overdue instalments of `servizio`, by key: as many statements, and one question to the
/// regulation, however many they are.
///
/// # Errors
/// When the store fails.
pub async fn rate_scadute(
    ctx: &Ctx,
    servizio: Servizio,
    pagina: PageRequest,
) -> Result<RataScadutaConnection, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let mut select = scadute(ctx.oggi())
        .filter(retta::Column::Servizio.eq(servizio))
        .order_by_asc(rata::Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(rata::Column::Id.gt(RataId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id.key());
    let edge = |node: RataScaduta| RataScadutaEdge {
        cursor: encode_cursor(node.id.key()),
        node,
    };
    let edges = giudicate(ctx, righe).await?.into_iter().map(edge).collect();
    Ok(RataScadutaConnection { edges, page_info })
}

/// The overdue instalments of `famiglia`, of every service.
///
/// # Errors
/// When the store fails.
pub async fn rate_scadute_della_famiglia(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<RataScaduta>, Errore> {
    giudicate(ctx, di_famiglia(ctx, famiglia.famiglia.id).await?).await
}

pub(super) async fn di_famiglia(
    ctx: &Ctx,
    famiglia: FamigliaId,
) -> Result<Vec<rata::Model>, Errore> {
    Ok(scadute(ctx.oggi())
        .filter(retta::Column::FamigliaId.eq(famiglia))
        .order_by_asc(rata::Column::Id)
        .all(ctx.db())
        .await?)
}

/// What the regulations say today of `rate`, in their order.
async fn giudicate(ctx: &Ctx, rate: Vec<rata::Model>) -> Result<Vec<RataScaduta>, Errore> {
    let giorno = ctx.oggi();
    let scadute = complete(ctx.db(), giorno, rate).await?;
    let debitori = debitori(ctx, scadute.iter().map(|s| s.retta.famiglia_id)).await?;
    let mut giudicate = Vec::with_capacity(scadute.len());
    for (servizio, alcune) in per_servizio(scadute) {
        let decisioni = conseguenze(ctx, (servizio, giorno), &alcune).await?;
        let insieme = alcune.iter().zip(decisioni);
        giudicate.extend(insieme.map(|(s, d)| RataScaduta::new(s, d, &debitori)));
    }
    giudicate.sort_by_key(|r| r.id);
    Ok(giudicate)
}

pub(super) fn per_servizio(scadute: Vec<Scaduta>) -> BTreeMap<Servizio, Vec<Scaduta>> {
    let mut divise: BTreeMap<Servizio, Vec<Scaduta>> = BTreeMap::new();
    for s in scadute {
        divise.entry(s.retta.servizio).or_default().push(s);
    }
    divise
}

impl RataScaduta {
    fn new(
        s: &Scaduta,
        decisione: Result<Presa<Conseguenze>, Box<DaVerificare>>,
        debitori: &HashMap<FamigliaId, Debitore>,
    ) -> Self {
        let (conseguenze, da_verificare) = match decisione {
            Ok(presa) => (Some(presa.risposta), None),
            Err(attesa) => (None, Some(attesa.motivo.testo)),
        };
        let c = conseguenze.as_ref();
        let oneri = c.map(|c| s.da_aggiungere(c));
        let famiglia = s.retta.famiglia_id;
        Self {
            id: s.rata.id,
            retta: s.retta.id,
            famiglia,
            debitore: debitori
                .get(&famiglia)
                .map_or_else(String::new, |d| d.nome.clone()),
            servizio: s.retta.servizio,
            descrizione: s.retta.descrizione.clone(),
            numero: s.rata.numero,
            scadenza: s.rata.scadenza,
            residuo: s.residuo(),
            da_pagare: s.da_pagare(),
            penale: oneri.map_or(Importo::ZERO, |o| o.penale),
            spese: oneri.map_or(Importo::ZERO, |o| o.spese),
            sollecito_dovuto: c
                .filter(|_| s.affidata.is_none())
                .and_then(|c| c.sollecito.as_ref())
                .map(|d| d.titolo.clone()),
            blocca_iscrizioni: c.is_some_and(|c| c.blocca_iscrizioni),
            riscossione_coattiva: c.is_some_and(|c| c.riscossione_coattiva),
            affidata: s.affidata.is_some(),
            da_verificare,
            spiegazione: c.map_or_else(Vec::new, |c| {
                c.motivazione.iter().map(PassoSpiegazione::from).collect()
            }),
            solleciti: s.solleciti.iter().map(Sollecito::from).collect(),
        }
    }
}
