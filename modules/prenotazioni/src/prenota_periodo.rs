//! A family chooses for a range of days.

use campanella_anagrafe::IscrizioneFiglio;
use campanella_kernel::{Ctx, Giorno, GraphqlOutput};

use crate::avviso::Avviso;
use crate::calendario::verifica_periodo;
use crate::entities::prenotazione;
use crate::errore::{Divieto, Errore};
use crate::giornata::GiornoCalendario;
use crate::periodo::Periodo;
use crate::prenota::{DELLA_FAMIGLIA, giornata};
use crate::regola;
use crate::scelta::{Origine, Scelta};
use crate::scelte::Scelte;
use crate::scrivi::{Cambio, TENTATIVI, scrivi};
use crate::vincolo;

/// L'esito di una scelta che riguarda più giorni.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct EsitoPeriodo {
    /// I giorni che sono cambiati.
    pub cambiati: Vec<GiornoCalendario>,
    /// I giorni che non si potevano cambiare.
    pub rifiutati: Vec<GiornoRifiutato>,
}

/// Un giorno che non si poteva cambiare.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct GiornoRifiutato {
    /// Il giorno.
    pub giorno: Giorno,
    /// Codice del motivo.
    pub codice: String,
    /// Il motivo.
    pub perche: String,
}

impl GiornoRifiutato {
    pub(crate) fn new(giorno: Giorno, divieto: Divieto) -> Self {
        Self {
            giorno,
            codice: divieto.codice,
            perche: divieto.perche,
        }
    }
}

/// Chooses `scelta` for every day of service from `dal` to `al` that the regulation allows; days
/// without service are not mentioned. What is allowed is written all together.
///
/// # Errors
/// When the range is too long, or the choices change all the time.
pub async fn prenota_periodo(
    ctx: &Ctx,
    iscrizione: &IscrizioneFiglio,
    dal: Giorno,
    al: Giorno,
    scelta: Scelta,
) -> Result<EsitoPeriodo, Errore> {
    verifica_periodo(dal, al)?;
    let periodo = Periodo::carica(ctx, iscrizione, dal, al).await?;
    for _ in 0..TENTATIVI {
        let letto = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
        let deciso = decidi(ctx, &periodo, &letto, (dal, al), scelta).await?;
        if deciso.cambi.is_empty() {
            return Ok(deciso.esito(&periodo, &letto));
        }
        vincolo::verifica(ctx, iscrizione, dal, scelta).await?;
        let scritto = scrivi(ctx, &periodo, &letto, &deciso.cambi, &DELLA_FAMIGLIA).await?;
        if let Some(scelte) = scritto {
            let giorni = deciso.cambi.iter().map(Cambio::giorno).collect();
            Avviso::invia(ctx, iscrizione, giorni).await;
            return Ok(deciso.esito(&periodo, &scelte));
        }
    }
    let letto = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
    Err(Errore::conflitto(letto.stato_attuale(dal)))
}

/// What becomes of each day.
struct Deciso {
    cambi: Vec<Cambio>,
    rifiutati: Vec<GiornoRifiutato>,
}

impl Deciso {
    fn esito(&self, periodo: &Periodo<'_>, scelte: &Scelte) -> EsitoPeriodo {
        EsitoPeriodo {
            cambiati: self
                .cambi
                .iter()
                .map(|c| GiornoCalendario::di_servizio(periodo, scelte, &c.giornata))
                .collect(),
            rifiutati: self.rifiutati.clone(),
        }
    }
}

/// Decides day by day: a day of pasto bianco counts for those after it, so that the regulation
/// must see each day as the ones before leave it.
async fn decidi(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    letto: &Scelte,
    (dal, al): (Giorno, Giorno),
    scelta: Scelta,
) -> Result<Deciso, Errore> {
    let mut deciso = Deciso {
        cambi: Vec::new(),
        rifiutati: Vec::new(),
    };
    let mut via_via = letto.clone();
    for giorno in periodo.di_servizio(dal, al) {
        if via_via.effettiva(giorno) == scelta {
            continue;
        }
        let permesso = match giornata(ctx, periodo, &via_via, giorno).await {
            Ok(giornata) => regola::verifica(&giornata, scelta).map(|()| giornata),
            Err(Errore::NonPermessa(divieto)) => Err(divieto),
            Err(altro) => return Err(altro),
        };
        match permesso {
            Ok(giornata) => {
                via_via.metti(ipotesi(ctx, periodo, giorno, scelta));
                deciso.cambi.push(Cambio {
                    giornata,
                    a: scelta,
                });
            }
            Err(divieto) => deciso.rifiutati.push(GiornoRifiutato::new(giorno, divieto)),
        }
    }
    Ok(deciso)
}

/// A choice that is about to be written, for the regulation to count.
fn ipotesi(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    giorno: Giorno,
    scelta: Scelta,
) -> prenotazione::Model {
    prenotazione::Model {
        id: 0,
        iscrizione_id: periodo.iscritto.iscrizione.id,
        giorno,
        scelta,
        versione: 0,
        origine: Origine::Genitore,
        aggiornata_da: String::new(),
        aggiornata_il: ctx.now(),
    }
}
