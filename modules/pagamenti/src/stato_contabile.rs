//! «Stato contabile»: what a family has and owes, service by service.

use std::collections::HashMap;

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{AnnoScolastico, Ctx, GraphqlOutput, Importo, Servizio};
use campanella_ledger::saldi;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::RettaId;
use crate::entities::gestione::{self, AZero, ContoPer, Modo};
use crate::entities::retta::StatoRetta;
use crate::entities::{rata, retta};
use crate::errore::Errore;
use crate::gestione::credito;
use crate::incassa::pagati;

/// Lo stato contabile di un servizio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct StatoServizio {
    /// Il servizio.
    pub servizio: Servizio,
    /// Prima o dopo.
    pub modo: Modo,
    /// Un conto per servizio o uno per famiglia.
    pub conto: ContoPer,
    /// Il credito sul conto elettronico; negativo se i consumi lo hanno superato. Assente se il
    /// servizio non ha mai avuto un conto.
    pub saldo: Option<Importo>,
    /// Sotto questo credito la famiglia è avvisata.
    pub soglia: Option<Importo>,
    /// Vero se resta poco o niente.
    pub sotto_soglia: bool,
    /// Vero se, a credito finito, non si può prenotare.
    pub blocca_a_zero: bool,
    /// Quanto resta da pagare delle rette.
    pub da_pagare: Importo,
    /// Quanto di questo è scaduto.
    pub scaduto: Importo,
}

/// What `famiglia` has and owes, for every service of which the comune said how it is paid.
/// Eight statements, however many services.
///
/// # Errors
/// When the store fails.
pub async fn stato_contabile(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<StatoServizio>, Errore> {
    let id = famiglia.famiglia.id;
    let anno = AnnoScolastico::del(ctx.oggi());
    let gestioni = gestione::Entity::find()
        .filter(gestione::Column::Anno.lte(anno))
        .order_by_desc(gestione::Column::Anno)
        .all(ctx.db())
        .await?;
    let conti: Vec<_> = gestioni
        .iter()
        .flat_map(|g| [g.prepagato(id), credito(id, g.servizio)])
        .collect();
    let saldi = saldi(ctx.db(), &conti).await?;
    let scaduti = scaduti(ctx, famiglia).await?;
    let mut stati: Vec<StatoServizio> = Vec::new();
    for attuale in &gestioni {
        // The first of a service is that of this year, or the last that there was.
        if stati.iter().any(|s| s.servizio == attuale.servizio) {
            continue;
        }
        let servizio = attuale.servizio;
        let prepagata = gestioni
            .iter()
            .find(|g| g.servizio == servizio && g.modo == Modo::Prepagato);
        let saldo = prepagata.map(|g| saldi.get(&g.prepagato(id)).copied().unwrap_or_default());
        let prepagato = attuale.modo == Modo::Prepagato;
        stati.push(StatoServizio {
            servizio,
            modo: attuale.modo,
            conto: attuale.conto,
            saldo,
            soglia: attuale.soglia.filter(|_| prepagato),
            sotto_soglia: prepagato && saldo.is_some_and(|s| attuale.sotto_soglia(s)),
            blocca_a_zero: prepagato && attuale.a_zero == AZero::Blocca,
            da_pagare: saldi
                .get(&credito(id, servizio))
                .copied()
                .unwrap_or_default(),
            scaduto: scaduti
                .iter()
                .filter(|(s, _)| *s == servizio)
                .map(|(_, importo)| *importo)
                .sum(),
        });
    }
    stati.sort_by_key(|s| s.servizio);
    Ok(stati)
}

/// What is expired and unpaid, instalment by instalment.
async fn scaduti(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<(Servizio, Importo)>, Errore> {
    let rette: HashMap<RettaId, Servizio> = retta::Entity::find()
        .filter(retta::Column::FamigliaId.eq(famiglia.famiglia.id))
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa))
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|r| (r.id, r.servizio))
        .collect();
    let rate = rata::Entity::find()
        .filter(rata::Column::RettaId.is_in(rette.keys().copied()))
        .filter(rata::Column::Scadenza.lt(ctx.oggi()))
        .all(ctx.db())
        .await?;
    let pagati = pagati(ctx.db(), rate.iter().map(|r| r.id)).await?;
    let resta = |rata: rata::Model| {
        let pagato = pagati.get(&rata.id).copied().unwrap_or_default();
        Some((*rette.get(&rata.retta_id)?, rata.importo - pagato))
    };
    Ok(rate.into_iter().filter_map(resta).collect())
}
