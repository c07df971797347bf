//! A family chooses for one day.

use campanella_anagrafe::{IscrizioneFiglio, StatoGiorno};
use campanella_kernel::{Ctx, Giorno};
use campanella_plugins_host::prenotazione::Giornata;

use crate::avviso::Avviso;
use crate::errore::{Divieto, Errore};
use crate::giornata::GiornoCalendario;
use crate::periodo::Periodo;
use crate::regola;
use crate::scelta::{Origine, Scelta};
use crate::scelte::Scelte;
use crate::scrivi::{Cambio, Firma, TENTATIVI, scrivi};
use crate::vincolo;

/// How a family's own choices are signed.
pub(crate) const DELLA_FAMIGLIA: Firma<'static> = Firma {
    azione: "prenota",
    origine: Origine::Genitore,
    motivo: None,
};

/// Chooses `scelta` for `giorno`. `versione` is that of the day as the device saw it: when it is
/// another by now, the choice is refused with the present state, and nothing is lost.
///
/// # Errors
/// [`Errore::NonPermessa`] with the reason of the regulation, [`Errore::Conflitto`].
pub async fn prenota(
    ctx: &Ctx,
    iscrizione: &IscrizioneFiglio,
    giorno: Giorno,
    scelta: Scelta,
    versione: Option<i32>,
) -> Result<GiornoCalendario, Errore> {
    let periodo = Periodo::carica(ctx, iscrizione, giorno, giorno).await?;
    for _ in 0..TENTATIVI {
        let letto = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
        if versione.is_some_and(|vista| vista != letto.versione(giorno)) {
            return Err(Errore::conflitto(letto.stato_attuale(giorno)));
        }
        let giornata = giornata(ctx, &periodo, &letto, giorno).await?;
        regola::verifica(&giornata, scelta)?;
        if letto.effettiva(giorno) == scelta {
            return Ok(GiornoCalendario::di_servizio(&periodo, &letto, &giornata));
        }
        vincolo::verifica(ctx, iscrizione, giorno, scelta).await?;
        let cambi = [Cambio {
            giornata,
            a: scelta,
        }];
        if let Some(scelte) = scrivi(ctx, &periodo, &letto, &cambi, &DELLA_FAMIGLIA).await? {
            Avviso::invia(ctx, iscrizione, vec![giorno]).await;
            let [Cambio { giornata, .. }] = &cambi;
            return Ok(GiornoCalendario::di_servizio(&periodo, &scelte, giornata));
        }
    }
    let letto = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
    Err(Errore::conflitto(letto.stato_attuale(giorno)))
}

/// What the regulation says of `giorno`, unless the calendar or the kitchen already says no.
pub(crate) async fn giornata(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    letto: &Scelte,
    giorno: Giorno,
) -> Result<Giornata, Errore> {
    if let StatoGiorno::Chiuso { motivo } = periodo.stato(giorno) {
        return Err(Divieto::giorno_chiuso(giorno, &motivo).into());
    }
    if letto.prodotto(giorno) {
        return Err(Divieto::gia_prodotta(giorno).into());
    }
    let risposte = regola::chiedi(ctx, periodo, letto, &[giorno]).await?;
    risposte.into_iter().next().ok_or_else(|| {
        let senza = format!("the regulation did not answer for {giorno}");
        campanella_kernel::InternalError::new(senza).into()
    })
}
