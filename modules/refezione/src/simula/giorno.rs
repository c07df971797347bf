//! The meals of one day under another tariff: what was charged, and what would have been.

use std::collections::HashMap;

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::{Ctx, DomainError, Giorno, Importo, Servizio};
use campanella_plugins_host::decisione::{self, ingresso};
use campanella_plugins_host::tariffa::Ingresso;
use campanella_plugins_host::{AttivazioneRifiutata, DaProvare, Regole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::Value;

use super::conto::Conto;
use crate::entities::{consumo, presenza};
use crate::errore::Errore;

/// Keys in one query: below the bound parameters that any of the stores takes.
const CHIAVI: usize = 10_000;

/// The tariff that is tried.
pub struct TariffaNuova {
    /// Its component.
    pub componente: DaProvare,
    /// Its parameters.
    pub parametri: Value,
}

/// Adds to `conto` the meals of `giorno` under the old and the new tariff; how many they are.
pub(super) async fn aggiungi_giorno(
    ctx: &Ctx,
    tariffa: &TariffaNuova,
    giorno: Giorno,
    conto: &mut Conto,
) -> Result<usize, Errore> {
    let pasti = pasti_del_giorno(ctx, giorno).await?;
    let quanti = pasti.len();
    let mut chiesti = Vec::with_capacity(pasti.len());
    let mut domande = Vec::with_capacity(pasti.len());
    for pasto in pasti {
        let (Some(ingresso), Some(importo)) = (pasto.ingresso, pasto.importo) else {
            conto.senza_dati();
            continue;
        };
        chiesti.push((
            pasto.iscrizione,
            ingresso.isee.as_ref().map(|i| i.valore),
            importo,
        ));
        domande.push((giorno, ingresso));
    }
    let regola = (&tariffa.componente, &tariffa.parametri);
    let esiti = ctx
        .service::<Regole>()?
        .prova_tariffa(ctx, regola, Servizio::Refezione, domande)
        .await;
    let esiti = match esiti {
        Ok(esiti) => esiti,
        Err(AttivazioneRifiutata::Comune(rifiuto)) => return Err(rifiuto.into()),
        // The component went away since: each meal says so.
        Err(perche) => {
            let testo = perche.to_string();
            for _ in chiesti {
                conto.errore(perche.code(), &testo);
            }
            return Ok(quanti);
        }
    };
    for ((iscrizione, isee, vecchio), esito) in chiesti.into_iter().zip(esiti) {
        match esito {
            Ok(tariffa) => {
                let nuovo = tariffa
                    .prezzo
                    .map_or(Importo::ZERO, |p| p.riga(1, tariffa.arrotondamento));
                conto.pasto(iscrizione, isee, vecchio, nuovo);
            }
            Err(motivo) => conto.errore(&motivo.codice, &motivo.testo),
        }
    }
    Ok(quanti)
}

/// A meal that was charged.
struct Pasto {
    iscrizione: i64,
    importo: Option<Importo>,
    ingresso: Option<Ingresso>,
}

async fn pasti_del_giorno(ctx: &Ctx, giorno: Giorno) -> Result<Vec<Pasto>, Errore> {
    let presenze: HashMap<i64, IscrizioneId> = presenza::Entity::find()
        .filter(presenza::Column::Giorno.eq(giorno))
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|p| (p.id, p.iscrizione_id))
        .collect();
    let righe = super::pasti(giorno, giorno).all(ctx.db()).await?;
    let decisioni = righe.iter().filter_map(|c| c.decisione.clone());
    let ingressi = ingressi(ctx, decisioni.collect()).await?;
    let pasto = |consumo: consumo::Model| {
        let ingresso = consumo.decisione.and_then(|d| ingressi.get(&d).cloned());
        Some(Pasto {
            iscrizione: presenze.get(&consumo.presenza_id)?.key(),
            importo: consumo.importo,
            ingresso,
        })
    };
    Ok(righe.into_iter().filter_map(pasto).collect())
}

/// The recorded input of each decision.
async fn ingressi(ctx: &Ctx, decisioni: Vec<String>) -> Result<HashMap<String, Ingresso>, Errore> {
    let mut trovati = HashMap::new();
    for alcune in decisioni.chunks(CHIAVI) {
        let righe = decisione::Entity::find()
            .filter(decisione::Column::Impronta.is_in(alcune))
            .all(ctx.db())
            .await?;
        let loro = righe.iter().map(|d| d.ingresso.as_str());
        let dati: HashMap<String, serde_json::Value> = ingresso::Entity::find()
            .filter(ingresso::Column::Impronta.is_in(loro))
            .all(ctx.db())
            .await?
            .into_iter()
            .map(|i| (i.impronta, i.dati))
            .collect();
        for decisione in righe {
            let dato = dati.get(&decisione.ingresso);
            // An input of a form that this program no longer reads counts as not recorded.
            if let Some(ingresso) = dato.and_then(|d| Ingresso::deserialize(d).ok()) {
                trovati.insert(decisione.impronta, ingresso);
            }
        }
    }
    Ok(trovati)
}
