//! The jobs of this module: the cut-offs of the day are planned early, each building is closed
//! when its own has passed.

use std::sync::Arc;

use campanella_anagrafe::{ClasseId, GiorniDiServizio, plessi_autorizzati, plesso_autorizzato};
use campanella_kernel::jobs::{JobHandler, NewJob, enqueue};
use campanella_kernel::{Ctx, Giorno, InternalError, PlessoId, Rifiuto};
use campanella_prenotazioni::limiti_dei_giorni;
use serde::{Deserialize, Serialize};

use crate::chiudi_giorno::chiudi_giorno;
use crate::errore::Errore;
use crate::permessi::CHIUDI;
use crate::simula::lavoro::Simula;

/// Kind of the job that plans.
pub(crate) const PIANIFICA: &str = "refezione.pianifica";
/// Kind of the job that closes a building on a day.
pub(crate) const CHIUDI_PLESSO: &str = "refezione.chiusura";

/// Days ahead for which the cut-off may fall on today: the shipped regulation has at most thirty
/// days before, and a long holiday may lie between.
const GIORNI_AVANTI: u64 = 45;

/// All of them.
pub(crate) fn tutti() -> Vec<Arc<dyn JobHandler>> {
    vec![
        Arc::new(Pianifica),
        Arc::new(ChiudiPlesso),
        Arc::new(Simula),
    ]
}

/// Asks the regulation for the cut-offs that fall on today.
pub(crate) struct Pianifica;

#[derive(Deserialize)]
struct DelGiorno {
    giorno: Giorno,
}

#[async_trait::async_trait]
impl JobHandler for Pianifica {
    fn tipo(&self) -> &'static str {
        PIANIFICA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        Some((0, 5))
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let DelGiorno { giorno } = DelGiorno::deserialize(contenuto)?;
        Ok(pianifica(ctx, giorno).await?)
    }
}

/// Asks for the closing of each building at each cut-off that falls on `oggi` or has passed. A
/// cut-off may be days before the meal, so the days to come are looked at too.
async fn pianifica(ctx: &Ctx, oggi: Giorno) -> Result<(), Errore> {
    let plessi = plessi_autorizzati(ctx, CHIUDI).await?;
    let servizio = GiorniDiServizio::carica(ctx, oggi, oggi.dopo(GIORNI_AVANTI)).await?;
    // Closures of single classes leave the building open: no class has the key 0.
    let aperto = |plesso, giorno| servizio.stato(plesso, ClasseId::new(0), giorno).aperto();
    let giorni: Vec<Giorno> = oggi.fino_a(oggi.dopo(GIORNI_AVANTI)).collect();
    let limiti = limiti_dei_giorni(ctx, &plessi, &giorni).await?;
    let mut chiusure = limiti
        .into_iter()
        .filter(|((plesso, giorno), limite)| limite.giorno() <= oggi && aperto(*plesso, *giorno))
        .collect::<Vec<_>>();
    chiusure.sort_unstable_by_key(|(chi, limite)| (*limite, *chi));
    let tx = ctx.begin().await?;
    for ((plesso, giorno), limite) in &chiusure {
        let chiusura = NewJob {
            tipo: CHIUDI_PLESSO,
            chiave: format!(
                "{CHIUDI_PLESSO}:{plesso}:{giorno_iso}",
                giorno_iso = giorno.date()
            ),
            contenuto: serde_json::to_value(DaChiudere {
                plesso: *plesso,
                giorno: *giorno,
            })
            .map_err(InternalError::from)?,
            // The limit is the last second in which a family may choose.
            da_eseguire: limite.piu_secondi(1),
        };
        enqueue(ctx, &tx, chiusura).await?;
    }
    tx.commit().await?;
    for (_, limite) in chiusure {
        ctx.wake_jobs(limite.piu_secondi(1));
    }
    Ok(())
}

/// Produces the presences of one building and day.
pub(crate) struct ChiudiPlesso;

#[derive(Serialize, Deserialize)]
struct DaChiudere {
    plesso: PlessoId,
    giorno: Giorno,
}

#[async_trait::async_trait]
impl JobHandler for ChiudiPlesso {
    fn tipo(&self) -> &'static str {
        CHIUDI_PLESSO
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let DaChiudere { plesso, giorno } = DaChiudere::deserialize(contenuto)?;
        let plesso = match plesso_autorizzato(ctx, CHIUDI, plesso).await {
            Ok(plesso) => plesso,
            // The office removed the building since: there is nothing to close.
            Err(campanella_anagrafe::Errore::Comune(Rifiuto::NonTrovato(_))) => return Ok(()),
            Err(e) => return Err(Errore::from(e).into()),
        };
        let esito = chiudi_giorno(ctx, &plesso, giorno).await?;
        tracing::info!(?esito, %giorno, "a building was closed");
        Ok(())
    }
}
